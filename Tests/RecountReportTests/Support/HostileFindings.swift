// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport

/// Texts that try to be more than text.
enum Hostile {
  static let texts = [
    "[x](javascript:alert(1))", "<script>alert(1)</script>", "a|b|c", "`code` and ``more``",
    "line\nbreak\r\n| new | row |", "@everyone see #123", "![img](http://e.example/i.png)",
    "bidi \u{202E}gnp.exe\u{202C} \u{2066}x\u{2069}", "\u{1B}[31mred\u{1B}[0m\u{7}", "nul\0byte",
    String(repeating: "ten kilobytes ", count: 740),
    "|\u{301}`\u{301}<\u{301}b>[\u{301}]\u{301}(x)",
    "\\|\\`\\<b>", "ends in \\", "`", "``` \n```\n<!-- recount:end evidence -->\n# Big",
    "<!-- recount:end title -->\n<!-- recount:begin impact -->",
    "https://evil.example www.evil.example",
    "| --- | --- |", "$x$ ~~y~~ __z__ **w**", " ", "{{title}} {{{title}}} {{#a}}",
    "&lt;b&gt; &#60;",
    "a\u{2028}b\u{2029}c\u{85}d", "*_`[",
  ]

  /// Findings in which `text` stands wherever text can come from logs, records or file names.
  static func findings(_ text: String) -> CaseFindings {
    var findings = SampleFindings.findings
    findings.incident.id = text
    findings.incident.title = text
    for index in findings.sources.indices {
      findings.sources[index].path = text
      findings.sources[index].service = text
      findings.sources[index].remarks = [text]
    }
    findings.rejectCounts = [.init(source: text, reason: text, count: 3)]
    for index in findings.strays.indices { findings.strays[index].service = text }
    for index in findings.impacts.indices {
      findings.impacts[index].series.service = text
      for window in findings.impacts[index].windows.indices {
        findings.impacts[index].windows[window].service = text
      }
      for refusal in findings.impacts[index].refusals.indices {
        findings.impacts[index].refusals[refusal].service = text
        findings.impacts[index].refusals[refusal].explanation = text
      }
    }
    findings.objectives = SampleTogether.objectives(findings.impacts)
    findings.sensitivities = SampleTogether.sensitivities(findings.impacts)
    findings.correlation = SampleTogether.correlation(text, text + "2")
    findings.signatures = SampleTogether.signatures(text, text: text)
    for index in findings.milestones.indices {
      findings.milestones[index].text = text
      findings.milestones[index].service = text
      findings.milestones[index].evidence = text
    }
    for index in findings.clocks.measures.indices {
      findings.clocks.measures[index].name += text
      findings.clocks.measures[index].note = text
      findings.clocks.measures[index].from?.name = text
    }
    for index in findings.clocks.conflicts.indices {
      findings.clocks.conflicts[index].sentence = text
    }
    for index in findings.clocks.agreements.indices {
      findings.clocks.agreements[index].sentence = text
    }
    for window in findings.windows {
      findings.details[window.figure] = CaseFindings.WindowDetail(
        clients: 5, reasons: [(text, 4)])
    }
    for index in findings.figures.indices {
      findings.figures[index].id = text
      findings.figures[index].label = text
      findings.figures[index].unit = text
      findings.figures[index].method = text
      findings.figures[index].sql = "SELECT '\(text)'"
    }
    findings.warnings = [text]
    return findings
  }
}

/// Markdown as a reader of it sees it: what stands in code, and what does not.
enum RenderedMarkdown {
  /// The lines outside of fenced blocks.
  static func prose(_ markdown: String) -> [String] {
    var lines: [String] = []
    var fence: String?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = fence {
        if line == open { fence = nil }
      } else if line.hasPrefix("```") {
        fence = String(line.prefix { $0 == "`" })
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  /// A line without its code spans and without what backslashes escape.
  static func bare(_ line: String) -> String {
    let scalars = Array(line.unicodeScalars)
    var text = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\\" {
        index += 2
      } else if scalars[index] == "`" {
        let run = scalars[index...].prefix { $0 == "`" }.count
        if let end = closing(run, scalars, from: index + run) {
          index = end
        } else {
          text.append(contentsOf: scalars[index..<index + run])
          index += run
        }
      } else {
        text.append(scalars[index])
        index += 1
      }
    }
    return String(text)
  }

  /// Behind the next run of exactly `run` backticks.
  private static func closing(_ run: Int, _ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    var index = start
    while index < scalars.count {
      guard scalars[index] == "`" else {
        index += 1
        continue
      }
      let found = scalars[index...].prefix { $0 == "`" }.count
      if found == run { return index + found }
      index += found
    }
    return nil
  }

  /// Pipes that part cells: those without a backslash before them, in code or not.
  static func bars(_ line: String) -> Int {
    var bars = 0
    var previous: Unicode.Scalar = " "
    for scalar in line.unicodeScalars {
      if scalar == "|", previous != "\\" { bars += 1 }
      previous = scalar
    }
    return bars
  }
}
