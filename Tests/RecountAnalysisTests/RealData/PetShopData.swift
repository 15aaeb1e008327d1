// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
import RecountModel

/// The faults of the PetShop data set at hand, read from `shared/data` beside the project.
struct PetShopData {
  /// Values by column: service, metric and statistic.
  struct Table {
    struct Column: Hashable {
      var service: String
      var metric: String
      var statistic: String
    }

    var times: [Double] = []
    var columns: [Column: [Double?]] = [:]

    init(_ text: String) {
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      guard lines.count > 3 else { return }
      // The fourth line repeats the name of the first column.
      let rows = lines.dropFirst(3).filter { Double($0[0]) != nil }
      times = rows.compactMap { Double($0[0]) }
      for index in lines[0].indices.dropFirst() {
        let column = Column(
          service: lines[0][index], metric: lines[1][index], statistic: lines[2][index])
        columns[column] = rows.map { index < $0.count ? Double($0[index]) : nil }
      }
    }

    subscript(_ service: String, _ metric: String, _ statistic: String) -> [Double?]? {
      columns[Column(service: service, metric: metric, statistic: statistic)]
    }
  }

  /// One injected fault.
  struct Fault {
    var table: Table
    /// Where the fault was noticed, by which metric and when.
    var target: String
    var metric: String
    var time: Double
    /// The service the fault was injected into.
    var answer: String
  }

  var edges: [CallEdge] = []
  var services: [String] = []
  var normal: Table
  var faults: [Fault] = []

  static let levels = ["low_traffic", "high_traffic"]

  /// The folder of the data set; nil when it is not at hand.
  static let folder: String? = {
    var directory = URL(fileURLWithPath: #filePath)
    while directory.path != "/" {
      directory.deleteLastPathComponent()
      let path = directory.appendingPathComponent("shared/data/metrics/petshop/dataset").path
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    return nil
  }()

  init(_ level: String) throws {
    let root = "\(Self.folder ?? "")/\(level)"
    normal = Table(try Self.unzipped("\(root)/noissue/metrics.csv.gz"))
    let graph = try Self.text("\(root)/graph.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    services = Array((graph.first ?? []).dropFirst())
    for row in graph.dropFirst() {
      for (callee, cell) in zip(services, row.dropFirst()) where (Double(cell) ?? 0) > 0 {
        edges.append(CallEdge(caller: row[0], callee: callee))
      }
    }
    for issue in try FileManager.default.contentsOfDirectory(atPath: "\(root)/train").sorted() {
      faults.append(try Self.fault("\(root)/train/\(issue)"))
    }
  }

  private static func fault(_ folder: String) throws -> Fault {
    struct Truth: Decodable {
      struct Target: Decodable {
        var node: String
        var metric: String
        var timestamp: Double
      }
      struct Node: Decodable { var node: String }
      var target: Target
      var root_cause: Node
    }
    let json = Data(try text("\(folder)/target.json").utf8)
    let truth = try JSONDecoder().decode(Truth.self, from: json)
    return Fault(
      table: Table(try text("\(folder)/metrics.csv")), target: truth.target.node,
      metric: truth.target.metric, time: truth.target.timestamp, answer: truth.root_cause.node)
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private static func unzipped(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
