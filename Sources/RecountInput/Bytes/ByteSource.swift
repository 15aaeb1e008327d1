// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A stream of bytes that is read once, front to back, in pieces as large as the caller's buffer.
package protocol ByteSource: AnyObject {
  /// Fills the front of `buffer`; 0 means the end.
  ///
  /// Fewer bytes than asked for do not mean the end. After an error the source must not be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
}

/// What went wrong inside an input without ending its reading.
package struct InputCondition: Sendable {
  package var isTruncated = false
  package var isDamaged = false
  /// Sentences for people, in the order in which they were met; repeats are kept once.
  ///
  /// At most `maxRemarks` and one that says so: an archive of a million links must not fill the
  /// memory with their names.
  package private(set) var remarks: [String] = []

  package static let maxRemarks = 100

  package init() {}

  package mutating func note(_ remark: String) {
    guard remarks.count <= InputCondition.maxRemarks, !remarks.contains(remark) else { return }
    let isFull = remarks.count == InputCondition.maxRemarks
    remarks.append(isFull ? "further remarks were left out" : remark)
  }

  package mutating func merge(_ other: InputCondition) {
    isTruncated = isTruncated || other.isTruncated
    isDamaged = isDamaged || other.isDamaged
    for remark in other.remarks { note(remark) }
  }
}

/// A source that can tell how its bytes were.
package protocol ConditionedSource: ByteSource {
  var condition: InputCondition { get }
}
