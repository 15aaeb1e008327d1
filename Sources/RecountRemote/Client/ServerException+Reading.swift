// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension ServerException {
  /// Finds what an engine said in the end of an answer; nil when it said nothing.
  ///
  /// Old engines write `Code: 60, e.displayText() = DB::Exception: …, e.what() = DB::Exception`, new
  /// ones `Code: 60. DB::Exception: … (UNKNOWN_TABLE) (version …)`. The last one counts, as rows before
  /// it are data that may say anything; a number alone, without the words, is data too.
  init?(in text: String) {
    guard let start = text.lastRange(of: "Code: ") else { return nil }
    let digits = text[start...].dropFirst(6).prefix { $0.isASCII && $0.isNumber }
    guard let code = Int(digits), code > 0, text[start...].contains("DB::") else { return nil }
    self.init(code: code, text: ServerException.words(String(text[start...])))
  }

  private static func words(_ text: String) -> String {
    var words = text
    for end in [", e.what()", " (version ", "\nStack trace"] {
      if let cut = words.firstRange(of: end) { words = String(words[..<cut.lowerBound]) }
    }
    // Errors of shards hold the errors of the shards; the first says what went wrong.
    if let cut = words.firstRange(of: "Exception: ") {
      words = String(words[cut.upperBound...])
    }
    return bounded(words)
  }

  /// The error that the number stands for.
  ///
  /// Source: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
  func error(_ context: StatementContext) -> RemoteError {
    switch code {
    case 192, 193, 194, 516: .wrongCredentials(user: context.user)
    case 164, 195, 291, 452, 497: .notPermitted(self)
    case 81: .unknownDatabase(self)
    case 60: .unknownTable(self)
    case 8, 10, 16, 47: .unknownColumn(self)
    case 159, 160: .timedOut(seconds: context.limits.seconds, by: .engine)
    case 158, 307, 396: context.resultLimit
    case 241: .serverMemory(self)
    case 202: .busy(self)
    case 209, 210, 279: .shardUnavailable(self)
    case 394: .cancelled
    default: .server(self)
    }
  }
}

/// What is known about a statement when it fails.
struct StatementContext: Sendable {
  var statement: String
  var user: String
  var limits: RemoteLimits

  var resultLimit: RemoteError {
    .resultLimit(statement: statement, rows: limits.resultRows, bytes: limits.resultBytes)
  }
}

extension String {
  /// Where a text begins for the last time.
  fileprivate func lastRange(of text: String) -> Index? {
    ranges(of: text).last?.lowerBound
  }
}
