// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What HAProxy says of itself among its requests: starts, stops, servers that went up or down.
enum HAProxyMessage {
  /// How such lines begin behind the syslog header.
  private static let openings: [StaticString] = [
    "Proxy ", "Server ", "Backup Server ", "backend ", "Health check ", "Stopping ", "Pausing ",
    "Resuming ", "Enabling ", "Disabling ", "Connect from ", "New program ", "New worker ",
    "Loading success", "Reexecuting ", "Initializing ", "Exiting Master", "Former worker ",
    "Current worker ", "All workers ",
  ]

  /// How they begin on standard error.
  private static let levels: [StaticString] = ["[NOTICE] ", "[WARNING] ", "[ALERT] "]

  static func isOne(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = SyslogHeader.end(bytes, range)
    let text = ByteRange(start, range.upperBound)
    if levels.contains(where: { bytes.begins(text, with: $0) }) { return true }
    guard bytes.contains("haproxy[", in: ByteRange(range.lowerBound, start)) else { return false }
    return openings.contains { bytes.begins(text, with: $0) }
  }
}
