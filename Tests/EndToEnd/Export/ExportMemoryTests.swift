// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A case of any size is exported in the memory of a small one, and can be interrupted.
@Suite(.serialized) struct ExportMemoryTests {
  /// 320,000 requests.
  private static let shared = Result { () throws -> ScratchCase in
    let scratch = try ScratchCase()
    for file in 0..<8 {
      try scratch.folder.write(Logs.combined(40_000, from: file), "logs/web-\(file).log")
    }
    try scratch.ingest(scratch.folder.path("logs"), options: ["--service", "web"])
    return scratch
  }

  private let scratch: ScratchCase

  init() throws {
    scratch = try ExportMemoryTests.shared.get()
  }

  @Test(arguments: ["jsonl", "csv", "timesketch", "openmetrics", "sqlite"])
  func `memory does not grow with the case`(form: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("out")
    var peak = 0
    let outcome = try Binary.run(["export", "--to", form, "-C", scratch.path, "-o", path]) {
      peak = PeakMemory.bytes(of: $0)
    }
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("320000 requests"))
    print("peak of --to \(form): \(peak >> 20) MiB")
    #expect(peak < 64 << 20, "\(peak >> 20) MiB")
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    if form != "openmetrics" { #expect(size > peak, "\(size >> 20) MiB") }
  }

  @Test(arguments: ["jsonl", "sqlite"])
  func `an interrupted export ends with 130 and leaves nothing`(form: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("out")
    let outcome = try Binary.run(["export", "--to", form, "-C", scratch.path, "-o", path]) {
      process in
      for _ in 0..<2000 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []
        if !names.isEmpty { break }
        usleep(1000)
      }
      kill(process, SIGINT)
    }
    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(outcome.error.contains("interrupted"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
