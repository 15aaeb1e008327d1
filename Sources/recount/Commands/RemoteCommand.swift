// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit
import RecountModel

struct RemoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote",
    abstract: "Takes counts from a table of a ClickHouse cluster into a case.",
    discussion: """
      The engine counts, and only counts come back: requests by minute, outcome and cause, and their \
      durations. Windows, impact, clocks and report come from them as from logs. Credentials are taken \
      from RECOUNT_REMOTE_<TABLE>_USER and _PASSWORD, from CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, or \
      from a netrc file, never from the command line.

      Mappings: \(RemoteRun.mappings.joined(separator: ", ")).

      EXAMPLES
        recount remote https://ch:8443 logs.access --mapping nginx --since 2022-12-16T00:00Z --until \
      2022-12-17T00:00Z
        recount remote https://ch:8443 otel.otel_traces --mapping otel_traces --since … --until … --explain
      """)

  @Argument(help: "Address of the HTTP interface: https://host:8443.")
  var url: String

  @Argument(help: "The table, as DATABASE.TABLE.")
  var table: String

  @Option(help: "How the rows of the table are read.")
  var mapping: String

  @Option(help: "The first instant: 2022-12-16T00:00Z.")
  var since: String

  @Option(help: "The instant behind the last.")
  var until: String

  @Option(help: "Give every row this service.")
  var service: String?

  @Option(help: "A netrc file with the credentials.", completion: .file())
  var netrc: String?

  @Flag(help: "Print the statements and run nothing.")
  var explain = false

  @Option(
    name: [.customShort("C"), .customLong("case")], help: "The case file to make or to add to.",
    completion: .file(extensions: ["recount"]))
  var casePath = "case.recount"

  func run() throws {
    let request = RemoteRun.Request(
      url: url, table: table, mapping: mapping, service: service, range: try range(), netrc: netrc)
    if explain { return Terminal.output(try RemoteRun.statements(request)) }
    let interruption = SignalFlag(SIGINT)
    let summary = try RemoteRun.store(
      request, into: casePath, isInterrupted: { interruption.isRaised })
    Terminal.note(
      """
      \(summary.rows) rows, \(summary.events) events of \(summary.services) services from ClickHouse \
      \(summary.version), \(summary.bytes) bytes of counts\(summary.isKnown ? "; already in the case" : "")
      """)
  }

  private func range() throws -> TimeRange {
    guard let start = Timestamp(parsing: since), let end = Timestamp(parsing: until), start < end
    else {
      throw RecountError(
        .usage, "--since and --until are no stretch of time",
        cause: "expected two times such as 2022-12-16T00:00Z, the first before the second")
    }
    return TimeRange(start: start, end: end)
  }
}
