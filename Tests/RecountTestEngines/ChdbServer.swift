// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Glibc
package import RecountRemote

/// The current engine, which the Python package `chdb` carries, behind a port like the real one.
package struct ChdbServer {
  package let port: Int
  private let folder: Folder
  private let process: pid_t

  /// A Python with chdb: `RECOUNT_TEST_PYTHON`, or `python3`.
  private static let python =
    ProcessInfo.processInfo.environment["RECOUNT_TEST_PYTHON"] ?? "python3"

  package static let missing: String? = {
    let run = try? Subprocess.run(python, ["-c", "import chdb"])
    return run?.status == 0
      ? nil : "python3 cannot import chdb (pip install chdb, RECOUNT_TEST_PYTHON=…/bin/python)"
  }()

  private static let script = """
    import sys, urllib.parse, http.server
    from chdb import session
    engine = session.Session(sys.argv[2])
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
            options = dict(urllib.parse.parse_qsl(self.path.partition('?')[2]))
            sql = body.decode('utf-8', 'surrogateescape')
            if 'query' in options: sql = options['query'] + '\\n' + sql
            try:
                answer = engine.query(sql, options.get('default_format', 'TabSeparated'))
                status, data = 200, answer.bytes() if answer else b''
            except Exception as error:
                status, data = 500, str(error).encode()
            self.send_response(status)
            self.send_header('Content-Length', str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        def log_message(self, *words): pass
    http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
    """

  /// Runs `body` with a server of its own.
  package static func with(_ body: (ChdbServer) async throws -> Void) async throws {
    let server = try ChdbServer(port: freePorts(1)[0])
    defer {
      Glibc.kill(server.process, SIGKILL)
      Subprocess.wait(server.process)
      server.folder.remove()
    }
    for attempt in 0..<600 {
      if (try? await server.client("x.y").version()) != nil { break }
      if attempt == 599 { throw CocoaError(.fileReadUnknown) }
      try await Task.sleep(for: .milliseconds(50))
    }
    try await body(server)
  }

  private init(port: Int) throws {
    self.port = port
    folder = try Folder()
    try Data(ChdbServer.script.utf8).write(to: folder.url("server.py"))
    process = try Subprocess.start(
      Subprocess.find(ChdbServer.python) ?? "",
      [folder.path + "/server.py", "\(port)", folder.path + "/data"], in: folder)
  }

  package func client(_ table: String) throws -> ClickHouseClient {
    RecountTestEngines.client(try endpoint(port: port, table: table))
  }
}
