// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CArchive
import Glibc

/// Reads the entries of a tar or zip archive, or the content of a filtered stream, one after the other.
///
/// Entries are streamed, never extracted: no path of an archive touches the file system. Names that
/// are absolute, climb out or hold NULs, and entries that are no regular files, are passed over by name.
@safe package final class ArchiveSource: ConditionedSource {
  /// A regular file of the archive.
  package struct Entry: Sendable {
    package var name: String
    package var modified: Int64?
  }

  private let archive: OpaquePointer
  private let feed: Feed
  private let path: String
  private let maxEntries: Int
  private var entries = 0
  private var isAtEnd = false
  /// Whether the archive ended before its own end.
  package private(set) var isBroken = false
  package private(set) var condition = InputCondition()

  package init(_ upstream: any ByteSource, path: String, maxEntries: Int) throws(InputError) {
    guard let opened = unsafe archive_read_new() else {
      throw InputError(.systemCall("archive_read_new"), path: path, code: ENOMEM)
    }
    unsafe archive = opened
    feed = Feed(upstream)
    self.path = path
    self.maxEntries = maxEntries
    unsafe archive_read_support_format_tar(opened)
    unsafe archive_read_support_format_gnutar(opened)
    unsafe archive_read_support_format_zip_streamable(opened)
    unsafe archive_read_support_format_raw(opened)
    unsafe archive_read_support_filter_xz(opened)
    unsafe archive_read_support_filter_bzip2(opened)
    unsafe archive_read_support_filter_zstd(opened)
    let context = unsafe Unmanaged.passUnretained(feed).toOpaque()
    let code = unsafe archive_read_open(opened, context, nil, Feed.read, nil)
    if code != ARCHIVE_OK { try fail(code) }
  }

  deinit {
    unsafe archive_read_free(archive)
  }

  /// The next regular file with an acceptable name; nil at the end of the archive.
  ///
  /// - Throws: When reading the stored bytes fails. A broken archive ends with a condition instead.
  package func nextEntry() throws(InputError) -> Entry? {
    while !isAtEnd {
      var header: OpaquePointer?
      let code = unsafe archive_read_next_header(archive, &header)
      if code == ARCHIVE_EOF { break }
      if code < ARCHIVE_WARN {
        try fail(code)
        break
      }
      guard let header = unsafe header else { break }
      entries += 1
      guard entries <= maxEntries else {
        throw InputError(.hostile("more than \(maxEntries) entries"), path: path)
      }
      if let entry = unsafe accept(header) { return entry }
    }
    isAtEnd = true
    return nil
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard !isAtEnd else { return 0 }
    let count = unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else {
      try fail(Int32(count))
      return 0
    }
    return count
  }

  private func accept(_ header: OpaquePointer) -> Entry? {
    let type = unsafe archive_entry_filetype(header)
    guard let raw = unsafe archive_entry_pathname(header) else {
      condition.note("an archive entry without a name was passed over")
      return nil
    }
    let name = unsafe String(cString: raw)
    if type == FileType.folder { return nil }
    guard type == FileType.regular || type == 0 else {
      condition.note("archive entry `\(name)` is no regular file and was passed over")
      return nil
    }
    let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    let isHostile =
      name.hasPrefix("/") || name.hasPrefix("\\") || parts.contains("..")
      || (parts.first?.dropFirst().first == ":" && parts.first?.first?.isLetter == true)
    guard !isHostile else {
      condition.isDamaged = true
      condition.note("archive entry `\(name)` has a path that leaves the archive and was refused")
      return nil
    }
    let hasTime = unsafe archive_entry_mtime_is_set(header) != 0
    return Entry(name: name, modified: hasTime ? Int64(unsafe archive_entry_mtime(header)) : nil)
  }

  private func fail(_ code: Int32) throws(InputError) {
    isAtEnd = true
    isBroken = true
    if let error = feed.error { throw error }
    let message = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
    let text = message ?? "code \(code)"
    if feed.isAtEnd {
      condition.isTruncated = true
      condition.note("the archive ends early: \(text)")
    } else {
      condition.isDamaged = true
      condition.note("the archive is damaged: \(text)")
    }
  }
}

/// The type bits of a mode; libarchive's own names are C casts that Swift does not import.
private enum FileType {
  static let folder: mode_t = 0o040000
  static let regular: mode_t = 0o100000
}

/// Hands the upstream's bytes to libarchive, which asks for them through a C callback.
@safe private final class Feed {
  private let upstream: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  private(set) var error: InputError?
  private(set) var isAtEnd = false

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
    unsafe buffer = .allocate(byteCount: 64 << 10, alignment: 16)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  static let read: @convention(c) (
    OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
  ) -> Int = { _, context, block in
    // libarchive gives back the context of `archive_read_open`, which outlives the archive.
    guard let context = unsafe context else { return -1 }
    let feed = unsafe Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
    unsafe block?.pointee = UnsafeRawPointer(feed.buffer.baseAddress)
    return feed.fill()
  }

  private func fill() -> Int {
    do {
      let count = try unsafe upstream.read(into: buffer)
      if count == 0 { isAtEnd = true }
      return count
    } catch {
      self.error = error
      return -1
    }
  }
}
