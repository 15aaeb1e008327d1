// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Opens one top-level input, peels its compression and archives, and gives the contents inside.
///
/// Layers are told by their first bytes, never by a name: a `.gz` that is plain text, gzip inside
/// gzip and an archive without a suffix all read as what they are. A plain file, a gzip file and
/// standard input hold one content; an archive holds one per regular file.
package final class InputReader {
  /// One content inside the input.
  package struct Content {
    /// Name inside the archive; nil when the input is no archive.
    package var entry: String?
    package var lines: LineReader
    /// When the content was written, as its gzip header or its archive states; nil where none does.
    ///
    /// What the file system says is left out: it is another time on each machine.
    package var written: Timestamp?
  }

  package let path: String
  package let file: FileSource
  private let limits: InputLimits
  private let buffers: InputBuffers
  /// Lengths of the prefixes to hash of a content that is no archive entry.
  private let prefixes: [Int64]
  private let isGlance: Bool
  private let stack: Stack
  private var hasGivenStream = false
  /// Layers inside the current entry of an archive.
  private var entryLayers: [any ConditionedSource] = []
  /// How the entries before the current one were.
  private var passed = InputCondition()
  private var current: LineReader?
  /// Bytes that the contents before the current one gave.
  private var contentBefore: Int64 = 0

  /// The peeled layers of one stream: what to read, and who can tell how it was.
  private struct Stack {
    var source: any ByteSource
    var archive: ArchiveSource?
    var conditioned: [any ConditionedSource]

    /// What the innermost gzip header states.
    var written: Timestamp? { conditioned.lazy.compactMap { ($0 as? GzipSource)?.headerTime }.last }
  }

  /// Opens `path` with the `buffers` that an input before it left; the digest of a content that is no
  /// archive entry hashes the prefixes of the lengths `prefixes` besides the whole.
  ///
  /// Of a content that is only glanced at, `isGlance`, no more than the opening is hashed; the stored
  /// bytes are if `hashesFile`.
  package init(
    path: String, limits: InputLimits = InputLimits(), buffers: InputBuffers = InputBuffers(),
    prefixes: [Int64] = [], isGlance: Bool = false, hashesFile: Bool = true
  ) throws(InputError) {
    self.path = path
    self.limits = limits
    self.buffers = buffers
    self.prefixes = prefixes
    self.isGlance = isGlance
    file = try FileSource(path: path, hashes: hashesFile)
    stack = try InputReader.peel(file, path: path, limits: limits, buffers)
  }

  package var isArchive: Bool { stack.archive != nil }

  /// How everything read so far was.
  package var condition: InputCondition {
    var merged = passed
    for layer in stack.conditioned + entryLayers { merged.merge(layer.condition) }
    return merged
  }

  /// How the current content was: of an archive's entry its own layers, and the archive's when it
  /// broke inside the entry.
  package var contentCondition: InputCondition {
    guard let archive = stack.archive else { return condition }
    var merged = InputCondition()
    for layer in entryLayers { merged.merge(layer.condition) }
    merged.merge(archive.entryCondition)
    if archive.isBroken {
      for layer in stack.conditioned { merged.merge(layer.condition) }
    }
    return merged
  }

  /// The next content, or nil after the last.
  ///
  /// The one before must not be read any more.
  package func next() throws(InputError) -> Content? {
    guard let archive = stack.archive else {
      if hasGivenStream { return nil }
      hasGivenStream = true
      return content(stack.source, entry: nil, path: path, written: stack.written)
    }
    while let entry = try archive.nextEntry() {
      if let content = try open(entry, of: archive) { return content }
    }
    return nil
  }

  /// The content of an entry; nil for one that cannot be read as lines, which is passed over by name
  /// so that it costs the other entries nothing.
  private func open(
    _ entry: ArchiveSource.Entry, of archive: ArchiveSource
  ) throws(InputError) -> Content? {
    let place = path + "!" + entry.name
    for layer in entryLayers { passed.merge(layer.condition) }
    entryLayers = []
    let inner: Stack
    do throws(InputError) {
      inner = try InputReader.peel(EntrySource(archive), path: place, limits: limits, buffers)
    } catch {
      guard let what = error.refusal else { throw error }
      passOver(place, what)
      return nil
    }
    guard inner.archive == nil else {
      passOver(place, "an archive inside an archive")
      return nil
    }
    entryLayers = inner.conditioned
    return content(
      inner.source, entry: entry.name, path: place,
      written: inner.written ?? entry.modified ?? stack.written)
  }

  private func passOver(_ place: String, _ what: String) {
    passed.isDamaged = true
    passed.note("`\(place)` was passed over: \(what)")
  }

  private func content(
    _ source: any ByteSource, entry: String?, path: String, written: Timestamp?
  ) -> Content {
    contentBefore += current?.contentBytes ?? 0
    let lines = LineReader(
      source, limits: limits, path: path, contentBefore: contentBefore,
      digest: ContentDigest(
        prefixes: entry == nil ? prefixes : [], isOpeningOnly: isGlance))
    current = lines
    return Content(entry: entry, lines: lines, written: written)
  }

  private static func peel(
    _ bottom: any ByteSource, path: String, limits: InputLimits, _ buffers: InputBuffers
  ) throws(InputError) -> Stack {
    var stack = Stack(source: bottom, archive: nil, conditioned: [])
    for _ in 0...limits.maxLayers {
      let peek = try PeekSource(stack.source)
      switch StreamKind(head: peek.peeked) {
      case .plain:
        stack.source = peek
        return stack
      case .gzip:
        let gzip = GzipSource(peek, buffers: buffers)
        stack.source = gzip
        stack.conditioned.append(gzip)
      case .filtered:
        let filter = try ArchiveSource(peek, kind: .filtered, path: path, maxEntries: 1)
        guard try filter.nextEntry() != nil else {
          stack.source = EmptySource()
          stack.conditioned.append(filter)
          return stack
        }
        stack.source = filter
        stack.conditioned.append(filter)
      case .tar, .zip:
        let archive = try ArchiveSource(
          peek, kind: .archive, path: path, maxEntries: limits.maxArchiveEntries)
        stack.source = archive
        stack.archive = archive
        stack.conditioned.append(archive)
        return stack
      case .utf16:
        let text = UTF16Source(peek, isBigEndian: peek.peeked.first == 0xFE)
        stack.source = text
        stack.conditioned.append(text)
        return stack
      }
    }
    throw InputError(.limit(.layers(limits.maxLayers)), path: path)
  }
}

/// The current entry of an archive as a source of its own.
private final class EntrySource: ByteSource {
  private let archive: ArchiveSource

  init(_ archive: ArchiveSource) {
    self.archive = archive
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    try unsafe archive.read(into: buffer)
  }
}

private final class EmptySource: ByteSource {
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int { 0 }
}
