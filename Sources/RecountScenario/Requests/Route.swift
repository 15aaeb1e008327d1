// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One kind of request a service answers.
struct Route: Sendable {
  var weight: Int
  var method: StaticString
  var path: TextTemplate
  /// Status of a success, and another one with its share.
  var status: Int
  var otherStatus: Int
  var otherPermille: Int
  var medianMicroseconds: Int
  /// Median bytes of the answer's body; 0 for none.
  var medianBytes: Int
  var needsAttachments: Bool
  /// Whether answers never have a body.
  var isHead: Bool

  init(
    _ weight: Int, _ method: StaticString, _ path: String, _ status: Int = 200,
    or other: (status: Int, permille: Int) = (200, 0), milliseconds: Int, bytes: Int,
    attachments: Bool = false
  ) {
    self.weight = weight
    self.method = method
    self.path = TextTemplate(path)
    self.status = status
    otherStatus = other.status
    otherPermille = other.permille
    medianMicroseconds = milliseconds * 1000
    medianBytes = bytes
    needsAttachments = attachments
    isHead = method.description == "HEAD"
  }
}
