// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Reads the time formats of servers, which are those of `strftime` with a few of their own.
///
/// Source: https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html
extension TimeForm {
  /// Whose format it is: the same letter may mean two things.
  enum Origin {
    case apache, goaccess, envoy
  }

  init(format text: [UInt8], _ origin: Origin) throws(FormatStringError) {
    var parts: [TimePart] = []
    var index = 0
    while index < text.count {
      guard text[index] == 0x25 else {
        parts.append(.literal(text[index]))
        index += 1
        continue
      }
      index += 1
      let start = index
      // Envoy's `%3f` says how many digits; `%E` and `%O` ask for another script.
      while index < text.count, isDigit(text[index]) { index += 1 }
      guard index < text.count,
        let read = TimeForm.parts(text[index], hasDigits: index > start, origin)
      else {
        throw FormatStringError(.unknownTimeFormat(String(decoding: text, as: UTF8.self)))
      }
      parts += read
      index += 1
    }
    guard !parts.isEmpty else { throw FormatStringError(.unknownTimeFormat("")) }
    self.init(parts)
  }

  private static func parts(
    _ letter: UInt8, hasDigits: Bool, _ origin: Origin
  ) -> [TimePart]? {
    if hasDigits { return origin == .envoy && letter == 0x66 ? [.fraction] : nil }
    switch Unicode.Scalar(letter) {
    case "Y": return [.year]
    case "y": return [.shortYear]
    case "m": return [.month]
    case "b", "h": return [.monthName]
    case "d", "e": return [.day]
    case "H", "k": return [.hour]
    case "I", "l": return [.hour12]
    case "M": return [.minute]
    case "S": return [.second]
    case "p": return [.half]
    case "z": return [.zone]
    case "Z": return [.zoneName]
    case "a": return [.weekday]
    case "T": return TimePart.clock
    case "R": return [.hour, .literal(0x3A), .minute]
    case "F": return TimePart.isoDate
    case "D": return [.month, .literal(0x2F), .day, .literal(0x2F), .shortYear]
    case "s": return [.epoch]
    // Microseconds since the epoch for GoAccess, digits of the second for Envoy.
    case "f": return origin == .goaccess ? [.epoch] : origin == .envoy ? [.fraction] : nil
    case "*": return origin == .goaccess ? [.epoch] : nil
    case "t": return [.literal(0x09)]
    case "%": return [.literal(0x25)]
    default: return nil
    }
  }
}
