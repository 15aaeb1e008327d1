// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import RecountKit

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists the formats that are known, or explains one with examples.",
    discussion: """
      With --explain, what a log or one line of it looks like: the formats that come closest, and with \
      --as why the line is not of that one, at the byte.

      Wherever a format is named, the format string of a server does as well: 'nginx:$remote_addr …', \
      'apache:%h %l …', 'haproxy:…', 'envoy:…', 'goaccess:…', or one of a config, as in \
      /etc/nginx/nginx.conf:main.

      EXAMPLES
        recount formats
        recount formats envoy
        recount formats --explain access.log
        recount formats --explain access.log:17 --as combined
      """)

  @Argument(help: "A format to explain.")
  var name: String?

  @Option(help: "A log, or FILE:LINE.", completion: .file())
  var explain: String?

  @Option(name: .customLong("as"), help: "The format that the line of --explain is not of.")
  var formatName: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard formatName == nil || explain != nil else {
      throw ValidationError("--as is for --explain")
    }
  }

  func run() throws {
    if let explain {
      return Terminal.output(try FormatExplanation.text(of: explain, as: formatName))
    }
    Terminal.output(try FormatListing.text(name, output.chosen))
  }
}
