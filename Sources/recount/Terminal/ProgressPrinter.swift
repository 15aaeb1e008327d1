// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit

/// Prints how far an ingest is, on standard error.
///
/// On a terminal one line is redrawn, at most ten times a second and not before half a second has
/// passed; elsewhere each input gets a line when it is done.
final class ProgressPrinter {
  private let mode: ProgressMode
  private let began = Date()
  private var lastDrawn: Date?
  private var hasLine = false

  init(_ mode: ProgressMode, isQuiet: Bool) {
    self.mode = isQuiet ? .never : mode
  }

  func show(_ progress: IngestProgress) {
    switch mode {
    case .never: return
    case .json: json(progress)
    case .always: draw(progress)
    case .auto: if Terminal.isErrorTerminal { draw(progress) } else { line(progress) }
    }
  }

  /// Takes the redrawn line away.
  func end() {
    guard hasLine else { return }
    Terminal.errorText("\r\u{1B}[K")
    hasLine = false
  }

  private func line(_ progress: IngestProgress) {
    switch progress {
    case .storing: return
    case .stored(let index, let count, let name, let lines, let events, let rejects):
      Terminal.note(
        "ingest \(index + 1)/\(count) \(name)  \(lines) lines  \(events) events  \(rejects) rejected"
      )
    case .known(let index, let count, let name):
      Terminal.note("ingest \(index + 1)/\(count) \(name)  already in the case, 0 new")
    }
  }

  private func draw(_ progress: IngestProgress) {
    let now = Date()
    guard now.timeIntervalSince(began) > 0.5,
      lastDrawn.map({ now.timeIntervalSince($0) > 0.1 }) ?? true
    else { return }
    guard
      case .storing(let index, let count, let name, let lines, let rejects, let bytes, let total) =
        progress
    else { return }
    lastDrawn = now
    hasLine = true
    let percent = total > 0 ? "\(bytes * 100 / total)%" : ""
    let elapsed = Int(now.timeIntervalSince(began))
    let seconds = elapsed % 60
    Terminal.errorText(
      """
      \r\u{1B}[Kingest \(index + 1)/\(count) \(name.suffix(40))  \(percent) of \(total >> 20) MiB  \
      \(lines) lines  \(rejects) rejected  elapsed \(elapsed / 60):\(seconds < 10 ? "0" : "")\(seconds)
      """)
  }

  private func json(_ progress: IngestProgress) {
    switch progress {
    case .storing: return
    case .stored(let index, let count, let name, let lines, let events, let rejects):
      Terminal.note(
        """
        {"events":\(events),"input":\(index + 1),"inputs":\(count),"lines":\(lines),\
        "name":\(ProgressPrinter.quoted(name)),"rejects":\(rejects)}
        """)
    case .known(let index, let count, let name):
      Terminal.note(
        """
        {"input":\(index + 1),"inputs":\(count),"known":true,"name":\(ProgressPrinter.quoted(name))}
        """)
    }
  }

  private static func quoted(_ text: String) -> String {
    let data = try? JSONEncoder().encode(text)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
