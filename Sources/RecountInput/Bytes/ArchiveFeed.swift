// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Hands the upstream's bytes to libarchive, which asks for them through a C callback.
@safe final class ArchiveFeed {
  private let upstream: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  /// What the upstream threw: it cannot pass through C, so the archive throws it afterwards.
  private(set) var error: InputError?
  private(set) var isAtEnd = false

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
    unsafe buffer = .allocate(byteCount: 64 << 10, alignment: 16)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  static let read:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
    ) -> Int = { _, context, block in
      // libarchive gives back the context of `archive_read_open`, which outlives the archive.
      guard let context = unsafe context else { return -1 }
      let feed = unsafe Unmanaged<ArchiveFeed>.fromOpaque(context).takeUnretainedValue()
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
