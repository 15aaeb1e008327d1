// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
package import RecountAnalysis
import RecountModel

/// The faults of the PetShop data set at hand, read from `shared/data` beside the project.
package struct PetShopData {
  /// Values by column: service, metric and statistic.
  package struct Table {
    package struct Column: Hashable {
      package var service: String
      package var metric: String
      package var statistic: String
    }

    package var times: [Double] = []
    package var columns: [Column: [Double?]] = [:]

    package init(_ text: String) {
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

    package subscript(_ service: String, _ metric: String, _ statistic: String) -> [Double?]? {
      columns[Column(service: service, metric: metric, statistic: statistic)]
    }
  }

  /// One injected fault.
  package struct Fault {
    package var table: Table
    /// Where the fault was noticed, by which metric and when.
    package var target: String
    package var metric: String
    package var time: Double
    /// The service the fault was injected into.
    package var answer: String
  }

  package var edges: [CallEdge] = []
  package var services: [String] = []
  package var normal: Table
  package var faults: [Fault] = []

  package static let levels = ["low_traffic", "high_traffic"]

  private static let folder = "metrics/petshop/dataset"

  /// Whether the data set is at hand.
  package static var isThere: Bool { SharedData.has(folder) }

  package init(_ level: String) throws {
    let root = "\(Self.folder)/\(level)"
    normal = Table(SharedData.text("\(root)/noissue/metrics.csv.gz"))
    let graph = SharedData.text("\(root)/graph.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    services = Array((graph.first ?? []).dropFirst())
    for row in graph.dropFirst() {
      for (callee, cell) in zip(services, row.dropFirst()) where (Double(cell) ?? 0) > 0 {
        edges.append(CallEdge(caller: row[0], callee: callee))
      }
    }
    for issue in SharedData.files("\(root)/train", suffix: "") {
      faults.append(try Self.fault(issue))
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
    let json = Data(SharedData.bytes("\(folder)/target.json"))
    let truth = try JSONDecoder().decode(Truth.self, from: json)
    return Fault(
      table: Table(SharedData.text("\(folder)/metrics.csv")), target: truth.target.node,
      metric: truth.target.metric, time: truth.target.timestamp, answer: truth.root_cause.node)
  }
}
