// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// The page of the documentation about format strings, made of the strings of servers' own manuals and
/// of what comes of a line of each.
package enum FormatStringDocument {
  package static var text: String {
    var text = """
      # Format strings

      How a log is read by the string that its server's config has for it.

      Wherever a format is named, in `--as` and in `incident.yml`, the string does as well: `nginx:`, \
      `apache:`, `goaccess:`, `haproxy:` or `envoy:` and then the string, with or without its directive \
      and quotes, or a name that the server knows without config. `--as nginx.conf:main` and `--as \
      httpd.conf:combined` take it out of a config: includes are followed, patterns and folders too, \
      and looked for beside the file before the place that they name, since a config may be a copy. \
      Before each of them wrappers may stand, as in `docker-json/nginx.conf:main`.

      Bytes between fields are compared, so that a wrong string fails instead of shifting fields: when \
      none of the first lines is of the string, nothing is read, and the error shows the byte. \
      `recount formats explain FILE --as STRING` does the same for any line.


      """
    for chapter in ManualString.chapters {
      text += "## \(chapter.title)\n\nSource: <\(chapter.source)>\n\n"
      for string in chapter.strings {
        let gives = FormatStringDocument.format(string).map {
          FormatTest.parsed(string.line, $0).text
        }
        text += "```text\n--as '\(string.given)'\n```\n\n"
        text += FormatDocument.block(string.line, gives ?? "cannot be used")
      }
    }
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  /// Strings that cannot be used, and those whose line is not of them; none.
  package static var complaints: [String] {
    ManualString.chapters.flatMap(\.strings).compactMap { string in
      guard let format = format(string) else { return "\(string.given): cannot be used" }
      let line = Array(string.line.utf8)
      return format.matches(line)
        ? nil : "\(string.given): \(format.mismatch(line)?.sentence ?? "refused")"
    }
  }

  private static func format(_ string: ManualString) -> LogFormat? {
    try? FormatString.parse(string.given).get().format
  }
}
