// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The normalised result of a request, step, job or run.
package enum Outcome: UInt8, CaseIterable, Sendable {
  case success, failure, error, timeout, cancelled, skipped

  /// The word in the case file, JSON and prose.
  package var name: String {
    switch self {
    case .success: "success"
    case .failure: "failure"
    case .error: "error"
    case .timeout: "timeout"
    case .cancelled: "cancelled"
    case .skipped: "skipped"
    }
  }

  package init?(name: String) {
    guard let found = Outcome.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Failed = {failure, error, timeout}; cancelled and skipped are counted apart.
  package var isFailed: Bool {
    switch self {
    case .failure, .error, .timeout: true
    case .success, .cancelled, .skipped: false
    }
  }

  /// Whether the event counts towards the exposure of a rate.
  ///
  /// A skipped step was never tried, so it is no trial; a cancelled one was.
  package var isTrial: Bool { self != .skipped }
}

/// Whose failure a failed step is.
package enum FailureClass: UInt8, CaseIterable, Sendable {
  case infrastructure, code, test, timeout, cancelled, unknown

  /// The word in the case file, JSON and prose.
  package var name: String {
    switch self {
    case .infrastructure: "infrastructure"
    case .code: "code"
    case .test: "test"
    case .timeout: "timeout"
    case .cancelled: "cancelled"
    case .unknown: "unknown"
    }
  }
}

/// What is being counted.
package enum EventUnit: UInt8, CaseIterable, Sendable {
  case request, step, message

  /// The singular word in the case file and in JSON.
  package var name: String {
    switch self {
    case .request: "request"
    case .step: "step"
    case .message: "message"
    }
  }

  /// The word for `count` of them in prose.
  package func noun(_ count: Int64) -> String {
    count == 1 ? name : name + "s"
  }
}
