// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote
import RecountReport

/// Prints remotes, and the rows that a mapping was tried on.
package enum RemoteListing {
  package static func text(_ remotes: [RemoteFile.Remote], _ format: ListingFormat) -> String {
    guard let style = TextTable.Style(rawValue: format.rawValue) else {
      return JSONFrame.text(schema: "remotes", key: "remotes", remotes) { remote, json in
        json.member("mapping", remote.mapping.name)
        json.member("name", remote.endpoint.name)
        json.member("table", remote.endpoint.table.text)
        json.member("url", remote.endpoint.address)
      }
    }
    var table = TextTable([.init("name"), .init("url"), .init("table"), .init("mapping")])
    table.rows = remotes.map {
      [$0.endpoint.name, $0.endpoint.address, $0.endpoint.table.text, $0.mapping.name]
    }
    return table.text(style)
  }

  package static func text(_ run: RemoteTrialRun, _ format: ListingFormat) -> String {
    let rows = run.trial.rows
    guard let style = TextTable.Style(rawValue: format.rawValue) else {
      return JSONFrame.text(schema: "remote-test", key: "rows", rows) { row, json in
        let sample = row.sample
        json.member("cause", sample.cause)
        json.member("doubt", row.doubt)
        json.member("duration_us", sample.duration < 0 ? nil : sample.duration)
        json.member("outcome", sample.outcome.name)
        json.member("route", sample.route)
        json.member("service", sample.service)
        json.member("status", sample.status)
        json.member("text", sample.text)
        json.member("time", sample.time.rfc3339)
        json.member("trace", sample.trace)
      }
    }
    var table = TextTable([
      .init("understood"), .init("time"), .init("service"), .init("outcome"), .init("cause"),
      .init("status", .right), .init("duration", .right), .init("route"), .init("text"),
    ])
    table.rows = rows.map { row in
      let sample = row.sample
      return [
        row.doubt.isEmpty ? "yes" : "no: " + row.doubt, sample.time.rfc3339, sample.service,
        sample.outcome.name, sample.cause, "\(sample.status)",
        sample.duration < 0 ? "—" : "\(sample.duration) µs", sample.route, sample.text,
      ]
    }
    return table.text(style)
  }
}
