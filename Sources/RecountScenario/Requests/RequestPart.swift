// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The access log of one service over one day.
struct RequestPart: Sendable {
  private static let flushLength = 512 * 1024

  let service: ScenarioService
  let load: ServiceLoad
  let catalog: TrafficCatalog
  /// Minutes of the span that belong to the day.
  let minutes: Range<Int>
  /// Relative to the case folder.
  let path: String
  let compressionLevel: Int

  func write(to folder: String) throws(ScenarioError) -> PartTruth {
    switch service.format {
    case .nginx: try write(NginxLineWriter.self, to: folder)
    case .ecs: try write(ECSLineWriter.self, to: folder)
    case .envoy: try write(EnvoyLineWriter.self, to: folder)
    case .alb: try write(LoadBalancerLineWriter.self, to: folder)
    case .vhost: try write(VirtualHostLineWriter.self, to: folder)
    case .bitbucketSteps:
      throw .invalid(key: service.name, problem: "steps are no requests")
    }
  }

  /// Writes lines in the order in which requests end.
  ///
  /// Requests that end after the day's last minute stay in the day's file: a server that rotates
  /// gracefully lets its old workers finish.
  private func write<Writer: RequestLineWriter>(
    _: Writer.Type, to folder: String
  ) throws(ScenarioError) -> PartTruth {
    let gzip = try GzipWriter(path: folder + "/" + path, level: compressionLevel)
    let composer = RequestComposer(catalog: catalog, format: service.format)
    var writer = Writer(catalog: catalog, service: service.name)
    var buffer = ByteBuffer(capacity: RequestPart.flushLength + 64 * 1024)
    var truth = PartTruth(service: service.name, firstMinute: minutes.lowerBound)
    var drafts: [ServiceLoad.Draft] = []
    var open: [RequestEvent] = []
    var lines = 0
    for index in minutes {
      let minute = load.draw(minute: index, into: &drafts)
      var count = MinuteCount()
      for draft in drafts {
        let verdict = composer.compose(draft, in: minute)
        count.total += 1
        if verdict.isFailed { count.failed += 1 }
        if verdict.isFailedAnyway { count.failedAnyway += 1 }
        open.append(verdict.event)
      }
      truth.minutes.append(count)
      open.sort(by: RequestEvent.isWritten)
      let nextStart = minute.start.microseconds + TimeSpan.minute.microseconds
      let isLast = index == minutes.upperBound - 1
      let writable = isLast ? open.count : open.firstIndex { $0.end >= nextStart } ?? open.count
      for event in open[..<writable] {
        writer.append(event, to: &buffer)
        if buffer.count >= RequestPart.flushLength { try gzip.write(draining: &buffer) }
      }
      lines += writable
      open.removeFirst(writable)
    }
    try gzip.write(draining: &buffer)
    try gzip.finish()
    truth.files = [FileTruth(path: path, lines: lines, events: lines)]
    return truth
  }
}
