// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CArchive
import Glibc
package import RecountModel

/// Reads the entries of a tar or zip archive, or the content of a filtered stream, one after the
/// other.
///
/// Entries are streamed, never extracted: no path of an archive touches the file system. Names that
/// are absolute or climb out, and entries that are no regular files, are passed over by name.
@safe package final class ArchiveSource: ConditionedSource {
  /// What is expected; libarchive is asked for nothing else.
  ///
  /// A filtered tar is two layers: were both peeled at once, its first entry would pass for the
  /// content of the stream.
  package enum Kind: Sendable {
    case archive
    /// A stream compressed by zstd, xz, bzip2 or lz4, which reads as one entry.
    case filtered
  }

  /// A regular file of the archive.
  package struct Entry: Sendable {
    package var name: String
    /// When the file was last changed, in whole seconds; nil where the archive does not say.
    package var modified: Timestamp?
  }

  private let archive: OpaquePointer
  private let feed: ArchiveFeed
  private let path: String
  private let maxEntries: Int
  /// Names are converted by the character set of the thread; a program starts with ASCII.
  private let characters: locale_t?
  private var entries = 0
  private var isAtEnd = false
  /// Name of the entry being read; nil between entries.
  private var current: String?
  /// What libarchive gave and nobody took yet; valid until it is called again.
  private var block = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// Zeros before the block, where the archive has a sparse file.
  private var hole: Int64 = 0
  /// Where the next block begins when no hole comes before it.
  private var position: Int64 = 0
  /// Whether the archive ended before its own end.
  package private(set) var isBroken = false
  package private(set) var condition = InputCondition()
  /// How the current entry was so far.
  package private(set) var entryCondition = InputCondition()

  package init(
    _ upstream: any ByteSource, kind: Kind, path: String, maxEntries: Int
  ) throws(InputError) {
    guard let opened = unsafe archive_read_new() else {
      throw InputError(.systemCall("archive_read_new"), path: path, code: ENOMEM)
    }
    unsafe archive = opened
    feed = ArchiveFeed(upstream)
    self.path = path
    self.maxEntries = maxEntries
    unsafe characters = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    switch kind {
    case .archive:
      unsafe archive_read_support_format_tar(opened)
      unsafe archive_read_support_format_gnutar(opened)
      unsafe archive_read_support_format_zip_streamable(opened)
    case .filtered:
      unsafe archive_read_support_format_raw(opened)
      unsafe archive_read_support_format_empty(opened)
      unsafe archive_read_support_filter_xz(opened)
      unsafe archive_read_support_filter_bzip2(opened)
      unsafe archive_read_support_filter_zstd(opened)
      unsafe archive_read_support_filter_lz4(opened)
    }
    let context = unsafe Unmanaged.passUnretained(feed).toOpaque()
    let code = unsafe archive_read_open(opened, context, nil, ArchiveFeed.read, nil)
    if code != ARCHIVE_OK { try fail() }
  }

  deinit {
    unsafe archive_read_free(archive)
    if let characters = unsafe characters { unsafe freelocale(characters) }
  }

  // MARK: - Entries

  /// The next regular file with an acceptable name; nil at the end of the archive.
  ///
  /// - Throws: When reading the stored bytes fails. A broken archive ends with a condition instead.
  package func nextEntry() throws(InputError) -> Entry? {
    let before = unsafe uselocale(characters)
    defer { _ = unsafe uselocale(before) }
    forgetEntry()
    while !isAtEnd {
      var header: OpaquePointer?
      let code = unsafe archive_read_next_header(archive, &header)
      if code == ARCHIVE_EOF { break }
      if code < ARCHIVE_WARN {
        try fail()
        break
      }
      guard let header = unsafe header else { break }
      entries += 1
      guard entries <= maxEntries else {
        throw InputError(.limit(.archiveEntries(maxEntries)), path: path)
      }
      if let entry = unsafe accept(header) {
        current = entry.name
        return entry
      }
    }
    isAtEnd = true
    return nil
  }

  private func forgetEntry() {
    current = nil
    unsafe block = UnsafeRawBufferPointer(start: nil, count: 0)
    hole = 0
    position = 0
    entryCondition = InputCondition()
  }

  private func accept(_ header: OpaquePointer) -> Entry? {
    let type = unsafe archive_entry_filetype(header)
    if type == FileType.folder { return nil }
    let name = unsafe nameOf(header)
    let isLink = unsafe archive_entry_hardlink(header) != nil
    guard !isLink, type == FileType.regular || type == 0 else {
      condition.note("archive entry `\(name)` is no regular file and was passed over")
      return nil
    }
    guard !ArchiveSource.leaves(name) else {
      condition.isDamaged = true
      condition.note("archive entry `\(name)` has a path that leaves the archive and was refused")
      return nil
    }
    let hasTime = unsafe archive_entry_mtime_is_set(header) != 0
    let seconds = hasTime ? Int64(unsafe archive_entry_mtime(header)) : 0
    return Entry(name: name, modified: Timestamp(stored: seconds))
  }

  /// The name of the current entry, or one made up for a name that is no text: its content is as good
  /// as any other's.
  private func nameOf(_ header: OpaquePointer) -> String {
    if let raw = unsafe archive_entry_pathname(header) { return unsafe String(cString: raw) }
    let name = "entry-\(entries)"
    condition.note("an archive entry has a name that cannot be read and is called `\(name)`")
    return name
  }

  /// Whether a file of this name would lie outside the folder it is unpacked into, on any system.
  private static func leaves(_ name: String) -> Bool {
    let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    return name.hasPrefix("/") || name.hasPrefix("\\") || parts.contains("..")
      || (parts.first?.dropFirst().first == ":" && parts.first?.first?.isLetter == true)
  }

  // MARK: - Content of an entry

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard buffer.count > 0 else { return 0 }
    while unsafe hole == 0 && block.isEmpty {
      guard try nextBlock() else { return 0 }
    }
    if hole > 0 {
      let count = Int(min(hole, Int64(buffer.count)))
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(
        as: UInt8.self, repeating: 0)
      hole -= Int64(count)
      return count
    }
    let count = unsafe min(block.count, buffer.count)
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<count]))
    unsafe block = UnsafeRawBufferPointer(rebasing: block[count...])
    return count
  }

  /// Takes the next block of the current entry; false at the entry's end.
  ///
  /// Blocks, not `archive_read_data`: that one throws away what it has read when the next block is
  /// damaged.
  private func nextBlock() throws(InputError) -> Bool {
    guard let name = current, !isAtEnd else { return false }
    var start: UnsafeRawPointer?
    var count = 0
    var offset: la_int64_t = 0
    let code = unsafe archive_read_data_block(archive, &start, &count, &offset)
    if code == ARCHIVE_EOF {
      current = nil
      return false
    }
    if code < ARCHIVE_FAILED {
      try fail()
      return false
    }
    if code < ARCHIVE_RETRY {
      // A wrong checksum comes with the last block; an entry that cannot be read has none. The
      // entries behind it are as good as before.
      entryCondition.isDamaged = true
      entryCondition.note("archive entry `\(name)` is damaged: \(message)")
      condition.merge(entryCondition)
      if code == ARCHIVE_FAILED || count == 0 {
        current = nil
        return false
      }
    }
    unsafe block = UnsafeRawBufferPointer(start: start, count: count)
    hole = max(0, offset - position)
    position = max(position, offset) + Int64(count)
    return true
  }

  // MARK: - Damage

  /// Ends the archive where it is.
  private func fail() throws(InputError) {
    isAtEnd = true
    isBroken = true
    if let error = feed.error { throw error }
    if feed.isAtEnd {
      condition.isTruncated = true
      condition.note("the archive ends early: \(message)")
    } else {
      condition.isDamaged = true
      condition.note("the archive is damaged: \(message)")
    }
  }

  private var message: String {
    unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "for no given reason"
  }
}

/// The type bits of a mode; libarchive's own names are C casts that Swift does not import.
private enum FileType {
  static let folder: mode_t = 0o040000
  static let regular: mode_t = 0o100000
}
