// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Charts as PNG: beside each SVG where the tool is, and said where it is not.
@Suite struct ChartImageTests {
  private static var hasTool: Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/rsvg-convert")
    }
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func report(
    _ lines: Int, _ options: [String], path: String? = nil
  ) throws -> Binary.Outcome {
    let log = try folder.write(Logs.combined(lines), "web.log")
    return try Binary.run(
      ["report", log, "-o", folder.path("out")] + options,
      environment: path.map { ["PATH": $0] } ?? [:])
  }

  private func charts(_ ending: String) throws -> Set<String> {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("out/charts"))
    return Set(names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(4)) })
  }

  @Test(.enabled(if: hasTool, "rsvg-convert is not installed"))
  func `every chart has an image, which goes when its counts are others`() throws {
    #expect(try report(1500, ["--png"]).status == 0)
    #expect(try charts(".png") == charts(".svg") && !charts(".png").isEmpty)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("out/charts"))
    where name.hasSuffix(".png") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("out/charts/" + name)))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      // The width stands behind the head of the first chunk: twice the 880 of the SVG.
      #expect(Array(bytes[16..<20]) == [0, 0, 0x06, 0xE0])
    }
    #expect(try report(3000, []).status == 0)
    #expect(try !charts(".png").contains("overview-requests"))
  }

  @Test func `without the tool the report is whole, and its package is named`() throws {
    let outcome = try report(1500, ["--png"], path: "/nowhere")
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("apt-get install librsvg2-bin"))
    #expect(try !charts(".svg").isEmpty && charts(".png").isEmpty)
  }
}
