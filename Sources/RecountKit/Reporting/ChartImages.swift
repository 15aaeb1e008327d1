// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Draws the charts of a report as PNG, for places that show no SVG.
///
/// Recount itself draws nothing: `rsvg-convert` of librsvg does.
struct ChartImages {
  static let tool = "rsvg-convert"

  /// Where the tool is.
  private let path: String

  /// Nil when none of the folders of `searchPath`, the value of PATH, has the tool.
  init?(searchPath: String) {
    guard let path = ChartImages.find(searchPath) else { return nil }
    self.path = path
  }

  private static func find(_ searchPath: String) -> String? {
    searchPath.split(separator: ":").map { "\($0)/\(tool)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The image that belongs to a chart.
  static func path(of chart: String) -> String {
    chart.hasSuffix(".svg") ? chart.dropLast(4) + ".png" : chart + ".png"
  }

  /// Draws `chart` at twice its size into the file beside it, whole or not at all.
  func draw(_ chart: String) throws(RecountError) {
    let target = ChartImages.path(of: chart)
    let draft = target + ".draft"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    try run(["-f", "png", "-z", "2", "-o", absolute(draft), absolute(chart)], about: chart)
    guard unsafe rename(draft, target) == 0 else {
      throw RecountError(
        .io, "the file cannot be written", at: target, cause: RecountError.text(errno))
    }
  }

  /// A path that passes for no option.
  private func absolute(_ path: String) -> String { URL(filePath: path).path }

  private func run(_ arguments: [String], about chart: String) throws(RecountError) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw RecountError(
        .failed, "\(ChartImages.tool) cannot be started", at: path,
        cause: error.localizedDescription)
    }
    let said = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw RecountError(
        .failed, "\(ChartImages.tool) could not draw the chart", at: chart,
        cause: said.isEmpty ? "it ended with \(process.terminationStatus)" : said)
    }
  }
}
