// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import GRDB
import GRDBSQLite

/// Rows in memory in the form of an SQLite database, whose records SQLite takes over whole.
///
/// `INSERT INTO table SELECT * FROM image.table` between two tables of one shape copies records as
/// they are (https://sqlite.org/src/file/src/insert.c, `xferOptimization`): no value is bound,
/// decoded or encoded again, and the transaction is SQLite's like any other. The image is attached
/// through `sqlite3_deserialize`, so it never touches a disk. What it holds is what SQLite itself
/// would write, byte for byte: https://sqlite.org/fileformat2.html.
///
/// Rows come from a `RecordStage`. The table must have no index and no column
/// that is an alias of its rowid, or SQLite falls back to taking records apart.
@safe package final class TableImage {
  /// The largest page of SQLite: the fewest pages to set up, and nearly no row that overflows.
  static let pageBytes = 1 << 16
  /// Pages after which an image should be handed over.
  private static let fullPages = 24

  private let connection: OpaquePointer
  private let name: String
  /// Page 1 of a database that holds the table and nothing else.
  private let firstPage: [UInt8]
  /// The pages of the image, the first included.
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// What was outgrown; SQLite may still look at it until it is shown the next image.
  private var retired = unsafe [UnsafeMutableRawPointer]()
  private var pages = 1
  /// Numbers of the leaves with the rowid of their last row.
  private var leaves: [(page: Int, lastRow: Int64)] = []
  /// Where the content of the open leaf begins, and how many rows it has.
  private var contentStart = 0
  private var cells = 0
  private var rows: Int64 = 0

  /// An empty image of the table that `schema` creates, attached as `name`.
  package init(_ database: Database, schema: String, attachedAs name: String) throws {
    guard let connection = unsafe database.sqliteConnection else {
      throw StoreError(.database("the connection is closed"), path: "")
    }
    unsafe self.connection = connection
    self.name = name
    firstPage = try TableImage.firstPage(schema)
    capacity = 16 * TableImage.pageBytes
    unsafe base = .allocate(byteCount: capacity, alignment: 16)
    try database.execute(sql: "ATTACH ':memory:' AS \(name)")
    clear()
    try attach()
  }

  deinit {
    freeRetired()
    unsafe base.deallocate()
  }

  var isFull: Bool { pages >= TableImage.fullPages }

  package var isEmpty: Bool { rows == 0 }

  /// Forgets all rows.
  package func clear() {
    unsafe base.copyMemory(from: firstPage, byteCount: TableImage.pageBytes)
    pages = 1
    leaves.removeAll(keepingCapacity: true)
    rows = 0
    openLeaf()
  }

  /// Adds a row with the next rowid; `header` and `values` are the two parts of its record.
  @inline(__always)
  func append(header: UnsafeRawBufferPointer, values: UnsafeRawBufferPointer) {
    let size = header.count + values.count
    rows += 1
    guard size <= TableImage.maxLocalBytes else { return unsafe appendLong(header, values) }
    // Payload size, rowid and pointer take at most three, nine and two bytes.
    if contentStart - size - 12 < 8 + 2 * (cells + 1) { closeLeaf() }
    let page = unsafe base + (pages - 1) * TableImage.pageBytes
    contentStart -= size
    unsafe TableImage.copy(header, to: page + contentStart)
    unsafe TableImage.copy(values, to: page + contentStart + header.count)
    unsafe beginCell(page, payload: size)
  }

  @inline(__always)
  private static func copy(_ bytes: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer) {
    guard let source = bytes.baseAddress else { return }
    unsafe place.copyMemory(from: source, byteCount: bytes.count)
  }

  /// Completes the image and shows it to SQLite; it must stay as it is until the next `clear`.
  package func publish() throws {
    // Behind a row with pages of its own the open leaf may have none yet.
    if cells > 0 { endLeaf(lastRow: rows) } else { pages -= 1 }
    if leaves.count > 1 { writeRoot() }
    unsafe writeNumber(UInt32(pages), at: base + 28)
    try attach()
    freeRetired()
  }

  private func freeRetired() {
    while let old = unsafe retired.popLast() { unsafe old.deallocate() }
  }

  private func attach() throws {
    let size = Int64(pages * TableImage.pageBytes)
    let bytes = unsafe base.assumingMemoryBound(to: UInt8.self)
    let code = unsafe sqlite3_deserialize(
      connection, name, bytes, size, size, UInt32(SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: unsafe String(cString: sqlite3_errmsg(connection)))
    }
  }

  // MARK: - Pages

  /// Most bytes of a record that stand on the leaf itself: usable size less 35.
  private static let maxLocalBytes = pageBytes - 35
  private static let leafType: UInt8 = 0x0D
  private static let interiorType: UInt8 = 0x05

  /// Takes the next page; gives where it is.
  private func addPage() -> UnsafeMutableRawPointer {
    let used = pages * TableImage.pageBytes
    if used + TableImage.pageBytes > capacity {
      let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2, alignment: 16)
      unsafe grown.copyMemory(from: base, byteCount: used)
      unsafe retired.append(base)
      unsafe base = grown
      capacity *= 2
    }
    pages += 1
    return unsafe base + used
  }

  private func openLeaf() {
    _ = unsafe addPage()
    contentStart = TableImage.pageBytes
    cells = 0
  }

  /// Ends the leaf before the row that is being added, and opens the next one.
  private func closeLeaf() {
    endLeaf(lastRow: rows - 1)
    openLeaf()
  }

  private func endLeaf(lastRow: Int64) {
    let page = unsafe base + (pages - 1) * TableImage.pageBytes
    unsafe writePageHeader(page, TableImage.leafType, cells: cells, content: contentStart)
    leaves.append((pages, lastRow))
  }

  /// Puts payload size and rowid before the payload at `contentStart`, and enters the cell.
  @inline(__always)
  private func beginCell(_ page: UnsafeMutableRawPointer, payload: Int) {
    let row = UInt64(bitPattern: rows)
    contentStart -= Varint.count(row)
    unsafe Varint.write(row, to: page + contentStart)
    contentStart -= Varint.count(UInt64(payload))
    unsafe Varint.write(UInt64(payload), to: page + contentStart)
    unsafe (page + 8 + 2 * cells).storeBytes(
      of: UInt16(truncatingIfNeeded: contentStart).bigEndian, as: UInt16.self)
    cells += 1
  }

  /// Makes page 2, which the schema names as the root, the parent of all leaves.
  private func writeRoot() {
    // The first leaf stands there; it moves to the end.
    let moved = unsafe addPage()
    let root = unsafe base + TableImage.pageBytes
    unsafe moved.copyMemory(from: root, byteCount: TableImage.pageBytes)
    leaves[0].page = pages
    var content = TableImage.pageBytes
    for (index, leaf) in leaves.dropLast().enumerated() {
      let key = UInt64(bitPattern: leaf.lastRow)
      content -= 4 + Varint.count(key)
      unsafe writeNumber(UInt32(leaf.page), at: root + content)
      unsafe Varint.write(key, to: root + content + 4)
      unsafe (root + 12 + 2 * index).storeBytes(
        of: UInt16(truncatingIfNeeded: content).bigEndian, as: UInt16.self)
    }
    unsafe writePageHeader(
      root, TableImage.interiorType, cells: leaves.count - 1, content: content)
    if let last = leaves.last { unsafe writeNumber(UInt32(last.page), at: root + 8) }
  }

  /// Adds a record of which all but the beginning goes to pages of its own.
  @inline(never)
  private func appendLong(_ header: UnsafeRawBufferPointer, _ values: UnsafeRawBufferPointer) {
    let record = unsafe Array(header) + Array(values)
    let inPage = TableImage.pageBytes - 4
    let least = (TableImage.pageBytes - 12) * 32 / 255 - 23
    let wanted = least + (record.count - least) % inPage
    let local = wanted <= TableImage.maxLocalBytes ? wanted : least
    if cells > 0 { closeLeaf() }
    var page = unsafe base + (pages - 1) * TableImage.pageBytes
    contentStart -= local + 4
    unsafe copy(record[..<local], to: page + contentStart)
    // The number of the first overflow page stands behind the local part.
    unsafe writeNumber(UInt32(pages + 1), at: page + contentStart + local)
    unsafe beginCell(page, payload: record.count)
    endLeaf(lastRow: rows)
    var done = local
    while done < record.count {
      unsafe page = addPage()
      let end = min(done + inPage, record.count)
      unsafe writeNumber(end == record.count ? 0 : UInt32(pages + 1), at: page)
      unsafe copy(record[done..<end], to: page + 4)
      done = end
    }
    openLeaf()
  }

  private func copy(_ bytes: ArraySlice<UInt8>, to place: UnsafeMutableRawPointer) {
    unsafe bytes.withUnsafeBytes { unsafe TableImage.copy($0, to: place) }
  }

  private func writePageHeader(
    _ page: UnsafeMutableRawPointer, _ type: UInt8, cells: Int, content: Int
  ) {
    unsafe page.storeBytes(of: type, as: UInt8.self)
    unsafe (page + 1).storeBytes(of: 0, as: UInt16.self)
    unsafe (page + 3).storeBytes(of: UInt16(cells).bigEndian, as: UInt16.self)
    // 65,536 is written as 0.
    unsafe (page + 5).storeBytes(
      of: UInt16(truncatingIfNeeded: content).bigEndian, as: UInt16.self)
    unsafe (page + 7).storeBytes(of: 0, as: UInt8.self)
  }

  private func writeNumber(_ value: UInt32, at place: UnsafeMutableRawPointer) {
    unsafe place.storeBytes(of: value.bigEndian, as: UInt32.self)
  }

  /// Page 1 as SQLite writes it for a database with the table alone.
  private static func firstPage(_ schema: String) throws -> [UInt8] {
    let queue = try DatabaseQueue()
    return try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA page_size = \(pageBytes); \(schema)")
      var size: Int64 = 0
      guard let connection = unsafe database.sqliteConnection,
        let bytes = unsafe sqlite3_serialize(connection, "main", &size, 0)
      else { throw StoreError(.database("SQLite cannot serialize a database"), path: "") }
      defer { unsafe sqlite3_free(bytes) }
      guard size == 2 * Int64(pageBytes) else {
        throw StoreError(.database("the table image has \(size) bytes"), path: "")
      }
      return unsafe Array(UnsafeBufferPointer(start: bytes, count: pageBytes))
    }
  }
}
