// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Where in a content a format begins; it goes on to where the next one does.
package struct FormatRange: Hashable, Sendable {
  /// The format's name.
  package var format: String
  package var firstLine: Int64
  /// Offset of the first line in the content.
  package var byteOffset: Int64

  package init(format: String, firstLine: Int64, byteOffset: Int64) {
    self.format = format
    self.firstLine = firstLine
    self.byteOffset = byteOffset
  }
}
