// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Synchronization

/// One step into a JSON value: a member by its name, or an element by its number.
enum JSONStep: Sendable {
  case member(String)
  case element(Int)
}

/// Finds members of sound JSON by their path.
enum JSONPlace {
  /// Where the value at `path` begins, or the deepest one on the way to it.
  static func byte(of path: [JSONStep], in bytes: [UInt8]) -> Int {
    var place = skipBlanks(bytes, 0)
    for step in path {
      guard let next = value(at: step, of: place, bytes) else { return place }
      place = next
    }
    return place
  }

  private static func value(at step: JSONStep, of start: Int, _ bytes: [UInt8]) -> Int? {
    guard start < bytes.count else { return nil }
    var index = skipBlanks(bytes, start + 1)
    switch step {
    case .element(let wanted):
      guard bytes[start] == 0x5B else { return nil }
      var number = 0
      while index < bytes.count, bytes[index] != 0x5D {
        if number == wanted { return index }
        index = skipBlanks(bytes, valueEnd(bytes, index))
        guard index < bytes.count, bytes[index] == 0x2C else { return nil }
        index = skipBlanks(bytes, index + 1)
        number += 1
      }
    case .member(let wanted):
      guard bytes[start] == 0x7B else { return nil }
      let name = Array(wanted.utf8)
      while index < bytes.count, bytes[index] == 0x22 {
        let end = valueEnd(bytes, index)
        let isWanted = bytes[index + 1..<max(index + 1, end - 1)].elementsEqual(name)
        let value = skipBlanks(bytes, skipBlanks(bytes, end) + 1)
        if isWanted { return value }
        index = skipBlanks(bytes, valueEnd(bytes, value))
        guard index < bytes.count, bytes[index] == 0x2C else { return nil }
        index = skipBlanks(bytes, index + 1)
      }
    }
    return nil
  }

  private static func skipBlanks(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index
  }

  /// Behind the value that begins at `start`.
  private static func valueEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x22:
        index += 1
        while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      case 0x2C, 0x3A, 0...0x20: if depth == 0 { return index }
      default: break
      }
      index += 1
      if depth == 0, index <= bytes.count, [0x22, 0x7D, 0x5D].contains(bytes[index - 1]) {
        return index
      }
      // What stands behind the last element of a list or object ends it too.
      if depth == 0, index < bytes.count, [0x7D, 0x5D].contains(bytes[index]) { return index }
    }
    return min(index, bytes.count)
  }
}

/// Where decoders stopped: records try several shapes, and the one that came deepest is what was meant.
final class DecodingTrace: Sendable {
  /// The trace that decoders of this task note their failures in; nil while nobody asks.
  @TaskLocal static var current: DecodingTrace?

  private let deepest = Mutex<[JSONStep]>([])

  var path: [JSONStep] { deepest.withLock { $0 } }

  func note(_ error: any Error) {
    guard let error = error as? DecodingError else { return }
    let path: [any CodingKey] =
      switch error {
      case .typeMismatch(_, let context), .dataCorrupted(let context): context.codingPath
      case .valueNotFound(_, let context), .keyNotFound(_, let context): context.codingPath
      @unknown default: []
      }
    let steps = path.map { key in key.intValue.map(JSONStep.element) ?? .member(key.stringValue) }
    deepest.withLock { if steps.count > $0.count { $0 = steps } }
  }
}
