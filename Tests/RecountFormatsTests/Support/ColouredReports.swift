// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats

extension TestReportReader {
  /// Reads a line as a person saw it, which is how parsers hand lines over.
  mutating func readColoured(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    var terminal = TerminalLine()
    terminal.interpret(bytes, text)
    let seen = terminal.visible
    read(seen.span, 0..<seen.count)
  }
}
