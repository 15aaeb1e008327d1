// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Reads the answer to a `RemoteQuery` as it comes, and says at its end whether it was whole.
///
/// A status of 200 says nothing: an engine that fails midway writes its error behind the rows. So the
/// rows count only when the end row was the last thing that came.
struct AnswerReader {
  /// Bytes of the end that are kept to find an error in.
  private static let maxTail = 16 << 10

  private let query: RemoteQuery
  private var reader = TSVReader()
  private var tail: [UInt8] = []
  private var hasHeader = false
  private var isEnded = false
  /// What was odd first; an error of the engine further on explains it better.
  private var fault: RemoteError?
  private(set) var rows = 0
  private(set) var bytes = 0

  init(_ query: RemoteQuery) {
    self.query = query
  }

  /// Reads a chunk; `take` gets each row of data, without `part` checked away.
  mutating func read(
    _ chunk: [UInt8], _ take: (TSVRow) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    bytes += chunk.count
    keepTail(chunk)
    guard fault == nil else { return }
    // The reader is moved out, since its closure changes the rest of this value.
    var reader = self.reader
    self.reader = TSVReader()
    do throws(RemoteError) {
      try reader.read(chunk[...]) { (row) throws(RemoteError) in try accept(row, take) }
    } catch {
      fault = error
    }
    self.reader = reader
  }

  /// The rows of a whole answer.
  ///
  /// - Throws: what the engine said, if it said something; else what was odd about the answer.
  func finish(_ context: StatementContext) throws(RemoteError) -> Int {
    if isEnded, fault == nil, !reader.isInsideRow { return rows }
    if let said = ServerException(in: wordsInTail) { throw said.error(context) }
    if let fault { throw fault }
    if !hasHeader, bytes > 0 { throw .unexpectedContent(String(decoding: tail, as: UTF8.self)) }
    throw .truncated(rows: rows)
  }

  private mutating func accept(
    _ row: TSVRow, _ take: (TSVRow) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    guard hasHeader else {
      let names = (0..<row.count).map { row.text($0) }
      guard names == ["part"] + query.columns.map(\.name) else {
        throw .unexpectedContent("columns " + names.joined(separator: ", "))
      }
      hasHeader = true
      return
    }
    guard !isEnded else { throw .unexpectedContent("rows behind the end row") }
    guard row.count == query.columns.count + 1 else {
      throw .unexpectedContent("a row of \(row.count) columns")
    }
    switch row.integer(0) {
    case 0:
      try take(row)
      rows += 1
    case 1: isEnded = true
    default: throw .unexpectedContent("a row that is neither data nor the end")
    }
  }

  /// The end of the answer without whole rows of data, whose texts may say anything.
  private var wordsInTail: String {
    let lines = tail.split(separator: 0x0A, omittingEmptySubsequences: false)
    let words = lines.indices.filter { index in
      index == lines.count - 1 || !lines[index].starts(with: [0x30, 0x09])
    }
    return words.map { String(decoding: lines[$0], as: UTF8.self) }.joined(separator: "\n")
  }

  private mutating func keepTail(_ chunk: [UInt8]) {
    tail.append(contentsOf: chunk.suffix(AnswerReader.maxTail))
    if tail.count > 2 * AnswerReader.maxTail {
      tail.removeFirst(tail.count - AnswerReader.maxTail)
    }
  }
}
