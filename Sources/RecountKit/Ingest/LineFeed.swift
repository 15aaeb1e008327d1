// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import RecountModel

/// Gives the lines of a content to its parser, read ahead on a thread of their own where that pays.
///
/// Inflating and hashing take about as long as parsing, so for an input that is large both go on at
/// the same time.
final class LineFeed {
  private let reader: LineReader
  private let file: FileSource
  private let ahead: ReadAhead?
  private var spare: LineBatch?
  /// Stored bytes of the file that were read for the lines given so far.
  private(set) var position: Int64 = 0

  init(_ reader: LineReader, of file: FileSource, readsAhead: Bool = false) {
    self.reader = reader
    self.file = file
    ahead = readsAhead ? ReadAhead(reader, of: file) : nil
  }

  deinit {
    ahead?.close()
  }

  /// The next lines; nil at the end of the content.
  func next() throws(InputError) -> LineBatch? {
    guard let ahead else {
      let recycled = spare ?? LineBatch()
      spare = nil
      let batch = try reader.next(recycling: recycled)
      position = file.position
      return batch
    }
    return try ahead.next(&position)
  }

  /// Takes back a batch that is no longer needed.
  func giveBack(_ batch: consuming LineBatch) {
    if let ahead { ahead.giveBack(batch) } else { spare = batch }
  }

  /// What is known of a content whose last lines were given.
  var digest: ContentDigest { reader.digest }
  var contentBytes: Int64 { reader.contentBytes }
}

/// Reads a content into a bounded queue.
///
/// `@unchecked Sendable`: what is shared is only touched while `condition` is locked; reader and file
/// belong to the thread until that has ended.
private final class ReadAhead: @unchecked Sendable {
  private enum Item {
    /// Lines, and stored bytes read for them.
    case lines(LineBatch, Int64)
    case end
    case failed(InputError)
  }

  private static let capacity = 4

  private let condition = NSCondition()
  private let reader: LineReader
  private let file: FileSource
  private var ready: [Item] = []
  private var spare: [LineBatch] = []
  private var isClosed = false

  init(_ reader: LineReader, of file: FileSource) {
    self.reader = reader
    self.file = file
    let thread = Thread { [self] in run() }
    thread.stackSize = 1 << 20
    thread.start()
  }

  func next(_ position: inout Int64) throws(InputError) -> LineBatch? {
    condition.lock()
    while ready.isEmpty { condition.wait() }
    let item = ready.removeFirst()
    // The end stays, for whoever asks again.
    if case .end = item { ready.append(item) }
    condition.signal()
    condition.unlock()
    switch item {
    case .lines(let batch, let read):
      position = read
      return batch
    case .end: return nil
    case .failed(let error): throw error
    }
  }

  func giveBack(_ batch: consuming LineBatch) {
    condition.lock()
    spare.append(batch)
    condition.unlock()
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.signal()
    condition.unlock()
  }

  private func run() {
    var item: Item
    repeat {
      condition.lock()
      let recycled = spare.popLast() ?? LineBatch()
      condition.unlock()
      item = read(recycled)
    } while push(item)
  }

  private func read(_ recycled: consuming LineBatch) -> Item {
    do throws(InputError) {
      guard let batch = try reader.next(recycling: recycled) else { return .end }
      return .lines(batch, file.position)
    } catch {
      return .failed(error)
    }
  }

  /// False when there is nothing more to read, or nobody to read it for.
  private func push(_ item: Item) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while ready.count >= ReadAhead.capacity, !isClosed { condition.wait() }
    guard !isClosed else { return false }
    ready.append(item)
    condition.signal()
    if case .lines = item { return true }
    return false
  }
}
