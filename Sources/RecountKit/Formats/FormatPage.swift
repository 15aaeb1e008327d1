// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// What there is to say about one format.
struct FormatPage {
  private let format: LogFormat
  private let test: FormatTest

  init(_ format: LogFormat) {
    self.format = format
    test = FormatTest(format)
  }

  /// Members that `recount parse` prints for its examples, or the fields of a string.
  var fields: [String] { format.pattern?.fieldNames ?? test.fields }

  /// Which moment a stamp marks, and what a stamp without a zone is taken for.
  var stamps: String {
    let moment =
      switch (format.family, format.stamp) {
      case (.access, .start):
        "The stamp is the start of a request; with a duration its end is known."
      case (.access, .end): "The stamp is the end of a request; with a duration its start is known."
      case (.build, _): "Stamps are those of steps and jobs, or of their lines."
      case (.record, _): "Stamps are those of what people and alerting noted."
      }
    return test.assumesZone
      ? moment + " Where it states no zone, UTC is assumed and marked so." : moment
  }

  /// The command that has a log read so without asking what it looks like.
  var command: String {
    let name = format.name
    let isWord = name.utf8.allSatisfy { byte in
      byte == 0x2D || byte == 0x2F || byte == 0x5F || (0x30...0x39).contains(byte)
        || (byte | 0x20) &- 0x61 < 26
    }
    return "recount ingest FILE --as " + (isWord ? name : "'\(name)'")
  }

  /// For people.
  var text: String {
    var text = "\(format.name): \(format.title)\n\n\(format.notes)\n\n\(stamps)\n"
    if !fields.isEmpty { text += "\nFields:\n  \(fields.joined(separator: ", "))\n" }
    if !format.examples.isEmpty { text += "\nAccepted:\n" }
    for example in format.examples {
      text += "\n  \(indented(example.line))\n  → \(indented(example.expected))\n"
    }
    if !format.refusals.isEmpty { text += "\nRejected:\n" }
    for refusal in format.refusals {
      text +=
        "\n  \(indented(refusal.line))\n  → \(refusal.reason.name): \(refusal.reason.sentence)\n"
    }
    return text + "\nTo have a log read so whatever it looks like:\n  \(command)\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }
}
