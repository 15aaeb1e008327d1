// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// An element of a file of a Slack export: a message, or an entry of a list of users or channels.
///
/// Members are named as the export names them.
struct SlackItem: Decodable {
  struct Attachment: Decodable {
    var fallback: String?
    var pretext: String?
    var title: String?
    var text: String?
  }

  var ts: String?
  var type: String?
  var subtype: String?
  var text: String?
  var bot_id: String?
  var hidden: Bool?
  var attachments: [Attachment]?
  /// Of an entry of a list.
  var id: String?
  var name: String?
  var members: [String]?

  /// Subtypes with which somebody says something; the others tell of the channel.
  private static let spoken: Set<String> = [
    "bot_message", "me_message", "thread_broadcast", "file_share", "file_comment",
    "reply_broadcast", "reminder_add", "slackbot_response",
  ]

  /// Whether it is an entry of `users.json`, `channels.json` and the like.
  var isEntry: Bool { ts == nil && id != nil && (name != nil || members != nil) }

  /// Whether somebody or something says something.
  var isMessage: Bool {
    (type ?? "message") == "message" && hidden != true
      && (subtype.map { SlackItem.spoken.contains($0) } ?? true)
  }

  var isFromBot: Bool { subtype == "bot_message" || bot_id != nil }

  /// What is said: alerts of many tools have all of it in their attachments.
  var spokenText: String {
    if let text, !text.isEmpty { return text }
    let parts = (attachments ?? []).prefix(10).map { attachment in
      let parts = [attachment.pretext, attachment.title, attachment.text].compactMap { $0 }
      let text = parts.filter { !$0.isEmpty }.joined(separator: " ")
      return text.isEmpty ? attachment.fallback ?? "" : text
    }
    return parts.joined(separator: " ")
  }
}
