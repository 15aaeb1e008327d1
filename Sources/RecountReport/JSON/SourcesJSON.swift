// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// `recount sources --json` and `recount rejects --json`.
package enum SourcesJSON {
  package static func text(_ sources: [SourceRecord]) -> String {
    JSONDocument.text(schema: "sources", warnings: []) { json in
      json.key("sources")
      json.beginArray()
      for source in sources { write(source, to: &json) }
      json.endArray()
    }
  }

  package static func text(rejects: [(source: String, reject: Reject)]) -> String {
    JSONDocument.text(schema: "rejects", warnings: []) { json in
      json.key("rejects")
      json.beginArray()
      for (source, reject) in rejects {
        json.beginObject()
        json.member("byte_offset", reject.byteOffset)
        json.key("excerpt")
        json.string(decoding: reject.excerpt)
        json.member("line", reject.line)
        json.member("reason", reject.reason.name)
        json.member("source", source)
        json.endObject()
      }
      json.endArray()
    }
  }

  private static func write(_ source: SourceRecord, to json: inout JSONWriter) {
    json.beginObject()
    json.member("assumptions", stated: source.assumptions.joined(separator: "; "))
    json.member("bytes", source.storedBytes)
    json.member("content_bytes", source.contentBytes)
    json.member("content_sha256", stated: source.contentHash)
    json.member("continuation_lines", source.tally.continuationLines)
    json.member("event_lines", source.tally.eventLines)
    json.member("events", source.tally.events)
    json.member("file_sha256", stated: source.fileHash)
    json.member("first", source.first)
    json.member("format", stated: source.format)
    if source.formats.count > 1 { write(source.formats, to: &json) }
    json.member("ignored", source.tally.ignored)
    json.member("last", source.last)
    json.member("lines", source.tally.lines)
    if !source.notes.isEmpty {
      json.key("notes")
      json.beginObject()
      for note in SourceNote.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
        if let number = source.notes[note] { json.member(note.rawValue, number) }
      }
      json.endObject()
    }
    json.member("path", source.path)
    json.member("rejects", source.tally.rejects)
    json.member("remarks", stated: source.remarks.joined(separator: "; "))
    json.member("service", stated: source.service)
    json.member("state", source.state.rawValue)
    json.member("time_quality", source.timeQuality.name)
    json.member("zone", stated: source.zone)
    json.endObject()
  }

  /// Where formats begin, in sources that have several.
  private static func write(_ formats: [FormatRange], to json: inout JSONWriter) {
    json.key("formats")
    json.beginArray()
    for range in formats {
      json.beginObject()
      json.member("byte_offset", range.byteOffset)
      json.member("first_line", range.firstLine)
      json.member("format", range.format)
      json.endObject()
    }
    json.endArray()
  }
}
