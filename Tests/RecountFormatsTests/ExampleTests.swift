// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// The examples and refusals that stand in the formats are their tests and their documentation.
@Suite struct ExampleTests {
  static let examples = FormatCatalog.all.flatMap { format in
    format.examples.indices.map { (format.name, $0) }
  }
  static let refusals = FormatCatalog.all.flatMap { format in
    format.refusals.indices.map { (format.name, $0) }
  }

  @Test(arguments: examples)
  func `an example gives the events that stand beside it`(name: String, index: Int) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let example = format.examples[index]
    let parsed = ParsedContent(example.line, as: format, path: example.path)
    #expect(parsed.objects.joined(separator: "\n") == example.expected)
    #expect(parsed.closes)
    #expect(parsed.tally.rejects == 0)
  }

  @Test(arguments: refusals)
  func `a refusal is refused for the reason that stands beside it`(name: String, index: Int) throws
  {
    let format = try #require(FormatCatalog.format(named: name))
    expectReject(format.refusals[index].line, as: format, format.refusals[index].reason)
  }

  @Test(arguments: examples)
  func `an example alone is detected as its format`(name: String, index: Int) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let example = format.examples[index]
    let sample = LineBatches.whole(Array(example.line.utf8))
    let entry = example.path.split(separator: "!").dropFirst().last.map(String.init)
    let verdict = FormatDetector.detect(entry: entry, sample)
    #expect(verdict.format?.name == name, "\(verdict.ranking)")
  }

  @Test(arguments: refusals)
  func `a refusal does not look like its format`(name: String, index: Int) throws {
    let format = try #require(FormatCatalog.format(named: name))
    // A Statuspage is told by a name that a broken document holds as well.
    guard !format.isDocument else { return }
    #expect(!format.matches(Array(format.refusals[index].line.utf8)))
  }

  @Test(arguments: FormatCatalog.all.map(\.name))
  func `a format has a title, notes, examples, and takes an empty line for nothing`(
    name: String
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    #expect(!format.title.isEmpty && !format.notes.isEmpty && !format.examples.isEmpty)
    #expect(!format.matches([]))
    #expect(format.specificity > 0 && format.specificity <= 1)
  }
}
