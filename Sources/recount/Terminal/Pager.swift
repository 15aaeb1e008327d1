// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// The program that shows long texts page by page.
enum Pager {
  /// Shows `text` in the pager when standard output is a terminal with fewer lines than it has.
  ///
  /// - Returns: Whether it was shown; a pager that cannot be started shows nothing.
  static func page(_ text: String) -> Bool {
    guard let rows = screenRows, text.utf8.count(where: { $0 == 0x0A }) >= rows,
      let command = command(ProcessInfo.processInfo.environment)
    else { return false }
    // What `less` needs to leave by itself, to keep colours and to leave the text on the screen.
    unsafe setenv("LESS", "FRX", 0)
    // A reader that leaves early is none of our business.
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    guard let pipe = unsafe popen(command, "w") else { return false }
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, pipe) }
    let status = unsafe pclose(pipe)
    // The shell ends with 127 for a program that is not there.
    return status >> 8 & 0xFF != 127
  }

  /// `$RECOUNT_PAGER`, `$PAGER` or `less`; nil where one of them is empty or `cat`.
  private static func command(_ environment: [String: String]) -> String? {
    let command = environment["RECOUNT_PAGER"] ?? environment["PAGER"] ?? "less"
    return command.isEmpty || command == "cat" || environment["TERM"] == "dumb" ? nil : command
  }

  /// Lines of the terminal that is standard output; nil when it is none.
  private static var screenRows: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1,
      unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0
    else { return nil }
    return Int(size.ws_row)
  }
}
