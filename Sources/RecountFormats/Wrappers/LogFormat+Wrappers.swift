// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  /// This format in wrappers, the outermost first; nil for one whose lines are no events of their own,
  /// and for too many levels.
  ///
  /// Its name is a path such as `docker-json/nginx-timed`.
  package func wrapped(in kinds: [WrapperKind]) -> LogFormat? {
    guard family == .access, !isDocument, kinds.count <= WrapperKind.maxDepth else { return nil }
    if kinds.isEmpty { return self }
    let makeInner = makeParser
    let makeParser: @Sendable (ParserContext) -> any EventParser = { context in
      let isNamed =
        kinds.contains(where: \.namesServices)
        || kinds.contains(where: \.isContainerFile)
          && WrapperServices.name(path: context.path) != nil
      let services = WrapperServices(areGiven: isNamed, year: context.year)
      return kinds.reversed().reduce(makeInner(context)) {
        $1.parser(around: $0, services, path: context.path)
      }
    }
    return LogFormat(
      name: (kinds.map(\.rawValue) + [name]).joined(separator: "/"),
      title: "\(title) in \(kinds.reversed().map(\.title).joined(separator: " in "))",
      family: family, stamp: stamp, specificity: specificity,
      linesStandAlone: linesStandAlone && !kinds.contains(where: \.joinsLines),
      statesUpstream: statesUpstream, notes: notes,
      examples: [], refusals: [],
      matches: { line in
        var events = EventBatch()
        let batch = LineBatch(bytes: line, starts: [0], ends: [Int32(clamping: line.count)])
        let parser = makeParser(ParserContext(path: ""))
        parser.parse(batch, into: &events)
        parser.finish(into: &events)
        return events.tally.events > 0
      },
      makeParser: makeParser, inside: Inside(wrappers: kinds, format: self))
  }
}
