// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Reads exports with nothing but the standard library of Python: a reader that nobody wrote for them.
enum PlainReader {
  static let isThere: Bool =
    (try? Command.run("/usr/bin/env", ["python3", "-c", "import csv, json, sqlite3"]))?.status == 0

  /// Every row as an object of texts by column; numbers of JSON and SQLite become their text.
  static func rows(_ kind: String, _ path: String, table: String = "") throws -> [[String: String]]
  {
    let outcome = try Command.run("/usr/bin/env", ["python3", "-c", script, kind, path, table])
    try #require(outcome.status == 0, "\(outcome.error)")
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(rows as? [[String: String]])
  }

  private static let script = """
    import csv, json, sqlite3, sys
    kind, path, table = sys.argv[1:]
    csv.field_size_limit(1 << 30)
    if kind == "csv":
        with open(path, newline="", encoding="utf-8", errors="strict") as file:
            reader = csv.reader(file, strict=True)
            head = next(reader)
            rows = []
            for row in reader:
                assert len(row) == len(head), row
                rows.append({name: cell for name, cell in zip(head, row) if cell != ""})
    elif kind == "jsonl":
        with open(path, newline="\\n", encoding="utf-8", errors="strict") as file:
            rows = [json.loads(line) for line in file]
    else:
        database = sqlite3.connect(path)
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute('SELECT * FROM "' + table + '"')]
    print(json.dumps([{name: str(value) for name, value in row.items() if value is not None}
                      for row in rows]))
    """
}
