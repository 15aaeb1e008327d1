// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit
import RecountModel

struct RemoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote",
    abstract: "Counts in a ClickHouse cluster, and takes the counts into a case.",
    discussion: """
      The engine counts, and only counts come back: requests by minute, outcome and cause, their \
      durations, values of dimensions, and some failures as evidence. Windows, impact, clocks and report \
      come from them as from logs; files and several remotes mix in one case.

      Remotes stand in remotes.yml. Credentials are taken from RECOUNT_REMOTE_<NAME>_USER and _PASSWORD, \
      from CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, or from a netrc file, never from the command line.

      EXAMPLES
        recount remote add shop --url https://ch:8443 --table logs.access --map nginx --service shop
        recount remote test shop --since 2022-12-16T10:00Z --until 2022-12-16T10:05Z
        recount remote pull shop --since 2022-12-16T00:00Z --until 2022-12-17T00:00Z
        recount remote pull shop --since … --until … --explain
      """,
    subcommands: [
      RemoteAddCommand.self, RemoteListCommand.self, RemoteTestCommand.self,
      RemotePullCommand.self, RemotePushCommand.self,
    ])
}

/// Which file of remotes, and whose credentials.
struct RemoteOptions: ParsableArguments {
  @Option(help: "The file that names remotes.", completion: .file(extensions: ["yml"]))
  var remotes = RemoteFile.name

  @Option(help: "A netrc file with the credentials.", completion: .file())
  var netrc: String?
}

/// A half-open stretch of time.
struct RangeOptions: ParsableArguments {
  @Option(help: "The first instant: 2022-12-16T00:00Z.")
  var since: String

  @Option(help: "The instant behind the last.")
  var until: String

  func range() throws -> TimeRange {
    guard let start = Timestamp(parsing: since), let end = Timestamp(parsing: until), start < end
    else {
      throw RecountError(
        .usage, "--since and --until are no stretch of time",
        cause: "expected two times such as 2022-12-16T00:00Z, the first before the second")
    }
    return TimeRange(start: start, end: end)
  }
}

struct RemoteAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Gives a table of an engine a name, and says how its rows are read.",
    discussion: """
      A mapping says by one expression of the engine each what a row's time (microseconds), service, \
      status, duration, route and so on are. Mappings that come along: \
      \(RemoteRun.mappings.joined(separator: ", ")). One of your own is a YAML file with the keys time, \
      prefilter, filter, service, status, duration, outcome or failed, cause, route, trace, text and \
      dimensions.

      EXAMPLES
        recount remote add traces --url https://ch:8443 --table otel.otel_traces --map otel_traces
        recount remote add own --url https://ch:8443 --table logs.edge --map edge.yml
      """)

  @Argument(help: "The name.")
  var name: String

  @Option(help: "Address of the HTTP interface: https://host:8443.")
  var url: String

  @Option(help: "The table, as DATABASE.TABLE.")
  var table: String

  @Option(help: "A mapping that comes along, or a file.", completion: .file(extensions: ["yml"]))
  var map: String

  @Option(help: "Give every row this service.")
  var service: String?

  @Option(help: "The file that names remotes.", completion: .file(extensions: ["yml"]))
  var remotes = RemoteFile.name

  func run() throws {
    let remote = try RemoteRun.remote(
      name: name, url: url, table: table, mapping: map, service: service)
    let isThere = try RemoteFile.add(remote, to: remotes)
    Terminal.note("\(name) \(isThere ? "replaced" : "added"): \(remotes)")
  }
}

struct RemoteListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the remotes that have a name.")

  @Option(help: "The file that names remotes.", completion: .file(extensions: ["yml"]))
  var remotes = RemoteFile.name

  @OptionGroup var output: OutputOptions

  func run() throws {
    Terminal.output(RemoteListing.text(try RemoteFile.read(remotes), output.chosen))
  }
}

