// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The log of a step as lines of templates.
///
/// `*2-5 ` in front repeats a line two to five times; a line `+0`, `+1` … echoes that command of the
/// step, and `+*` all of them.
package struct LogTemplate: Sendable {
  private enum Line: Sendable {
    case text(TextTemplate, least: Int, most: Int)
    case echo(Range<Int>)
  }

  private let lines: [Line]

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      LogTemplate.echo($0) ?? LogTemplate.repeated($0)
        ?? .text(TextTemplate(String($0)), least: 1, most: 1)
    }
  }

  /// Writes every line with its LF and gives how many there were.
  package func append(
    to buffer: inout ByteBuffer, _ generator: inout SeededGenerator, given: [[UInt8]],
    commands: [[UInt8]] = []
  ) -> Int {
    var count = 0
    for line in lines {
      switch line {
      case .text(let text, let least, let most):
        let times = least + generator.below(most - least + 1)
        for _ in 0..<times {
          text.append(to: &buffer, &generator, given: given)
          buffer.append(0x0A)
        }
        count += times
      case .echo(let range):
        for command in commands[range.clamped(to: commands.indices)] {
          buffer.append("+ ")
          buffer.append(command)
          buffer.append(0x0A)
          count += 1
        }
      }
    }
    return count
  }

  private static func echo(_ line: Substring) -> Line? {
    guard line.first == "+" else { return nil }
    let rest = line.dropFirst()
    if rest == "*" { return .echo(0..<Int.max) }
    return Int(rest).map { .echo($0..<$0 + 1) }
  }

  private static func repeated(_ line: Substring) -> Line? {
    guard line.first == "*", let space = line.firstIndex(of: " ") else { return nil }
    let bounds = line[..<space].dropFirst().split(separator: "-").compactMap { Int($0) }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
    let rest = String(line[line.index(after: space)...])
    return .text(TextTemplate(rest), least: bounds[0], most: bounds[1])
  }
}
