// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of a Travis job: its set-up, each command of `install`, `before_script` and `script`, and
/// what comes after these.
///
/// A command of the script stands outside of folds, like some of the set-up: that it is of the
/// script shows only when Travis tells its exit code. What users print may look like marks too, so
/// that while a command runs only the end of its own time is one.
///
/// Memory is bounded by `maxSteps`; commands beyond are read as part of the last step.
///
/// Source: https://docs.travis-ci.com/user/job-lifecycle/
final class TravisLogParser: EventParser {
  private var terminal = TerminalLine()
  private var steps: TravisSteps
  /// The fold that is open.
  private var fold: [UInt8]?
  /// The time that has begun and whose command may follow.
  private var pendingTime: [UInt8]?
  /// The time of the command that is running.
  private var runningTime: [UInt8]?
  private var line: Int64 = 0
  private var offset: Int64 = 0

  init(_ context: ParserContext) {
    steps = TravisSteps(ServerLogIdentity(path: context.path), context.failureRules)
  }

  /// Whether a line has a mark, or is one that only Travis writes.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    return TravisMark.first(bytes, 0..<line.count) != nil
      || bytes.hasPrefix("Done. Your build exited with ", at: 0)
      || (bytes.hasPrefix("Using worker: ", at: 0) && line.count < 200)
  }

  /// Whether a line has one of the marks that Travis itself writes before the user's code runs.
  ///
  /// What users print has folds, too, so that only those of the set-up tell the format.
  static func decides(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    guard let mark = TravisMark.first(bytes, 0..<line.count) else { return false }
    guard mark.kind == .foldStart else { return false }
    return ["worker_info", "system_info", "git.checkout", "git.1"].contains {
      bytes.equals(mark.name, $0)
    }
  }

  /// Whether an entry of an archive has the name of a log and begins as all logs of Travis do.
  static func matchesEntry(_ name: String, _ first: [UInt8]?) -> Bool {
    guard let first, name.hasSuffix(".txt") || name.hasSuffix(".log") else { return false }
    let bytes = first.span
    return bytes.hasPrefix("travis_fold:start:", at: 0)
      || bytes.hasPrefix("travis_time:start:", at: 0)
      || bytes.hasPrefix("Using worker: worker-linux-", at: 0)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if isBlank(bytes, range) {
        events.countIgnoredLine()
        continue
      }
      line = lines.number(index)
      offset = lines.offset(index)
      steps.begin(line: line, offset: offset)
      if read(bytes, range) {
        events.countEventLine(events: 0)
      } else {
        events.countContinuationLine()
      }
    }
  }

  func finish(into events: inout EventBatch) {
    steps.finish(line: line, offset: offset, into: &events)
  }

  // MARK: - Lines

  /// Reads the marks of a line and the text between them; whether there was any word of Travis.
  private func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var isTaken = false
    var position = range.lowerBound
    while let mark = TravisMark.first(bytes, position..<range.upperBound) {
      isTaken = true
      _ = readRaw(bytes, position..<mark.place.lowerBound)
      take(mark, bytes)
      position = mark.place.upperBound
    }
    return readRaw(bytes, position..<range.upperBound) || isTaken
  }

  private func readRaw(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if isBlank(bytes, range) { return false }
    if TerminalLine.isPlain(bytes, range) { return readText(bytes, range) }
    terminal.interpret(bytes, range)
    let text = terminal.visible
    return !isBlank(text.span, 0..<text.count) && readText(text.span, 0..<text.count)
  }

  private func readText(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    if let time = pendingTime {
      pendingTime = nil
      if bytes.hasPrefix("$ ", at: text.lowerBound) { begin(bytes, text, time) }
    }
    steps.read(bytes, text, line: line)
    if steps.isSettingUp, fold != nil || bytes[text.lowerBound] == 0x55 {
      readHead(bytes, ByteRange(text))
    }
    guard let phrase = TravisPhrase(bytes, text) else {
      if runningTime != nil { steps.forgetEnd() }
      return false
    }
    return steps.take(
      phrase, bytes, text, line: line, offset: offset, isRunning: runningTime != nil)
  }

  /// A command has begun whose text is `$ npm test`.
  private func begin(_ bytes: Span<UInt8>, _ text: Range<Int>, _ time: [UInt8]) {
    let name = bytes.string(bytes.trimmed(ByteRange(text.dropFirst(2).prefix(256))))
    if fold == nil {
      steps.begin(.command, name, line: line, offset: offset)
      runningTime = time
    } else if !steps.isSettingUp, steps.phase != .command {
      steps.name(name)
      runningTime = time
    }
  }

  /// What the set-up says about the job.
  private func readHead(_ bytes: Span<UInt8>, _ text: ByteRange) {
    let start = Int(text.start)
    let end = min(Int(text.end), start + 256)
    switch bytes[start] {
    case 0x42 where bytes.hasPrefix("Build id: ", at: start):
      steps.run = number(bytes, ByteRange(start + 10, end)) ?? steps.run
    case 0x4A where bytes.hasPrefix("Job id: ", at: start):
      steps.job = number(bytes, ByteRange(start + 8, end)) ?? steps.job
    case 0x55 where bytes.hasPrefix("Using worker: ", at: start):
      steps.runner = bytes.string(ByteRange(start + 14, end))
    case 0x68 where bytes.hasPrefix("hostname: ", at: start):
      steps.runner = bytes.string(ByteRange(start + 10, end))
    case 0x24 where bytes.hasPrefix("$ git clone ", at: start):
      // The last word is the folder, which is named after the repository.
      let words = bytes.string(ByteRange(start, end)).split(separator: " ")
      guard let folder = words.last, !folder.contains(":"), !folder.contains("[secure]"),
        folder.split(separator: "/").count == 2
      else { return }
      steps.repository = String(folder)
    default: return
    }
  }

  /// An identity that Travis does not know is `''`.
  private func number(_ bytes: Span<UInt8>, _ text: ByteRange) -> String? {
    bytes.integer(text).map(String.init)
  }

  // MARK: - Marks

  private func take(_ mark: TravisMark, _ bytes: Span<UInt8>) {
    let name = mark.name.range.map { bytes[$0] }
    if let running = runningTime {
      guard mark.kind == .timeEnd, name == running else { return }
      runningTime = nil
      steps.touch(line: line)
      steps.take(mark)
      steps.awaitsExit = true
      return
    }
    pendingTime = nil
    switch mark.kind {
    case .foldStart:
      fold = name
      steps.beginFold(mark.name, bytes, line: line, offset: offset)
    case .foldEnd:
      steps.touch(line: line)
      guard fold == name else { return }
      fold = nil
      steps.endFold()
    case .timeStart: pendingTime = name
    case .timeEnd:
      steps.touch(line: line)
      steps.take(mark)
    }
  }
}
