// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

struct EventReadingTests {
  private func filled() throws -> TemporaryCase {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let web = (0..<120).map { RequestRow(.at(10, $0 % 60), service: "web", cause: "a") }
    try writer.store([.requests(web)], as: "web.log", service: "web")
    let api = (0..<30).map { RequestRow(.at(11, $0), .failure, service: "api") }
    try writer.store([.requests(api)], as: "api.log", service: "api")
    var step = BuildStep(
      key: StepKey(provider: "p", run: "r", job: "j", number: 1), origin: .record,
      outcome: .failure)
    step.repository = "team/app"
    step.end = .at(10, 5)
    var untimed = step
    untimed.key.number = 2
    untimed.end = nil
    try writer.store([.steps([step, untimed])], as: "ci.log", service: "ci")
    try writer.finish()
    return file
  }

  private func ids(
    _ file: TemporaryCase, _ view: EventView, _ filter: EventFilter
  ) throws -> [QueryValue] {
    var ids: [QueryValue] = []
    try file.reader().events(view, filter) {
      ids.append($0[0])
      return true
    }
    return ids
  }

  @Test(arguments: [
    (EventFilter(), 150, 2), (EventFilter(service: "api"), 30, 0),
    (EventFilter(service: "team/app"), 0, 2), (EventFilter(since: .at(11, 0)), 30, 0),
    (EventFilter(until: .at(11, 0)), 120, 1),
    (EventFilter(since: .at(10, 5), until: .at(10, 6)), 2, 1),
    (EventFilter(since: .at(11, 29), service: "api"), 1, 0), (EventFilter(service: "x"), 0, 0),
  ])
  func `the filter lets through what it names, half-open`(
    filter: EventFilter, requests: Int, steps: Int
  ) throws {
    let file = try filled()
    #expect(try ids(file, .requests, filter).count == requests)
    #expect(try ids(file, .steps, filter).count == steps)
  }

  @Test func `rows come in the order in which they were stored, with the columns of the view`()
    throws
  {
    let file = try filled()
    #expect(try ids(file, .requests, EventFilter()) == (1...150).map { .integer($0) })
    let reader = try file.reader()
    for view in EventView.allCases {
      let columns = try reader.columns(of: view)
      var width = 0
      try reader.events(view, EventFilter()) {
        width = $0.count
        return false
      }
      #expect(columns.count == width)
      #expect(columns.first == "id" && columns.contains("end_us"))
    }
  }

  @Test(arguments: EventView.allCases)
  func `no row waits in a sorter or an index that is made on the way`(view: EventView) throws {
    let reader = try filled().reader()
    let filters = [
      EventFilter(), EventFilter(service: "web"),
      EventFilter(since: .at(10, 0), until: .at(11, 0), service: "web"),
    ]
    for filter in filters {
      let plan = try reader.plan(of: view, filter)
      #expect(!plan.isEmpty)
      #expect(
        plan.allSatisfy { !$0.contains("TEMP B-TREE") && !$0.contains("AUTOMATIC") }, "\(plan)")
    }
  }

  @Test func `counts by outcome close with the events`() throws {
    let file = try filled()
    var all: [OutcomeSeries] = []
    try file.reader().outcomes(EventFilter()) {
      all.append($0)
      return true
    }
    #expect(all.map(\.service) == ["api", "web", "team/app"])
    #expect(all.map { $0.lines.map { $0.counts.reduce(0, +) } } == [[30], [120], [1]])
    #expect(all[1].minutes.count == 60)
    #expect(
      all[1].lines.first
        == .init(
          outcome: "success", reason: "a", counts: Array(repeating: 2, count: 60)))
  }

  @Test func `a service of events without a time is known`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var step = BuildStep(
      key: StepKey(provider: "p", run: "r", job: "j", number: 1), origin: .record,
      outcome: .failure)
    step.repository = "team/app"
    try writer.store([.steps([step])], as: "ci.log", service: "ci")
    try writer.finish()
    #expect(try file.reader().services().contains("team/app"))
    #expect(try ids(file, .steps, EventFilter(service: "team/app")).count == 1)
  }

  @Test func `only whole minutes are counted`() throws {
    let file = try filled()
    var minutes: [Timestamp] = []
    let filter = EventFilter(since: .at(11, 5, 1), until: .at(11, 8, 59), service: "api")
    try file.reader().outcomes(filter) {
      minutes += $0.minutes
      return true
    }
    #expect(minutes == [.at(11, 6), .at(11, 7)])
  }
}
