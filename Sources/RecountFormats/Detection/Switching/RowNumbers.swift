// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Gives the rows of one parser the dictionary numbers of a content that several parsers read.
///
/// Each parser numbers the values it meets from 0 on. A value gets its number in the content with the
/// first row of it that is taken over, so that numbers follow the order of lines, whatever a parser
/// has read besides.
struct RowNumbers {
  /// The next number of each dictionary column of a content.
  struct Counter {
    fileprivate var next = Array(repeating: Int32(0), count: RowNumbers.columns)
  }

  private static let columns = RequestColumns.dictionaryColumns.count
  /// For a value of which no row was taken over yet.
  private static let unknown = Int32.min

  /// By column, numbers in the content by those of the parser.
  private var numbers = Array(repeating: [Int32](), count: RowNumbers.columns)
  /// By column, values that have no number in the content yet, by the parser's.
  private var waiting = Array(repeating: [Int32: [UInt8]](), count: RowNumbers.columns)

  /// Notes the values that the parser met in `rows`, of which none was taken over.
  mutating func learn(_ rows: RequestColumns) {
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      let column = rows[keyPath: path]
      for row in 0..<column.newValues.count {
        waiting[index][Int32(numbers[index].count)] = Array(column.newValues.value(row))
        numbers[index].append(RowNumbers.unknown)
      }
    }
  }

  /// Notes the values of rows that went into the content as they are, from the only parser so far.
  mutating func learnTaken(_ rows: RequestColumns, _ counter: inout Counter) {
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      for _ in 0..<rows[keyPath: path].newValues.count {
        numbers[index].append(counter.next[index])
        counter.next[index] += 1
      }
    }
  }

  /// Appends the rows at `range` of a batch, which was learnt, to those of the content.
  mutating func append(
    _ range: Range<Int>, of rows: RequestColumns, to target: inout RequestColumns,
    _ counter: inout Counter
  ) {
    guard !range.isEmpty else { return }
    target.line += rows.line[range]
    target.byteOffset += rows.byteOffset[range]
    target.start += rows.start[range]
    target.end += rows.end[range]
    target.status += rows.status[range]
    target.outcome += rows.outcome[range]
    target.bodyBytes += rows.bodyBytes[range]
    target.duration += rows.duration[range]
    target.upstreamDuration += rows.upstreamDuration[range]
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      var column = DictionaryColumn()
      swap(&column, &target[keyPath: path])
      append(range, of: rows[keyPath: path], index, to: &column, &counter)
      swap(&column, &target[keyPath: path])
    }
    for row in range {
      target.path.append(rows.path.value(row))
      target.query.append(rows.query.value(row))
      target.trace.append(rows.trace.value(row))
      if rows.extra.count > 0 { target.extra.append(rows.extra.value(row)) }
    }
  }

  private mutating func append(
    _ range: Range<Int>, of source: DictionaryColumn, _ index: Int,
    to column: inout DictionaryColumn, _ counter: inout Counter
  ) {
    guard !source.isAbsent else { return column.appendAbsent(range.count) }
    for row in range {
      let id = source.ids[row]
      if id == DictionaryColumn.absent {
        column.appendAbsent()
      } else if id < DictionaryColumn.absent {
        column.appendInline(Array(source.inline.value(Int(-2 - id))))
      } else if numbers[index][Int(id)] != RowNumbers.unknown {
        column.append(id: numbers[index][Int(id)])
      } else {
        let number = counter.next[index]
        counter.next[index] += 1
        numbers[index][Int(id)] = number
        column.appendNew(id: number, waiting[index].removeValue(forKey: id) ?? [])
      }
    }
  }
}
