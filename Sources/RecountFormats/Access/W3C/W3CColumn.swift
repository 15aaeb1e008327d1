// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a column of a W3C extended log means.
enum W3CColumn: UInt8 {
  case other, date, time, localDate, localTime, stamp
  case method, stem, query, uri, status, bytes, duration, version
  case client, forwarded, user, agent, referrer, host, viewedHost, site, trace
  case substatus, systemStatus, resultType, reason, action

  /// The column called `name` behind `#Fields:`; IIS, CloudFront, and servers that kept to the draft
  /// of the W3C share most of the names.
  ///
  /// Sources: https://www.w3.org/TR/WD-logfile.html,
  /// https://learn.microsoft.com/windows/win32/http/w3c-logging,
  /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
  init(_ name: String) {
    self = W3CColumn.names[name.lowercased()] ?? .other
  }

  private static let names: [String: W3CColumn] = [
    "date": .date, "time": .time, "date-utc": .date, "time-utc": .time,
    "date-local": .localDate, "time-local": .localTime,
    "timestamp": .stamp, "timestamp(ms)": .stamp,
    "cs-method": .method, "cs-uri-stem": .stem, "cs-uri-query": .query, "cs-uri": .uri,
    "sc-status": .status, "sc-bytes": .bytes, "bytes": .bytes,
    "time-taken": .duration, "timetakenms": .duration,
    "cs-version": .version, "cs-protocol-version": .version,
    "c-ip": .client, "x-forwarded-for": .forwarded, "cs-username": .user, "c-auth-id": .user,
    "cs(user-agent)": .agent, "cs(referer)": .referrer, "cs(referrer)": .referrer,
    "cs-host": .host, "cs(host)": .host, "x-host-header": .viewedHost, "s-sitename": .site,
    "x-edge-request-id": .trace, "x-arr-log-id": .trace, "x-request-id": .trace,
    "sc-substatus": .substatus, "sc-win32-status": .systemStatus,
    "x-edge-detailed-result-type": .resultType, "s-reason": .reason, "sc-action": .action,
  ]
}

/// The columns that a `#Fields:` line names.
struct W3CColumns {
  private(set) var columns: [W3CColumn] = []
  private(set) var hasTime = false
  private(set) var hasDate = false
  private(set) var hasStatus = false
  /// Whether the times are those of a local clock.
  private(set) var isLocal = false
  private(set) var unit = Unit.unknown

  /// What `time-taken` is counted in, as far as the columns tell.
  enum Unit {
    case unknown, milliseconds, seconds
  }

  /// Names are parted by spaces or tabs, even where rows are parted by tabs only.
  init(_ text: ArraySlice<UInt8>) {
    for part in text.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }) {
      let name = String(decoding: part, as: UTF8.self)
      let column = W3CColumn(name)
      columns.append(column)
      switch column {
      case .date, .localDate: hasDate = true
      case .time: hasTime = true
      case .localTime:
        hasTime = true
        isLocal = true
      case .stamp:
        hasTime = true
        hasDate = true
      case .status: hasStatus = true
      case .substatus, .systemStatus: unit = .milliseconds
      case .resultType: unit = .seconds
      default: break
      }
      if name == "x-edge-location" { unit = .seconds }
      if name == "TimeTakenMS" { unit = .milliseconds }
    }
  }

  /// Whether the columns are those of requests: other logs have `#Fields:` too.
  var areOfRequests: Bool {
    let known = columns.contains { column in
      switch column {
      case .method, .stem, .uri, .status: true
      default: false
      }
    }
    return hasTime && known
  }
}
