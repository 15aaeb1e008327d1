// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// A log whose lines try to be more than text wherever a request has room for it.
enum HostileLog {
  static let texts = [
    "[x](javascript:alert(1))", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "a|b|c", "`code` ``more``", "\u{1B}[31mred\u{1B}[0m\u{1B}]0;title\u{07}", "\u{202E}gpj.exe",
    "\u{2066}x\u{2069}", "=cmd|'/C calc'!A0", "@SUM(1+1)", "+1-1", "-->",
    "<!-- recount:end impact -->",
    "]]>&lt;b&gt;&#60;", "![i](http://e.example/i.png)", "~~gone~~ **bold** _it_",
    "https://evil.example",
    "\u{9B}2J\u{85}x", "${jndi:ldap://e.example}", "{{title}} {{{impact}}}",
  ]

  /// A combined log of ninety minutes of which twenty fail, with `text` as path, agent, user,
  /// referrer, host and as the name of its file as far as a file system lets it.
  static func write(_ text: String, into folder: TemporaryFolder) throws -> String {
    var log = ""
    for second in stride(from: 0, to: 5400, by: 2) {
      let failed = (3000..<4200).contains(second) && second % 4 == 0
      let path = text.replacingOccurrences(of: " ", with: "%20")
      let stamp =
        "12/Mar/2025:\(two(9 + second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      log += """
        203.0.113.\(second % 200) - \(path) [\(stamp) +0000] "GET /\(path)?q=\(path) HTTP/1.1" \
        \(failed ? 503 : 200) 17 "\(text)" "\(text)"

        """
    }
    let name = String(text.filter { $0 != "/" }.prefix(40))
    return try folder.write(log, "web \(name).log")
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
