// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Turns the elements of a format into the steps of a matcher, or says why they are none.
struct PatternCompiler {
  private let source: PatternSource
  private let elements: [LinePattern.Element]
  private var program = PatternProgram()
  /// Fields, by their place among the elements, whose value is taken.
  private var taken: Set<Int> = []

  init(_ source: PatternSource, _ elements: [LinePattern.Element]) {
    self.source = source
    self.elements = elements
  }

  mutating func compile() throws(FormatStringError) -> PatternProgram {
    guard !elements.isEmpty else { throw FormatStringError(.empty) }
    try checkLiterals()
    program.traits = source.traits
    try choose()
    var quotes = 0
    var skipsBlanks = false
    for (index, element) in elements.enumerated() {
      switch element {
      case .literal(let bytes):
        if program.steps.isEmpty { program.opening += bytes }
        quotes += bytes.count { $0 == 0x22 }
      case .blanks: skipsBlanks = true
      case .field(let field):
        try append(field, at: index, isQuoted: !quotes.isMultiple(of: 2), skipsBlanks)
        skipsBlanks = false
      }
    }
    if !program.steps.isEmpty { program.steps[program.steps.count - 1].isLast = true }
    return program
  }

  /// Quotes come in pairs, and a record is one line.
  private func checkLiterals() throws(FormatStringError) {
    var quotes = 0
    for case .literal(let bytes) in elements {
      quotes += bytes.count { $0 == 0x22 }
      if bytes.contains(0x0A) { throw FormatStringError(.severalLines) }
    }
    guard quotes.isMultiple(of: 2) else { throw FormatStringError(.unterminatedQuote) }
  }

  // MARK: - Which fields count

  /// Takes one field for each column, and the times that together give a stamp.
  private mutating func choose() throws(FormatStringError) {
    var fields: [(place: Int, field: PatternField)] = []
    for case (let place, .field(let field)) in elements.enumerated() {
      fields.append((place, field))
    }
    fields.sort { ($0.field.rank, $0.place) < ($1.field.rank, $1.place) }
    var columns: Set<PatternField.Kind.Column> = []
    for (place, field) in fields {
      let own = field.kind.columns
      guard own.isEmpty || !own.allSatisfy(columns.contains) else { continue }
      columns.formUnion(own)
      taken.insert(place)
    }
    try chooseTimes(fields)
    program.hasStatus = columns.contains(.status)
    program.knowsUpstream =
      columns.contains(.upstreamTimes) || columns.contains(.upstreamStatuses)
    guard program.hasStatus || columns.contains(.termination) else {
      throw FormatStringError(.missingStatus(source.statusFields))
    }
  }

  /// A time that gives date and clock stands alone, and fractions and zones complete it; else dates
  /// and clocks are added up.
  private mutating func chooseTimes(
    _ fields: [(place: Int, field: PatternField)]
  ) throws(FormatStringError) {
    var times: [(place: Int, gives: TimeForm.Gives)] = []
    for (place, field) in fields {
      if case .time(let form) = field.kind { times.append((place, form.gives)) }
    }
    var have: TimeForm.Gives = []
    if let whole = times.first(where: { $0.gives.isSuperset(of: .moment) }) { have = whole.gives }
    let whole = times.first { $0.gives.isSuperset(of: .moment) }?.place
    for (place, gives) in times where place != whole {
      if gives.isDisjoint(with: have) { have.formUnion(gives) } else { taken.remove(place) }
    }
    guard !times.isEmpty, !have.isDisjoint(with: .moment) else {
      throw FormatStringError(.missingTime(source.timeFields))
    }
    guard have.contains(.date) else {
      throw FormatStringError(.incompleteTime(has: "a time of day", lacks: "a date"))
    }
    guard have.contains(.clock) else {
      throw FormatStringError(.incompleteTime(has: "a date", lacks: "a time of day"))
    }
  }

  // MARK: - Steps

