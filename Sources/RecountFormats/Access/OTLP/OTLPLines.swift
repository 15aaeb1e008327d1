// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Walks the batches of OTLP's file lines down to their spans and log records.
struct OTLPLines: RequestListFormat {
  /// The lists on each level, those of spans, of spans by their old name, and of log records.
  private static let resources = ["resourceSpans", "resourceLogs", "resourceMetrics"].map(hash)
  private static let scopes = ["scopeSpans", "instrumentationLibrarySpans", "scopeLogs"].map(hash)
  private static let records = ["spans", "logRecords"].map(hash)
  private static let resourceAttributes = JSONScanner.hash("resource.attributes")
  private static let attributes = JSONScanner.hash("attributes")
  private static let key = JSONScanner.hash("key")
  private static let values = [
    JSONScanner.hash("value.stringValue"), JSONScanner.hash("value.intValue"),
    JSONScanner.hash("value.doubleValue"),
  ]

  private var scanner = JSONScanner()
  private var reader = MemberReader<OTLPFlavour>()

  init(_ context: ParserContext) {}

  private static func hash(_ name: String) -> UInt64 {
    let name = Array(name.utf8)
    return JSONScanner.hash(name.span, ByteRange(0, name.count))
  }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into sink: inout RequestSink,
    _ events: inout EventBatch
  ) -> RequestLineVerdict {
    guard bytes[range.lowerBound] == 0x7B else { return .rejected(.notThisFormat) }
    guard let lists = arrays(bytes, range, OTLPLines.resources) else {
      return .rejected(.malformedJSON)
    }
    guard !lists.isEmpty else { return .rejected(.notThisFormat) }
    guard let resources = objects(bytes, lists) else { return .rejected(.malformedJSON) }
    // The whole line is walked once before any of it is written: it is taken or refused whole.
    var leaves: [(record: Range<Int>, resource: [JSONScanner.Member])] = []
    for resource in resources {
      guard let lists = resourceLists(bytes, resource),
        let attributes = objects(bytes, lists.attributes),
        let known = knownMembers(bytes, attributes), let scopes = objects(bytes, lists.scopes)
      else { return .rejected(.malformedJSON) }
      for scope in scopes {
        guard let recordLists = arrays(bytes, scope, OTLPLines.records),
          let records = objects(bytes, recordLists), areWhole(bytes, records)
        else { return .rejected(.malformedJSON) }
        for record in records { leaves.append((record, known)) }
      }
    }
    var requests = 0
    for leaf in leaves where read(bytes, leaf.record, leaf.resource, range, &sink, &events) {
      requests += 1
    }
    return .requests(requests)
  }

  /// Hands a span or log record over when it is a request.
  private mutating func read(
    _ bytes: Span<UInt8>, _ record: Range<Int>, _ resource: [JSONScanner.Member],
    _ line: Range<Int>,
    _ sink: inout RequestSink, _ events: inout EventBatch
  ) -> Bool {
    var fields = RequestFields()
    reader.begin(line)
    scanner.begin(record)
    var lists: [Range<Int>] = []
    scan: while true {
      switch scanner.next(bytes) {
      case .malformed, .end: break scan
      case .member(let member):
        if case .array = member.kind, member.path == OTLPLines.attributes {
          lists.append(member.value.range)
        }
        reader.take(bytes, member, into: &fields)
      }
    }
    for attribute in objects(bytes, lists) ?? [] {
      if case .some(let member?) = member(bytes, attribute) {
        reader.take(bytes, member, into: &fields)
      }
    }
    for member in resource { reader.take(bytes, member, into: &fields) }
    guard OTLPFlavour.isServer(bytes, reader.evidence),
      reader.finish(bytes, into: &fields) == nil
    else { return false }
    let decoded = reader.decoded
    if decoded.isEmpty {
      sink.add(fields, bytes, at: record.lowerBound, extra: [], to: &events)
    } else {
      sink.add(fields, decoded.span, at: record.lowerBound, extra: [], to: &events)
    }
    return true
  }

  /// An attribute, `{"key":"http.method","value":{"stringValue":"GET"}}`, as a member with its key
  /// for a path; an absent one when its value is none of text or number, nil when it is broken.
  private mutating func member(
    _ bytes: Span<UInt8>, _ attribute: Range<Int>
  ) -> JSONScanner.Member?? {
    scanner.begin(attribute)
    var path: UInt64?
    var value: JSONScanner.Member?
    while true {
      switch scanner.next(bytes) {
      case .malformed: return nil
      case .end:
        guard let path, var member = value else { return .some(nil) }
        member.path = path
        return .some(member)
      case .member(let member):
        if member.path == OTLPLines.key {
          path = JSONScanner.hash(bytes, member.value)
        } else if OTLPLines.values.contains(member.path) {
          value = member
        }
      }
    }
  }

  /// The members of a resource that each of its records is read with; nil when one is broken.
  ///
  /// A bounded number of them, as there can be thousands of records.
  private mutating func knownMembers(
    _ bytes: Span<UInt8>, _ attributes: [Range<Int>]
  ) -> [JSONScanner.Member]? {
    var known: [JSONScanner.Member] = []
    for attribute in attributes {
      guard let read = member(bytes, attribute) else { return nil }
      if let read, known.count < 16, OTLPFlavour.keys.lookup(read.path) != nil {
        known.append(read)
      }
    }
    return known
  }

  // MARK: - Lists

  /// Where the attributes and the scopes of a resource stand; nil when it is broken.
  private mutating func resourceLists(
    _ bytes: Span<UInt8>, _ resource: Range<Int>
  ) -> (attributes: [Range<Int>], scopes: [Range<Int>])? {
    scanner.begin(resource)
    var attributes: [Range<Int>] = []
    var scopes: [Range<Int>] = []
    while true {
      switch scanner.next(bytes) {
      case .malformed: return nil
      case .end: return (attributes, scopes)
      case .member(let member):
        guard case .array = member.kind else { continue }
        if member.path == OTLPLines.resourceAttributes {
          attributes.append(member.value.range)
        } else if OTLPLines.scopes.contains(member.path) {
          scopes.append(member.value.range)
        }
      }
    }
  }

  /// Where the lists of these names stand in an object; nil when it is broken.
  private mutating func arrays(
    _ bytes: Span<UInt8>, _ object: Range<Int>, _ names: [UInt64]
  ) -> [Range<Int>]? {
    scanner.begin(object)
    var found: [Range<Int>] = []
    while true {
      switch scanner.next(bytes) {
      case .malformed: return nil
      case .end: return found
      case .member(let member):
        if case .array = member.kind, names.contains(member.path) {
          found.append(member.value.range)
        }
      }
    }
  }

  /// The objects of several lists; nil when one is broken.
  private func objects(_ bytes: Span<UInt8>, _ lists: [Range<Int>]) -> [Range<Int>]? {
    var all: [Range<Int>] = []
    for list in lists {
      guard let objects = JSONArray.objects(bytes, list, limit: .max) else { return nil }
      all += objects
    }
    return all
  }

  private mutating func areWhole(_ bytes: Span<UInt8>, _ objects: [Range<Int>]) -> Bool {
    for object in objects where arrays(bytes, object, []) == nil { return false }
    return true
  }
}
