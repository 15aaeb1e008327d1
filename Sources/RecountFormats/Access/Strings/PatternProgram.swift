// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A line format flattened for the matcher: no enumeration with payload and no array per field.
struct PatternProgram: Sendable {
  var traits = PatternTraits()
  /// What each line begins with.
  var opening: [UInt8] = []
  var steps: [PatternStep] = []
  /// The literals behind the fields, one behind the other.
  var literals: [UInt8] = []
  /// The parts of all time formats, one behind the other.
  var timeParts: [TimePart] = []
  /// The field of each step, for extra fields and messages.
  var fields: [PatternField] = []
  /// Whether upstream times or statuses tell if anything answered.
  var knowsUpstream = false
  var hasStatus = false
}

/// One field with the literal that follows it.
struct PatternStep: Sendable {
  /// How the end of the value is found.
  enum Cut: UInt8, Sendable {
    /// At the literal.
    case text
    /// At the literal, whose first byte is a quote that no escape precedes.
    case quoted
    case list
    case time
    case braces
    /// After `width` bytes.
    case fixed
    /// `width` bytes before the literal of the next field, which has that width.
    case beforeFixed
    /// At the end of the line.
    case rest
    /// At the first space or the end of the line.
    case untilSpace
    /// At the first space or tab, which has to be there.
    case untilBlank
  }

  /// `PatternField.Kind` without its payload.
  enum Meaning: UInt8, Sendable {
    case none, kept, timeFraction, timeZone, client, clientWithPort, clientList, user, agent
    case referrer, host, service, trace, request, method, target, query, httpVersion, hostAndTarget
    case status, size, sizeOrDash, duration, upstreamDuration, upstreamTimes, upstreamStatuses
    case termination, server, flags, connection
  }

  /// What must follow the literal for it to end the value.
  enum Follower: UInt8, Sendable {
    case anything, digit, digitOrDash
  }

  var cut = Cut.text
  var meaning = Meaning.none
  var follower = Follower.anything
  /// Whether spaces and tabs before the value are skipped.
  var skipsBlanks = false
  var isLast = false
  /// Whether a time counts; others are read over.
  var isTaken = true
  /// Power of ten of a duration's unit over the microsecond.
  var scale: Int8 = 0
  var timeForm = TimeForm.Reader.commonLog
  var width: Int32 = 0
  var literal = ByteRange.absent
  /// Where the parts of the time format stand.
  var timeParts = ByteRange.absent
}
