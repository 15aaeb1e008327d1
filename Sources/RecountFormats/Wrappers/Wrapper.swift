// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a log collector, a container engine or a syslog daemon writes around the line of a program.
///
/// A wrapper takes one line apart; joins of partial lines, escapes and colours are the peeler's.
protocol Wrapper {
  /// Whether the text has to be copied: then all texts of a batch are.
  static var copiesText: Bool { get }
  /// Whether lines name the program, container or pod that wrote them.
  static var namesServices: Bool { get }
  /// How such a name is brought to that of a service.
  static var serviceForm: ServiceForm { get }
  /// Whether the content is the file of one container, whose name stands in the path.
  static var isContainerFile: Bool { get }

  init()

  /// Takes the line at `range` apart; `slip` arrives reset.
  mutating func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit
}

extension Wrapper {
  static var copiesText: Bool { false }
  static var namesServices: Bool { false }
  static var serviceForm: ServiceForm { .plain }
  static var isContainerFile: Bool { false }
}

/// Whether a line is of a wrapper.
enum WrapperFit {
  /// The parts of the line stand in the slip.
  case opened
  /// The line is of something else: it is passed on as it is.
  case other
  /// The line was meant to be of the wrapper, which is JSON, and is none.
  case malformed
}

/// What the wrapper of one line says, as places in the line.
struct WrapperSlip {
  enum TimeForm {
    /// RFC 3339 or ISO 8601.
    case iso
    /// `Mar  2 09:14:02`, which states neither year nor zone.
    case syslog
    /// A number since the epoch, whose unit follows from its size.
    case epoch
  }

  enum Escaping {
    case none
    /// A JSON string without its quotes.
    case json
    /// A JSON list of byte values.
    case byteList
  }

  /// The line that was put into the wrapper.
  var text = ByteRange.absent
  var escaping = Escaping.none
  /// Whether the next line of the same stream goes on with the text.
  var isPartial = false
  /// Which of a container's outputs wrote the line: 1 or 2, else 0.
  var stream: UInt8 = 0
  var time = ByteRange.absent
  var timeForm = TimeForm.iso
  /// Program, container or pod.
  var service = ByteRange.absent

  /// Forgets the line before.
  @inline(__always)
  mutating func reset() {
    self = WrapperSlip()
  }
}
