// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Glibc
import RecountRemote
import RecountTestEngines
import Testing

@Suite(.enabled(if: Subprocess.find("openssl") != nil, "openssl is not installed"))
struct CertificateTests {
  @Test func `a certificate that nobody vouches for is refused`() async throws {
    let folder = try Folder()
    defer { folder.remove() }
    let (key, certificate) = (folder.path + "/key", folder.path + "/certificate")
    _ = try Subprocess.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-keyout", key, "-out", certificate,
      ])
    let port = try freePorts(1)[0]
    let server = try Subprocess.start(
      try #require(Subprocess.find("openssl")),
      ["s_server", "-accept", "\(port)", "-key", key, "-cert", certificate, "-www"], in: folder)
    defer {
      Glibc.kill(server, SIGKILL)
      Subprocess.wait(server)
    }
    let endpoint = try RemoteEndpoint(
      name: "tls", address: "https://localhost:\(port)", table: RemoteTable(parsing: "a.b"),
      limits: RemoteLimits(seconds: 5, attempts: 1))
    var error: RemoteError?
    for _ in 0..<100 {
      error = await remoteError { _ = try await client(endpoint).version() }
      guard case .refused = error else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(error == .certificate(host: "localhost"))
    #expect(error?.message == "the certificate of localhost could not be verified")
  }
}
