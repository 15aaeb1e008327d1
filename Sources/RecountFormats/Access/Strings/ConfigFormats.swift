// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The log formats that a server's config defines by name, and those that the server knows without.
package struct ConfigFormats: Sendable {
  /// One definition.
  package struct Definition: Hashable, Sendable {
    package var name: String
    /// The file it stands in, empty for the text itself.
    package var file = ""
    /// Line at which the directive begins, from 1 on.
    package var line: Int
    /// The pieces of the string joined, escapes left as they are.
    var text: [UInt8]
    /// nginx's `escape=` word.
    var escape: String?
  }

  /// What of a config has to do with formats, in its order.
  package enum Entry: Hashable, Sendable {
    case definition(Definition)
    /// A path or a pattern of further files that stand here.
    case include(String, line: Int)
    /// The folder that Apache's relative paths begin at.
    case root(String)
  }

  package let dialect: FormatString.Dialect
  package let definitions: [Definition]

  /// Reads an nginx.conf or an httpd.conf; includes are not followed.
  package init(_ text: String) {
    let (dialect, entries) = ConfigFormats.entries(text)
    self.init(
      dialect,
      entries.compactMap { if case .definition(let definition) = $0 { definition } else { nil } })
  }

  package init(_ dialect: FormatString.Dialect, _ definitions: [Definition]) {
    self.dialect = dialect
    self.definitions = definitions
  }

  /// What stands in the text of a config; without a `dialect` it is that of which there is more.
  package static func entries(
    _ text: String, _ dialect: FormatString.Dialect? = nil
  ) -> (dialect: FormatString.Dialect, entries: [Entry]) {
    let bytes = Array(text.utf8)
    if dialect == .apache { return (.apache, ApacheConfig.entries(bytes)) }
    let nginx = NginxConfig.entries(bytes)
    if dialect == .nginx { return (.nginx, nginx) }
    let apache = ApacheConfig.entries(bytes)
    return nginx.count >= apache.count ? (.nginx, nginx) : (.apache, apache)
  }

  /// The definition that counts for `name`: of several the last, as for Apache.
  package func definition(named name: String) -> Definition? {
    definitions.last { $0.name == name }
  }

  /// The format called `name`: one that is defined, else one that the server knows without, such as
  /// nginx's `combined`.
  ///
  /// `label` is what it is called then, such as `nginx.conf:main`.
  package func format(
    named name: String, as label: String
  ) -> Result<FormatString, FormatStringError> {
    if let definition = definition(named: name) {
      return FormatString.parse(
        definition.text, dialect, name: label, escape: definition.escape)
    }
    let known = dialect == .nginx ? NginxStrings.named : ApacheStrings.named
    if let text = known[name] {
      return FormatString.parse(Array(text.utf8), dialect, name: label)
    }
    return .failure(FormatStringError(.noSuchFormat(name, known: names)))
  }

  /// Defined names, each once, in the order of the config.
  private var names: [String] {
    var seen: Set<String> = []
    return definitions.map(\.name).filter { seen.insert($0).inserted }
  }

  /// The directive that `text` is, when somebody gave all of it.
  static func directive(_ text: [UInt8], _ dialect: FormatString.Dialect) -> Definition? {
    let text = FormatText.trimmed(text)
    var entries: [Entry] = []
    switch dialect {
    case .nginx where text.starts(with: "log_format".utf8):
      // The semicolon is easily left out.
      entries = NginxConfig.entries(text + [0x3B])
    case .apache where text.prefix(9).elementsEqual("LogFormat".utf8):
      entries = ApacheConfig.entries(text)
    default: return nil
    }
    if case .definition(let definition)? = entries.first { return definition }
    return nil
  }
}
