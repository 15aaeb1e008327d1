// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import RecountModel

/// Prints how far an ingest is, on standard error.
///
/// On a terminal one line is redrawn, at most ten times a second and not before half a second has
/// passed; elsewhere each input gets a line when it is done. SIGUSR1 asks for a line at any time.
final class ProgressPrinter {
  private static let firstDrawn = 0.5
  private static let interval = 0.1

  private let mode: ProgressMode
  private let began: Double
  private var meter: ProgressMeter
  private var lastDrawn = 0.0
  private var hasLine = false
  private let request = SignalFlag(SIGUSR1)

  init(_ mode: ProgressMode, isQuiet: Bool) {
    self.mode = isQuiet ? .never : mode
    began = ProgressPrinter.now
    meter = ProgressMeter(start: began)
  }

  func show(_ progress: IngestProgress) {
    let now = ProgressPrinter.now
    meter.update(progress, now: now)
    if request.take() {
      end()
      Terminal.note(meter.line(now: now))
    }
    switch mode {
    case .never: return
    case .json: json(progress, now)
    case .always: draw(progress, now)
    case .auto: if Terminal.isErrorTerminal { draw(progress, now) } else { line(progress) }
    }
  }

  /// Takes the redrawn line away.
  func end() {
    guard hasLine else { return }
    Terminal.errorText("\r\u{1B}[K")
    hasLine = false
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }

  private func isDue(_ now: Double) -> Bool {
    guard now - began > ProgressPrinter.firstDrawn, now - lastDrawn > ProgressPrinter.interval
    else {
      return false
    }
    lastDrawn = now
    return true
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

  private func draw(_ progress: IngestProgress, _ now: Double) {
    guard case .storing = progress, isDue(now) else { return }
    hasLine = true
    Terminal.errorText("\r\u{1B}[K" + TerminalText.line(meter.line(now: now)))
  }

  private func json(_ progress: IngestProgress, _ now: Double) {
    switch progress {
    case .storing:
      if isDue(now) { Terminal.note(meter.json(now: now)) }
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
    var json = JSONWriter()
    json.string(text)
    return json.text
  }
}
