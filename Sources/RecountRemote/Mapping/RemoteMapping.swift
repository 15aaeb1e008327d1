// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How the columns of a remote table say what Recount counts: one expression of the engine per field.
///
/// Texts are strings and never NULL for long: every one is wrapped in `coalesce(…, '')`. Numbers are
/// whole. The expressions may use functions of the engine; all that Recount adds around them is in
/// its portable subset.
package struct RemoteMapping: Hashable, Sendable {
  /// Where the outcome of a row comes from.
  package enum OutcomeRule: Hashable, Sendable {
    /// From the status, by the rules of access logs; status 0 is a client that left.
    case status
    /// From the status where there is one, else failed where the expression is true.
    case statusOrFailed(String)
    /// The expression gives the number of an `Outcome`.
    case number(String)
  }

  /// Where the cause of a row comes from.
  package enum CauseRule: Hashable, Sendable {
    /// From the status: `rate_limit` for 429, `client_abort` for 499 and 460, else none.
    case status
    /// The expression gives a word of the cause table, or an empty text.
    case text(String)
  }

  /// A value by which failures can be told apart.
  package struct Dimension: Hashable, Sendable {
    package var name: String
    package var expression: String

    package init(_ name: String, _ expression: String) {
      self.name = name
      self.expression = expression
    }
  }

  package var name: String
  /// The end of the request, or its stamp where no end is known: microseconds since the epoch.
  package var time: String
  /// A condition on raw columns that lets an engine skip data; it must not exclude a row in range.
  ///
  /// `{start_us}`, `{end_us}`, `{start_s}` and `{end_s}` stand for the range, the last rounded up.
  package var prefilter: String?
  /// Which rows are events; all of them without one.
  package var filter: String?
  package var service: String
  /// HTTP status, 0 for none.
  package var status: String?
  /// Microseconds, negative for none.
  package var duration: String?
  package var outcome: OutcomeRule
  package var cause: CauseRule
  package var route: String?
  package var trace: String?
  /// The line or message of a row: what signatures are mined from.
  package var text: String?
  package var dimensions: [Dimension]

  package init(
    name: String, time: String, prefilter: String? = nil, filter: String? = nil, service: String,
    status: String? = nil, duration: String? = nil, outcome: OutcomeRule = .status,
    cause: CauseRule = .status, route: String? = nil, trace: String? = nil, text: String? = nil,
    dimensions: [Dimension] = []
  ) {
    self.name = name
    self.time = time
    self.prefilter = prefilter
    self.filter = filter
    self.service = service
    self.status = status
    self.duration = duration
    self.outcome = outcome
    self.cause = cause
    self.route = route
    self.trace = trace
    self.text = text
    self.dimensions = dimensions
  }

  /// The same with one name for all rows, for tables that hold a single service.
  package func named(service: String) -> RemoteMapping {
    var mapping = self
    mapping.service = SQLText.literal(service)
    return mapping
  }

  // MARK: - Validation

  /// Throws for the first field that cannot be used.
  package func validate() throws(RemoteConfigurationError) {
    for (field, expression) in expressions {
      if let fault = SQLExpression.fault(expression) {
        throw .expression(field: field, fault)
      }
    }
    var seen: Set<String> = []
    for dimension in dimensions {
      guard RemoteMapping.isDimensionName(dimension.name), seen.insert(dimension.name).inserted
      else { throw .dimension(dimension.name) }
    }
    switch (outcome, status) {
    case (.number, _), (_, _?): break
    case (.statusOrFailed, nil): break
    case (.status, nil): throw .missing(field: "status, from which outcomes are to be told")
    }
  }

  /// All expressions with the names of their fields.
  private var expressions: [(field: String, expression: String)] {
    var all = [("time", time), ("service", service)]
    let optional = [
      ("prefilter", prefilter), ("filter", filter), ("status", status), ("duration", duration),
      ("route", route), ("trace", trace), ("text", text),
    ]
    for (field, expression) in optional {
      if let expression { all.append((field, expression)) }
    }
    switch outcome {
    case .status: break
    case .statusOrFailed(let expression): all.append(("failed", expression))
    case .number(let expression): all.append(("outcome", expression))
    }
    if case .text(let expression) = cause { all.append(("cause", expression)) }
    return all + dimensions.map { ("dimension " + $0.name, $0.expression) }
  }

  /// Columns that answers have besides dimensions.
  private static let columnNames: Set<String> = ["part", "bin_us", "failed", "n"]

  /// Small letters, digits and `_`, beginning with a letter, and no name of another column.
  private static func isDimensionName(_ name: String) -> Bool {
    guard !columnNames.contains(name), let first = name.utf8.first, (0x61...0x7A).contains(first),
      name.utf8.count <= 64
    else {
      return false
    }
    return name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
  }
}
