// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The log formats that a server's config defines by name.
///
/// Only what stands in the text itself: includes are not followed.
package struct ConfigFormats: Sendable {
  /// One definition.
  package struct Definition: Hashable, Sendable {
    package var name: String
    /// Line at which the directive begins, from 1 on.
    package var line: Int
    /// The pieces of the string joined, escapes left as they are.
    var text: [UInt8]
    /// nginx's `escape=` word.
    var escape: String?
  }

  package let dialect: FormatString.Dialect
  package let definitions: [Definition]

  /// Reads an nginx.conf or an httpd.conf: whichever directive the text has more of.
  package init(_ text: String) {
    let bytes = Array(text.utf8)
    let nginx = NginxConfig.definitions(bytes)
    let apache = ApacheConfig.definitions(bytes)
    dialect = nginx.count >= apache.count ? .nginx : .apache
    definitions = nginx.count >= apache.count ? nginx : apache
  }

  /// The format called `name`; of several definitions the last counts, as for Apache.
  ///
  /// `label` is what it is called then, such as `nginx.conf:main`.
  package func format(
    named name: String, as label: String
  ) -> Result<FormatString, FormatStringError> {
    guard let definition = definitions.last(where: { $0.name == name }) else {
      return .failure(FormatStringError(.noSuchFormat(name, known: definitions.map(\.name))))
    }
    return FormatString.parse(
      definition.text, dialect, name: label, escape: definition.escape)
  }

  /// The directive that `text` is, when somebody gave all of it.
  static func directive(_ text: [UInt8], _ dialect: FormatString.Dialect) -> Definition? {
    let text = FormatText.trimmed(text)
    switch dialect {
    case .nginx where text.starts(with: "log_format".utf8):
      // The semicolon is easily left out.
      return NginxConfig.definitions(text + [0x3B]).first
    case .apache where text.prefix(9).elementsEqual("LogFormat".utf8):
      return ApacheConfig.definitions(text).first
    default: return nil
    }
  }
}
