// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A line format that somebody described: literal bytes and typed fields, `{time} {client} "{request}"`.
///
/// It is compiled to the form that format strings have, with their manners: literals are compared, a
/// line is read in one pass, and two fields with nothing between them are refused.
package struct OwnPattern: Sendable {
  /// What a field means, by the word for it.
  package enum FieldType: String, CaseIterable, Sendable {
    case time, client, clients, user, agent, referrer, host, port, service, trace
    case request, method, path, query, `protocol`, status, bytes, duration
    case upstreamDuration = "upstream_duration"
    case upstreamTimes = "upstream_times"
    case upstreamStatuses = "upstream_statuses"
    /// Kept, and not understood.
    case text
    /// Read over.
    case skip
  }

  /// Units of durations.
  package enum Unit: String, CaseIterable, Sendable {
    case s, ms, us, ns
  }

  package struct Field: Sendable {
    package var type: FieldType
    /// How a time is written: `common`, `iso`, `epoch`, or letters of `strftime`.
    package var form = "iso"
    package var unit = Unit.s
    /// Bytes that the value always has.
    package var width: Int?

    package init(_ type: FieldType) {
      self.type = type
    }
  }

  package enum Escape: String, CaseIterable, Sendable {
    case backslash, json, none
  }

  package var name: String
  package var title: String
  package var notes = ""
  package var pattern: String
  /// Fields by their names; one that is called like a type needs no entry.
  package var fields: [String: Field] = [:]
  package var stamp = StampKind.end
  /// Whether stamps without a zone are UTC.
  package var isUTC = false
  package var escape = Escape.backslash
  /// Whether anything may follow the last element.
  package var isOpen = false

  package init(name: String, title: String, pattern: String) {
    self.name = name
    self.title = title
    self.pattern = pattern
  }

  /// The format with `examples` for its page.
  ///
  /// An error's offset is a byte of the pattern.
  package func format(
    examples: [LogFormat.Example] = [], refusals: [LogFormat.Refusal] = []
  ) -> Result<LogFormat, FormatStringError> {
    do throws(FormatStringError) {
      let pattern = try LinePattern(try source())
      let program = pattern.program
      return .success(
        LogFormat(
          name: name, title: title, family: .access, stamp: stamp, specificity: 0.95,
          linesStandAlone: true, notes: notes.isEmpty ? "Described by its pattern." : notes,
          examples: examples, refusals: refusals, matches: { pattern.matches($0) },
          makeParser: { RequestParser(PatternFormat(program), $0) }, pattern: pattern))
    } catch {
      return .failure(error)
    }
  }

  // MARK: - Reading

  private func source() throws(FormatStringError) -> PatternSource {
    var source = PatternSource()
    source.traits.stamp = stamp
    source.traits.isUTC = isUTC
    source.traits.isOpen = isOpen
    source.traits.escape =
      switch escape {
      case .backslash: .backslash
      case .json: .json
      case .none: .none
      }
    source.timeFields = ["{time}"]
    source.statusFields = ["{status}"]
    var text = FormatText(Array(pattern.utf8))
    while let byte = text.take() {
      switch byte {
      case 0x7B where text.take(0x7B): source.append([0x7B])
      case 0x7D:
        guard text.take(0x7D) else {
          throw FormatStringError(.loneBrace, at: text.index - 1)
        }
        source.append([0x7D])
      case 0x7B:
        let start = text.index - 1
        guard let name = text.take(through: 0x7D) else { throw text.unterminated(from: start) }
        if name == [0x20] {
          source.elements.append(.blanks)
        } else {
          source.append(try field(String(decoding: name, as: UTF8.self), at: start))
        }
      default: source.append([byte])
      }
    }
    if knowsUpstream { source.traits.causes = .nginx }
    return source
  }

  /// Whether upstreams tell who made a status.
  private var knowsUpstream: Bool {
    let types = fields.values.map(\.type)
    return types.contains(.upstreamTimes) || types.contains(.upstreamStatuses)
      || pattern.contains("{upstream_times}") || pattern.contains("{upstream_statuses}")
  }

  private func field(
    _ name: String, at offset: Int
  ) throws(FormatStringError) -> PatternField {
    guard let described = fields[name] ?? FieldType(rawValue: name).map(Field.init) else {
      throw FormatStringError(.unknownField("{\(name)}"), at: offset)
    }
    var field = PatternField(name: "{\(name)}", key: name, kind: .kept)
    field.offset = offset
    field.width = described.width
    field.kind = kind(described)
    switch described.type {
    case .time:
      field.syntax = .time
      do throws(FormatStringError) {
        field.kind = .time(try timeForm(described.form))
      } catch {
        throw FormatStringError(error.problem, at: offset)
      }
    case .clients, .upstreamTimes, .upstreamStatuses: field.syntax = .list
    default: break
    }
    return field
  }

  private func timeForm(_ form: String) throws(FormatStringError) -> TimeForm {
    switch form {
    case "common": .commonLog
    case "iso": .iso
    case "epoch": TimeForm([.epochDecimal])
    default: try TimeForm(format: Array(form.utf8), .envoy)
    }
  }

  private func kind(_ field: Field) -> PatternField.Kind {
    let unit: PatternField.DurationUnit =
      switch field.unit {
      case .s: .seconds
      case .ms: .milliseconds
      case .us: .microseconds
      case .ns: .nanoseconds
      }
    switch field.type {
    case .time, .skip: return .skipped
    case .client: return .client(hasPort: false)
    case .clients: return .clientList
    case .user: return .user
    case .agent: return .agent
    case .referrer: return .referrer
    case .host: return .host
    case .port: return .port
    case .service: return .service
    case .trace: return .trace
    case .request: return .request
    case .method: return .method
    case .path: return .target
    case .query: return .query
    case .protocol: return .httpVersion
    case .status: return .status
    case .bytes: return .size(dashIsZero: false)
    case .duration: return .duration(unit)
    case .upstreamDuration: return .upstreamDuration(unit)
    case .upstreamTimes: return .upstreamTimes
    case .upstreamStatuses: return .upstreamStatuses
    case .text: return .kept
    }
  }
}
