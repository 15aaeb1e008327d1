// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Shell patterns over relative paths: `*` and `?` within a name, `**` across folders.
struct Glob: Sendable {
  private let pattern: [UInt8]

  init(_ pattern: String) {
    self.pattern = Array(pattern.utf8)
  }

  /// Whether the whole of `path` matches.
  func matches(_ path: String) -> Bool {
    matches(pattern[...], Array(path.utf8)[...])
  }

  private func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == UInt8(ascii: "*") {
      let isDeep = pattern.dropFirst().first == UInt8(ascii: "*")
      var rest = pattern.drop { $0 == UInt8(ascii: "*") }
      if isDeep, rest.first == UInt8(ascii: "/"), matches(rest.dropFirst(), path) { return true }
      var tail = path
      while true {
        if matches(rest, tail) { return true }
        guard let byte = tail.first, isDeep || byte != UInt8(ascii: "/") else { return false }
        tail = tail.dropFirst()
        rest = rest[...]
      }
    }
    guard let byte = path.first else { return false }
    if first == UInt8(ascii: "?") {
      return byte != UInt8(ascii: "/") && matches(pattern.dropFirst(), path.dropFirst())
    }
    return first == byte && matches(pattern.dropFirst(), path.dropFirst())
  }
}
