// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// `recount signatures --json`.
package enum SignaturesJSON {
  /// The first `limit` signatures of each window, with 0 all.
  package static func text(_ windows: [WindowSignatures], limit: Int) -> String {
    JSONDocument.text(schema: "signatures", warnings: []) { json in
      json.key("windows")
      json.beginArray()
      for window in windows {
        json.beginObject()
        json.member("figure", window.figure)
        json.member("refused_lines", window.refusedLines)
        json.member("service", window.service)
        json.key("signatures")
        json.beginArray()
        let shown = limit == 0 ? window.signatures[...] : window.signatures.prefix(limit)
        for signature in shown { write(signature, to: &json) }
        json.endArray()
        json.member("signatures_found", window.signatures.count)
        json.endObject()
      }
      json.endArray()
    }
  }

  private static func write(_ signature: SignatureFinding, to json: inout JSONWriter) {
    json.beginObject()
    json.member("base_lines", signature.baseLines)
    json.member("excerpt", signature.excerpt)
    json.member("expected", number: signature.expected, decimals: 3)
    json.member("first", signature.first)
    json.member("id", signature.id)
    json.member("last", signature.last)
    json.member("place", signature.place)
    json.member("refusal", stated: signature.refusal?.rawValue ?? "")
    json.member("share_of_excess", number: signature.shareOfExcess?.value, decimals: 6)
    json.member("share_of_excess_interval", signature.shareOfExcess?.interval)
    json.member("template", signature.template)
    json.member("verdict", signature.verdict)
    json.member("window_lines", signature.windowLines)
    json.endObject()
  }
}
