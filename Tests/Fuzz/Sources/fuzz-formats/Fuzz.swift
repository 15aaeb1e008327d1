// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import FuzzDriver
import RecountBenchmarking

/// Parses whatever it is given as the format that RECOUNT_FUZZ_FORMAT names.
@main
enum Fuzz {
  static func main() {
    begin()
    runFuzzer(parse)
  }

  /// Writes the examples of the format as a place to begin; without a format prints all names.
  private static func begin() {
    guard let examples = StageFuzz.examples(of: format) else {
      print(StageFuzz.formats.joined(separator: "\n"))
      exit(0)
    }
    let folder = environment("RECOUNT_FUZZ_SEEDS")
    if folder.isEmpty { return }
    for (index, example) in examples.enumerated() {
      try? Data(example).write(to: URL(filePath: "\(folder)/example-\(index)"))
    }
  }
}

private let format = environment("RECOUNT_FUZZ_FORMAT")

private func environment(_ name: String) -> String {
  ProcessInfo.processInfo.environment[name] ?? ""
}

private func parse(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  StageFuzz.parse(Array(UnsafeBufferPointer(start: start, count: count)), as: format)
  return 0
}
