// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Glibc
import Synchronization

/// A server on the loopback that answers each POST by a script: it can cut, delay and lie.
package final class ScriptedServer: Sendable {
  /// What a client asked.
  package struct Request: Sendable {
    package var target: String
    package var head: String
    package var body: String
  }

  /// One act of an answer.
  package enum Step: Sendable {
    case send(String)
    case wait(milliseconds: Int)
    /// Says nothing until the server is stopped, so that no slow machine comes too late for it.
    case waitUntilStopped
    /// Ends the connection with a reset.
    case reset
  }

  package let port: Int
  private let descriptor: Int32
  private let asked = Mutex<[Request]>([])
  private let stopping = DispatchGroup()
  private let script: @Sendable (Request) -> [Step]

  package init(_ script: @escaping @Sendable (Request) -> [Step]) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // The three calls read or fill one address of the size that they are told.
    let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        unsafe bind(descriptor, raw, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, raw, &length) == 0
      }
    }
    guard bound else { throw CocoaError(.fileNoSuchFile) }
    self.descriptor = descriptor
    self.script = script
    stopping.enter()
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in serve() }
  }

  /// What was asked so far, wishes to end a statement included.
  package var requests: [Request] { asked.withLock(\.self) }

  /// Ends the server; once only.
  package func stop() {
    stopping.leave()
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  private func serve() {
    while true {
      let connection = accept(descriptor, nil, nil)
      guard connection >= 0 else { return }
      Thread.detachNewThread { [self] in answer(connection) }
    }
  }

  private func answer(_ connection: Int32) {
    defer { close(connection) }
    guard let request = receive(connection) else { return }
    asked.withLock { $0.append(request) }
    for step in script(request) {
      switch step {
      case .send(let text):
        let bytes = Array(text.utf8)
        // Sends the bytes of the array, whose number it is told.
        _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      case .wait(let milliseconds): usleep(UInt32(milliseconds) * 1000)
      case .waitUntilStopped: stopping.wait()
      case .reset:
        var hard = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
        return
      }
    }
    shutdown(connection, Int32(SHUT_WR))
  }

  private func receive(_ connection: Int32) -> Request? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = text.firstRange(of: "\r\n\r\n") {
        let head = String(text[..<end.lowerBound])
        let body = text[end.upperBound...]
        let length = head.split(separator: "\r\n").compactMap { line -> Int? in
          let parts = line.split(separator: ":")
          guard parts[0].lowercased() == "content-length" else { return nil }
          return Int(parts[1].trimmingCharacters(in: .whitespaces))
        }
        if body.utf8.count >= length.first ?? 0 {
          let target = head.split(separator: " ").dropFirst().first ?? ""
          return Request(target: String(target), head: head, body: String(body))
        }
      }
      // Receives at most as many bytes as the buffer has.
      let count = unsafe recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }
}

extension ScriptedServer {
  /// A whole answer with a length.
  package static func whole(_ status: String, _ body: String) -> [Step] {
    [
      .send(
        "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n"
          + "Connection: close\r\n\r\n" + body)
    ]
  }

  /// The head of an answer in chunks.
  package static let chunkedHead =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"

  package static func chunk(_ text: String) -> String {
    String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n"
  }
}