struct RemoteTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Tries a mapping on a short range: which rows it understands, and which not.",
    discussion: """
      Ends with 1 when the mapping understands no row.

      EXAMPLES
        recount remote test shop --since 2022-12-16T10:00Z --until 2022-12-16T10:01Z
      """)

  @Argument(help: "Name of the remote.")
  var name: String

  @OptionGroup var time: RangeOptions

  @Option(help: "Rows of each kind to show.")
  var rows = 5

  @OptionGroup var options: RemoteOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let interruption = SignalFlag(SIGINT)
    let run = try RemoteTrialRun(
      RemoteFile.remote(name, in: options.remotes), range: time.range(), limit: max(1, rows),
      netrc: options.netrc, isInterrupted: { interruption.isRaised })
    output.show(RemoteListing.text(run, output.chosen))
    Terminal.note(run.summary)
    if run.understood == 0 { throw ExitCode(RecountError.Exit.failed.rawValue) }
  }
}

struct RemotePullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Counts in the engine and takes the counts into a case.",
    discussion: """
      The same stretch again adds nothing; a stretch that overlaps one the case has is refused. \
      Statements and hashes of their answers are kept: recount query "SELECT * FROM remote_answers".

      EXAMPLES
        recount remote pull shop --since 2022-12-16T00:00Z --until 2022-12-17T00:00Z
        recount remote pull shop --since … --until … -C incident.recount --dimension route
        recount remote pull shop --since … --until … --explain
      """)

  @Argument(help: "Name of the remote.")
  var name: String

  @OptionGroup var time: RangeOptions

  @Option(help: "Count by this dimension; by default by all of the mapping, `none` for none.")
  var dimension: [String] = []

  @Option(help: "Failures to bring along as evidence.")
  var samples = 500

  @Flag(help: "Print the statements and run nothing.")
  var explain = false

  @Option(
    name: [.customShort("C"), .customLong("case")], help: "The case file to make or to add to.",
    completion: .file(extensions: ["recount"]))
  var casePath = "case.recount"

  @Flag(name: .shortAndLong, help: "Print nothing but results and errors.")
  var quiet = false

  @OptionGroup var options: RemoteOptions

  func run() throws {
    let dimensions = dimension.isEmpty ? nil : dimension.filter { $0 != "none" }
    let request = RemoteRun.Request(
      remote: try RemoteFile.remote(name, in: options.remotes), range: try time.range(),
      dimensions: dimensions, samples: max(0, samples), netrc: options.netrc)
    if explain { return Terminal.output(try RemoteRun.statements(request)) }
    let interruption = SignalFlag(SIGINT)
    let isQuiet = quiet
    let summary = try RemoteRun.store(
      request, into: casePath, isInterrupted: { interruption.isRaised },
      starting: { if !isQuiet { Terminal.note("asking for \($0)") } })
    guard !quiet else { return }
    Terminal.note(
      """
      \(summary.rows) rows, \(summary.events) events of \(summary.services) services from ClickHouse \
      \(summary.version), \(summary.bytes) bytes of counts\(summary.isKnown ? "; already in the case" : "")
      """)
  }
}

struct RemotePushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Writes the requests of a case into a table, for those who share one.",
    discussion: """
      Creates the table and one beside it that says which sources are there in whole. A push that was \
      interrupted goes on where it stopped; one that is run again sends nothing twice. Build steps are \
      not pushed.

      EXAMPLES
        recount remote push team -C incident.recount
        recount remote push team --cluster shards --shard https://ch1:8443 --shard https://ch2:8443
      """)

  @Argument(help: "Name of the remote.")
  var name: String

  @Option(help: "Spread the rows over this cluster of the engine.")
  var cluster: String?

  @Option(help: "Address of a shard to create the local tables on; repeat it for each.")
  var shard: [String] = []

  @Flag(name: .shortAndLong, help: "Print nothing but results and errors.")
  var quiet = false

  @OptionGroup var options: RemoteOptions

  @OptionGroup var location: CaseOptions

  func run() throws {
    let interruption = SignalFlag(SIGINT)
    let isQuiet = quiet
    let summary = try RemotePushRun.push(
      RemoteFile.remote(name, in: options.remotes), casePath: location.existing(),
      cluster: cluster, shards: shard, netrc: options.netrc,
      isInterrupted: { interruption.isRaised },
      starting: { if !isQuiet { Terminal.note("sending \($0)") } })
    guard !quiet else { return }
    Terminal.note(
      """
      \(summary.sources) sources with \(summary.rows) requests, \(summary.finishedBefore) there before; \
      \(summary.sent) rows sent, \(summary.bytes) bytes
      """)
  }
}
