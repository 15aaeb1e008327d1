// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput

/// Prints what logs hold as JSON lines, storing nothing.
package enum ParseRun {
  /// Texts that may wait to be printed.
  private static let textsAhead = 8
  /// Files that go from thread to thread together, when there are many.
  private static let filesTogether = 16

  /// Prints every content of `paths` in their order and gives the closing count.
  ///
  /// `output` gets whole lines; false stops the run. Inputs that cannot be read and contents that no
  /// format takes are errors.
  package static func run(
    _ paths: [String], options: IngestOptions, output: ([UInt8]) -> Bool
  ) throws(RecountError) -> IngestSummary {
    let format = try FormatChoice(own: options.ownFormats).format(named: options.format)
    let files = try stage { () throws(InputError) in try InputWalker.files(paths) }
    guard !files.isEmpty else {
      throw RecountError(InputError(.emptyFolder, path: paths.first ?? "-"))
    }
    try FormatStringCheck.check(format, on: files, limits: options.limits)
    let parser = FileParser(options, format: format, showsSource: files.count > 1)
    let summary =
      options.threads > 1 && files.count > 1
      ? try runThreaded(files, parser, threads: options.threads, output)
      : try runAlone(files, parser, output)
    if let summary, summary.events == 0 { throw NoEvents.error(summary) }
    return summary ?? IngestSummary()
  }

  /// Nil when nobody wants the rest.
  private static func runAlone(
    _ files: [String], _ parser: FileParser, _ output: ([UInt8]) -> Bool
  ) throws(RecountError) -> IngestSummary? {
    var summary = IngestSummary()
    let buffers = InputBuffers(engine: parser.options.inflate)
    for file in files {
      guard try parser.parse(file, buffers, into: &summary, output) else { return nil }
    }
    return summary
  }

  /// What a thread makes of a few files: text as it comes, then how they ended.
  private enum Piece: Sendable {
    case text([UInt8])
    case end(Result<IngestSummary, RecountError>)
  }

  private static func runThreaded(
    _ files: [String], _ parser: FileParser, threads: Int, _ output: ([UInt8]) -> Bool
  ) throws(RecountError) -> IngestSummary? {
    let together = files.count > filesTogether * threads ? filesTogether : 1
    let bundles = stride(from: 0, to: files.count, by: together).map {
      Array(files[$0..<min($0 + together, files.count)])
    }
    let queue = OrderedQueue<Piece>(capacity: textsAhead)
    let next = Counter()
    let workers = WorkerGroup(min(threads, bundles.count)) {
      let buffers = InputBuffers(engine: parser.options.inflate)
      while let number = next.take(below: bundles.count) {
        parse(bundles[number], parser, buffers) { queue.push($0, of: number) }
      }
    }
    defer {
      queue.close()
      workers.wait()
    }
    var summary = IngestSummary()
    for number in bundles.indices {
      var isFinished = false
      while !isFinished {
        switch queue.pop(number) {
        case .text(let text):
          guard output(text) else { return nil }
        case .end(let result):
          summary += try result.get()
          isFinished = true
        }
      }
    }
    return summary
  }

  private static func parse(
    _ files: [String], _ parser: FileParser, _ buffers: InputBuffers, into sink: (Piece) -> Bool
  ) {
    /// Bytes after which text is handed over: a build log gives a few lines.
    let fullText = 64 << 10
    var text: [UInt8] = []
    let result = Result { () throws(RecountError) in
      var summary = IngestSummary()
      for file in files {
        let goesOn = try parser.parse(file, buffers, into: &summary) { lines in
          text += lines
          guard text.count >= fullText else { return true }
          defer { text = [] }
          return sink(.text(text))
        }
        if !goesOn { break }
      }
      return summary
    }
    if !text.isEmpty { _ = sink(.text(text)) }
    _ = sink(.end(result))
  }
}