  private mutating func append(
    _ field: PatternField, at index: Int, isQuoted: Bool, _ skipsBlanks: Bool
  ) throws(FormatStringError) {
    var step = PatternStep()
    step.skipsBlanks = skipsBlanks
    let isTaken = taken.contains(index)
    step.isTaken = isTaken
    setMeaning(field, isTaken, of: &step)
    let literal = try setCut(field, at: index, isQuoted, of: &step)
    step.literal = ByteRange(program.literals.count, program.literals.count + literal.count)
    program.literals += literal
    program.steps.append(step)
    program.fields.append(field)
  }

  /// Decides how the value is cut, and gives the literal that ends it.
  private func setCut(
    _ field: PatternField, at index: Int, _ isQuoted: Bool, of step: inout PatternStep
  ) throws(FormatStringError) -> [UInt8] {
    step.cut =
      switch field.syntax {
      case .text: .text
      case .list: .list
      case .time: .time
      case .braces: .braces
      }
    let endsItself = step.cut == .time || step.cut == .braces
    switch element(index + 1) {
    case .literal(let literal)?:
      if !endsItself {
        step.follower = follower(at: index + 2)
        if isQuoted, literal.first == 0x22 { step.cut = .quoted }
      }
      return literal
    case .blanks?:
      // A list may hold spaces itself, and is over behind the one that no comma precedes.
      if step.cut == .list { return [0x20] }
      if !endsItself { step.cut = .untilBlank }
      return []
    case nil:
      if !endsItself {
        step.cut = source.traits.isOpen && field.kind.isNumber ? .untilSpace : .rest
      }
      return []
    case .field(let next)?:
      if endsItself { return [] }
      if let width = field.width {
        step.cut = .fixed
        step.width = Int32(width)
        return []
      }
      guard let width = next.width, let literal = literal(at: index + 2) else {
        throw FormatStringError(.adjacentFields(field.name, next.name), at: next.offset)
      }
      step.cut = .beforeFixed
      step.width = Int32(width)
      return literal
    }
  }

  private func element(_ index: Int) -> LinePattern.Element? {
    index < elements.count ? elements[index] : nil
  }

  private func literal(at index: Int) -> [UInt8]? {
    if case .literal(let bytes)? = element(index) { bytes } else { nil }
  }

  /// A user may hold what precedes a time, and a request what precedes a status, but not both.
  private func follower(at index: Int) -> PatternStep.Follower {
    guard case .field(let next)? = element(index) else { return .anything }
    switch next.kind {
    case .time(let form): return form.beginsWithDigit ? .digit : .anything
    case .status: return .digitOrDash
    default: return .anything
    }
  }

  private mutating func setMeaning(
    _ field: PatternField, _ isTaken: Bool, of step: inout PatternStep
  ) {
    step.meaning = isTaken ? PatternStep.Meaning(field.kind) : .kept
    switch field.kind {
    case .time(let form):
      step.meaning = .none
      step.timeForm = form.reader
      let start = program.timeParts.count
      program.timeParts += form.parts
      step.timeParts = ByteRange(start, program.timeParts.count)
    case .duration(let unit), .upstreamDuration(let unit): step.scale = unit.rawValue
    default: break
    }
  }
}

extension PatternStep.Meaning {
  init(_ kind: PatternField.Kind) {
    self =
      switch kind {
      case .kept, .scheme, .port, .questionMark: .kept
      case .skipped, .time: .none
      case .timeRest(isFraction: true): .timeFraction
      case .timeRest(isFraction: false): .timeZone
      case .client(hasPort: false): .client
      case .client(hasPort: true): .clientWithPort
      case .clientList: .clientList
      case .user: .user
      case .agent: .agent
      case .referrer: .referrer
      case .host: .host
      case .service: .service
      case .trace: .trace
      case .request: .request
      case .method: .method
      case .target: .target
      case .query: .query
      case .httpVersion: .httpVersion
      case .hostAndTarget: .hostAndTarget
      case .status: .status
      case .size(dashIsZero: false): .size
      case .size(dashIsZero: true): .sizeOrDash
      case .duration: .duration
      case .upstreamDuration: .upstreamDuration
      case .upstreamTimes: .upstreamTimes
      case .upstreamStatuses: .upstreamStatuses
      case .termination: .termination
      case .server: .server
      case .flags: .flags
      case .connection: .connection
      }
  }
}
