// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct SlackExportTests {
  private static func message(_ text: String, _ members: String = "") -> String {
    #"{"type":"message","user":"U1","text":"\#(text)","ts":"1741771262.310019"\#(members)}"#
  }

  private static func told(_ text: String) -> [String] {
    let parsed = ParsedContent(text, as: .slackExport)
    #expect(parsed.closes)
    return parsed.milestones.map { "\($0.kind.rawValue) \($0.text)" }
  }

  @Test(arguments: [
    ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"), ("<@U0G9> hi <@U1|ann>", "@U0G9 hi @ann"),
    ("<!here> <!channel|@channel>", "@here @channel"), ("<#C1|ops> <#C2>", "#ops #C2"),
    ("<!subteam^S1|@oncall>", "@oncall"),
    ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
    ("see <https://a.example|the board>.", "see the board."), ("a < b <c", "a < b <c"),
    (#"two\nlines\t x"#, "two lines x"), ("<<@U1>", "<@U1"),
    ("<!date^1741771262^{date}|12 March>", "12 March"),
  ])
  func `texts are shown as people saw them`(text: String, plain: String) {
    #expect(Self.told("[\(Self.message(text))]") == ["note \(plain)"])
  }

  @Test(arguments: [
    ("Detected: 5xx", "detected"), ("*Acknowledged:* on it", "acknowledged"),
    ("*Mitigated*: x", "mitigated"), ("resolved: x", "resolved"),
    ("/incident detected checkout", "detected"), ("/incident resolved", "resolved"),
    ("it is resolved: x", "note"), ("Resolved", "note"), ("alert: x", "note"),
    ("/incident list", "note"),
  ])
  func `only a plain word in front makes a milestone`(text: String, kind: String) {
    #expect(Self.told("[\(Self.message(text))]") == ["\(kind) \(text)"])
  }

  @Test func `alerts of bots are alerts, and their ends are not`() {
    let bot = #","subtype":"bot_message","bot_id":"B1""#
    #expect(
      Self.told("[\(Self.message("[FIRING:2] High5xx", bot))]") == ["alerted [FIRING:2] High5xx"])
    #expect(Self.told("[\(Self.message("Triggered #12", bot))]") == ["alerted Triggered #12"])
    #expect(
      Self.told("[\(Self.message("[RESOLVED] alert High5xx", bot))]")
        == ["note [RESOLVED] alert High5xx"])
    #expect(Self.told("[\(Self.message("firing up the grill"))]") == ["note firing up the grill"])
    let attached =
      #"{"type":"message","bot_id":"B1","text":"","ts":"1741771262.310019","attachments":[{"fallback":"alert: High5xx"}]}"#
    #expect(Self.told("[\(attached)]") == ["alerted alert: High5xx"])
  }

  @Test(arguments: [
    "channel_join", "channel_topic", "message_deleted", "message_changed", "tombstone",
    "pinned_item",
  ])
  func `what nobody says is counted and gives nothing`(subtype: String) {
    let text = "[\(Self.message("x", #","subtype":"\#(subtype)""#)),\(Self.message("y"))]"
    let parsed = ParsedContent(text, as: .slackExport)
    #expect(parsed.closes && parsed.tally.lines == 2 && parsed.milestones.map(\.text) == ["y"])
  }

  @Test func `replies, edited messages and files are messages`() {
    let members = [
      #","thread_ts":"1741771000.000100""#, #","edited":{"user":"U1","ts":"1741771300.000000"}"#,
      #","subtype":"file_share","files":[{"id":"F1"}]"#, #","subtype":"thread_broadcast""#,
      #","subtype":null,"reactions":[{"name":"eyes","count":1}]"#,
    ]
    for member in members { #expect(Self.told("[\(Self.message("x", member))]") == ["note x"]) }
  }

  @Test func `lists of users and channels are counted and refused nowhere`() {
    let parsed = ParsedContent(
      #"[{"id":"U1","team_id":"T1","name":"ann","profile":{"email":"a@b.example"}},{"id":"D1","created":1,"members":["U1"]}]"#,
      as: .slackExport)
    #expect(parsed.closes && parsed.rejects.isEmpty && parsed.milestones.isEmpty)
    #expect(parsed.tally.lines == 2)
  }

  @Test func `the name of an entry tells the format`() {
    let open = LineBatches.whole(Array("[]".utf8))
    for name in ["shop/2025-03-12.json", "export/shop/2025-03-12.json", "users.json", "dms.json"] {
      #expect(FormatDetector.detect(entry: name, open).format?.name == "slack-export")
    }
    for name in ["2025-03-12.json", "shop/2025-13-12.json", "shop/a.json", "myusers.json"] {
      #expect(FormatDetector.detect(entry: name, open).format == nil)
    }
    let other = LineBatches.whole(Array("{}".utf8))
    #expect(FormatDetector.detect(entry: "users.json", other).format == nil)
  }

  @Test func `a day without messages is empty`() {
    let parsed = ParsedContent("[]\n", as: .slackExport)
    #expect(parsed.closes && parsed.rejects.isEmpty)
  }

  @Test func `times keep their order within a second`() {
    let parsed = ParsedContent("[\(Self.message("x"))]", as: .slackExport)
    #expect(parsed.milestones.first?.time == Timestamp(microseconds: 1_741_771_262_310_019))
    #expect(parsed.milestones.first?.plusMinus == .seconds(1))
  }

  @Test func `a text of brackets alone takes no longer than its length`() {
    let text = String(repeating: "<", count: 1 << 18)
    #expect(Self.told("[\(Self.message(text))]").first?.utf8.count == 2007)
  }
}
