// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A property of a calendar: `DTSTART;TZID=Etc/UTC:20250312T091402`.
struct CalendarProperty {
  /// In upper case.
  var name: String
  var zone = ""
  var value: String

  /// Nil for a line that is no property.
  init?(_ line: [UInt8]) {
    var isQuoted = false
    let colon = line.firstIndex { byte in
      if byte == 0x22 { isQuoted.toggle() }
      return byte == 0x3A && !isQuoted
    }
    guard let colon, colon > 0 else { return nil }
    let parts = line[..<colon].split(separator: 0x3B)
    guard let first = parts.first,
      first.allSatisfy({ isDigit($0) || 0x61...0x7A ~= $0 | 0x20 || $0 == 0x2D })
    else { return nil }
    name = String(decoding: first, as: UTF8.self).uppercased()
    for part in parts.dropFirst() where part.starts(with: Array("TZID=".utf8)) {
      zone = String(decoding: part.dropFirst(5).filter { $0 != 0x22 }, as: UTF8.self)
    }
    value = String(decoding: line[(colon + 1)...], as: UTF8.self)
  }

  /// The value as text, its escapes resolved.
  var text: String {
    var text = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        text.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return RecordText.line(text)
  }
}

/// An event of a calendar that is being read.
struct CalendarEntry {
  struct Stamp {
    /// Line of the property, as `HeldLines` numbers them.
    var line: Int
    var time: CalendarTime
  }

  /// Line in which it begins.
  var line: Int
  var summary = ""
  var description = ""
  var isCancelled = false
  var start: Stamp?
  var end: Stamp?
  var duration: TimeSpan?
  /// Whether a time of it could not be read.
  var hasBadTime = false
  /// Parts nested in it, such as alarms, whose properties are not its own.
  private var depth = 0

  init(line: Int) {
    self.line = line
  }

  /// Takes a property; false when its time cannot be read.
  mutating func take(_ property: CalendarProperty, at line: Int) -> Bool {
    if property.name == "BEGIN" { depth += 1 }
    guard depth == 0 else {
      if property.name == "END" { depth -= 1 }
      return true
    }
    switch property.name {
    case "SUMMARY": summary = property.text
    case "DESCRIPTION": description = property.text
    case "STATUS": isCancelled = property.value.uppercased() == "CANCELLED"
    case "DURATION":
      duration = CalendarTime.duration(property.value)
      hasBadTime = hasBadTime || duration == nil
      return duration != nil
    case "DTSTART", "DTEND":
      guard let time = CalendarTime(property.value, zone: property.zone) else {
        hasBadTime = true
        return false
      }
      if property.name == "DTSTART" {
        start = Stamp(line: line, time: time)
      } else {
        end = Stamp(line: line, time: time)
      }
    default: break
    }
    return true
  }
}
