// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let slackExport = LogFormat(
    name: "slack-export",
    title: "Slack export, messages of a day",
    family: .record, stamp: .end, specificity: 0.98, isDocument: true,
    notes: """
      The day files of an export, alone or in its zip: a list of messages, replies included. A \
      message is a note of the clock `chat`. One that begins with the name of a milestone and a \
      colon (`Detected:`, `*Acknowledged:*`, `Mitigated:`, `Resolved:`) or with `/incident resolved` \
      is that milestone. A bot that says `firing`, `triggered` or `alert`, and does not say that it is \
      over, gives `alerted`. Links and mentions are shown as people saw them; people are not looked \
      up. Joins, topics, deleted messages and the like are counted and give nothing, as do \
      `users.json`, `channels.json`, `groups.json`, `dms.json` and `mpims.json`. A message that was \
      edited has its last text at its first time. `integration_logs.json` and canvases are left out.
      """,
    examples: [
      Example(
        #"[{"type":"message","subtype":"bot_message","bot_id":"B01","text":"","ts":"1741771142.000200","attachments":[{"fallback":"[FIRING:1] High5xx","title":"[FIRING:1] High5xx cart"}]},{"type":"message","user":"U012AB3CD","text":"seeing 502s on checkout &gt;5%, <@U0G9QF9C6> can you look? <https://grafana.example/d/1|board>","ts":"1741771262.310019","thread_ts":"1741771262.310019","reply_count":3},{"type":"message","subtype":"channel_join","user":"U2","text":"<@U2> has joined","ts":"1741771300.000100"},{"type":"message","user":"U012AB3CD","text":"*Mitigated:* traffic moved to eu-2","ts":"1741774800.120009"}]"#,
        gives: #"""
          {"clock":"chat","kind":"milestone","milestone":"alerted","plus_minus_us":1000000,"text":"[FIRING:1] High5xx cart","time":"2025-03-12T09:19:02.000200Z"}
          {"clock":"chat","kind":"milestone","milestone":"note","plus_minus_us":1000000,"text":"seeing 502s on checkout >5%, @U0G9QF9C6 can you look? board","time":"2025-03-12T09:21:02.310019Z"}
          {"clock":"chat","kind":"milestone","milestone":"mitigated","plus_minus_us":1000000,"text":"*Mitigated:* traffic moved to eu-2","time":"2025-03-12T10:20:00.120009Z"}
          """#)
    ],
    refusals: [
      Refusal(#"[{"type":"message","text":"hello"}]"#, because: .missingField),
      Refusal(#"[{"type":"message","text":"hello","ts":"soon"}]"#, because: .malformedTime),
      Refusal(#"[{"type":"message","text":"hel"#, because: .truncated),
    ],
    matches: { SlackExportParser.matches($0) },
    matchesEntry: { SlackExportParser.matchesEntry($0, $1) },
    makeParser: { _ in SlackExportParser() })
}
