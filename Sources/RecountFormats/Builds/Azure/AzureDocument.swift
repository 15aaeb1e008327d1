// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The shapes in which the timeline of a run is given: whole, a list of its records, or one record.
enum AzureDocument {
  /// Members are named as the interface names them.
  struct Timeline: Decodable {
    var id: String?
    var url: String?
    var records: [Record]
  }

  struct Record: Decodable {
    struct Issue: Decodable {
      var type: String?
      var message: String?
    }

    var id: String
    var parentId: String?
    var type: String
    var name: String
    var startTime: String?
    var finishTime: String?
    var state: String?
    var result: String?
    var errorCount: Int?
    var attempt: Int?
    var order: Int?
    var workerName: String?
    var issues: [Issue]?

    /// The first of its errors.
    var message: String? {
      issues?.lazy.filter { $0.type == "error" }.compactMap(\.message).first
    }
  }

  static func decode(_ bytes: [UInt8]) -> [Timeline]? {
    if let timelines = decodeRecords(Timeline.self, bytes) { return timelines }
    return decodeRecords(Record.self, bytes).map { [Timeline(records: $0)] }
  }
}
