// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import RecountModel

/// Standard output for results, standard error for everything else.
enum Terminal {
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether what goes to a descriptor is coloured: as asked for, else on a terminal that can, unless
  /// NO_COLOR says otherwise (https://no-color.org).
  static func isColoured(_ descriptor: Int32, _ choice: ColorChoice = .auto) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      let environment = ProcessInfo.processInfo.environment
      guard environment["NO_COLOR", default: ""].isEmpty, environment["TERM"] != "dumb" else {
        return false
      }
      return isatty(descriptor) == 1
    }
  }

  /// Writes results; false when nobody reads them any more.
  @discardableResult
  static func output(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { buffer in
        unsafe write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(written)
    }
    return true
  }

  static func output(_ text: String) {
    output(Array(text.utf8))
  }

  /// A line for people.
  static func note(_ text: String) {
    errorText(TerminalText.line(text) + "\n")
  }

  static func errorText(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  static func fail(_ error: RecountError) -> Never {
    let text = error.rendered
    let head = "error:"
    let isRed = isColoured(STDERR_FILENO) && text.hasPrefix(head)
    errorText(isRed ? TerminalInk.red(head) + text.dropFirst(head.count) : text)
    exit(error.exit.rawValue)
  }

  /// Ends a run that did its work but could not read everything.
  static func finish(_ summary: IngestSummary) {
    for remark in summary.incomplete { note("incomplete: \(remark)") }
    if !summary.incomplete.isEmpty { exit(RecountError.Exit.incomplete.rawValue) }
  }
}

/// Turns a signal into a flag that long runs look at.
///
/// `@unchecked Sendable`: the flag is only touched while `lock` is held.
final class SignalFlag: @unchecked Sendable {
  private let lock = NSLock()
  private var wasRaised = false
  private let source: any DispatchSourceSignal

  init(_ number: Int32) {
    signal(number, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { [weak self] in self?.raise() }
    source.resume()
  }

  var isRaised: Bool {
    lock.lock()
    defer { lock.unlock() }
    return wasRaised
  }

  /// Whether the signal came since this was asked last.
  func take() -> Bool {
    lock.lock()
    defer { lock.unlock() }
    defer { wasRaised = false }
    return wasRaised
  }

  private func raise() {
    lock.lock()
    wasRaised = true
    lock.unlock()
  }
}
