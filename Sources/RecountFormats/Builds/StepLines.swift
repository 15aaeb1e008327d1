// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads the lines that a step printed for what failed it and what its tests came to.
///
/// A provider's parser gives it the text of each line, stamps and prefixes of the provider left out,
/// and asks for the result when the step ends. It begins anew with the next step.
struct StepLines {
  /// Reads the line `text` of `bytes`, which has number `line` in its content.
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
  }

  /// Completes a step whose outcome is known, and forgets its lines.
  mutating func finish(_ step: inout BuildStep) {
  }
}
