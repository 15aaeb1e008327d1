// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Where a line stands in the content: that of the outermost wrapper, or of its first part.
struct LineOrigin: Equatable {
  var number: Int64
  var offset: Int64
}

/// Lines taken out of a wrapper, each with where it came from and what the wrapper said.
///
/// The batch counts its lines from 0, so that a parser that knows of no wrapper gives rows and rejects
/// whose line is an index here.
struct PeeledLines {
  var batch = LineBatch(firstLine: 0)
  /// Empty for the lines of a content itself.
  var origins: [LineOrigin] = []
  /// Empty where nobody asks for times.
  var times: [WrapperTime] = []
  /// Numbers of service names, -1 for none; empty where no wrapper has names.
  var services: [Int32] = []

  @inline(__always)
  func origin(_ index: Int) -> LineOrigin {
    origins.isEmpty
      ? LineOrigin(number: batch.number(index), offset: batch.offset(index)) : origins[index]
  }

  @inline(__always)
  func service(_ index: Int) -> Int32 { services.isEmpty ? -1 : services[index] }

  func time(_ index: Int) -> WrapperTime { times.isEmpty ? .absent : times[index] }

  mutating func removeAll() {
    batch.bytes.removeAll(keepingCapacity: true)
    batch.starts.removeAll(keepingCapacity: true)
    batch.ends.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
    services.removeAll(keepingCapacity: true)
  }
}

/// A parser that takes lines which another took out of a wrapper before.
protocol PeeledParser: EventParser {
  /// Whether any parser inside takes the time of a line from its wrapper.
  var wantsTimes: Bool { get }

  func parse(_ lines: PeeledLines, into events: inout EventBatch)
}

/// A parser of lines that state no time: the wrapper lends them its own.
protocol UndatedParser: EventParser {
  /// Parses `lines`; `times` has one for each.
  func parse(_ lines: LineBatch, times: [WrapperTime], into events: inout EventBatch)
}
