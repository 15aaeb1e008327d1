// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel

/// What parsing an input gives to the one who stores it, in the order in which it happens.
enum IngestItem: Sendable {
  /// A content begins.
  case beginSource(service: String, isForced: Bool)
  /// A content begins that continues one of the case; events of its first lines are not given again.
  case resumeSource(ResumePoint, service: String, isForced: Bool)
  /// Events of the open content, and how many stored bytes of the input were read for them.
  case events(EventBatch, position: Int64)
  case endSource(SourceRecord)
  /// The open content cannot be stored; the others of its input can.
  case leftOut(RecountError)
  /// A content that no format took, and how it was.
  case unknown(String, isEmpty: Bool, InputCondition)
  case finished(fileHash: String, condition: InputCondition)
  case failed(InputError)
  /// The input is not of the format that was asked for.
  case refused(RecountError)
}
