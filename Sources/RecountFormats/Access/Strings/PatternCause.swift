// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Decides on outcome and cause by all that a format says of them.
///
/// The words are those of the fixed formats, so that a format string and the built-in format for the
/// same lines count alike.
struct PatternCause {
  /// Whose vocabulary tells the cause.
  enum Rule: UInt8, Hashable, Sendable {
    case status, nginx, haproxy, envoy
  }

  /// Whether an upstream answered, for formats that tell.
  var hasAnswer = false
  var hasServer = true
  /// Whether the client left before the end of the answer.
  var wasAborted = false
  var termination = ByteRange.absent
  var flags = ByteRange.absent

  @inline(__always)
  mutating func reset() {
    self = PatternCause()
  }

  @inline(__always)
  func decide(_ bytes: Span<UInt8>, _ program: PatternProgram, into fields: inout RequestFields) {
    fields.outcome = .ofStatus(fields.status)
    switch program.traits.causes {
    case .status:
      fields.cause = statusCause(fields.status)
      if wasAborted { fields.cause = .clientAbort }
    case .nginx:
      fields.cause =
        program.knowsUpstream ? nginxCause(fields.status) : statusCause(fields.status)
    case .envoy: decideEnvoy(bytes, into: &fields)
    case .haproxy: decideHAProxy(bytes, hasStatus: program.hasStatus, into: &fields)
    }
  }

  private func statusCause(_ status: Int16) -> Cause {
    switch status {
    case 499: .clientAbort
    case 429: .rateLimit
    default: .none
    }
  }

  private func nginxCause(_ status: Int16) -> Cause {
    switch status {
    case 499: .clientAbort
    case 429: .rateLimit
    case 502: hasAnswer ? .backendReset : .noBackend
    case 503: hasAnswer ? .appError : .overload
    case 504: .backendTimeout
    case 500...599: hasAnswer ? .appError : .none
    default: .none
    }
  }

  // MARK: - Envoy

  /// A code of 0 means that no response was sent: the client had left, or the upstream never answered.
  private func decideEnvoy(_ bytes: Span<UInt8>, into fields: inout RequestFields) {
    // The authority is what Envoy knows of the service, as in its built-in format.
    if fields.service.isEmpty { fields.service = fields.host }
    let cause = flags.isEmpty ? Cause.none : EnvoyFlags.cause(bytes, flags)
    if fields.status == 0 {
      fields.outcome = cause == .none || cause == .clientAbort ? .cancelled : .error
    }
    fields.cause =
      switch (cause, fields.status) {
      case (.none, 0), (.none, 499): .clientAbort
      case (.none, 429): .rateLimit
      case (.none, 500...599): .appError
      default: cause
      }
  }

  // MARK: - HAProxy

  /// The two first letters of the termination state: who ended the session, and in which phase.
  ///
  /// Source: https://docs.haproxy.org/3.0/configuration.html, "Session state at disconnection"
  private func decideHAProxy(
    _ bytes: Span<UInt8>, hasStatus: Bool, into fields: inout RequestFields
  ) {
    guard termination.count >= 2 else {
      fields.cause = statusCause(fields.status)
      return
    }
    let who = bytes[Int(termination.start)]
    let phase = bytes[Int(termination.start) + 1]
    fields.cause = haproxyCause(who, phase, fields.status)
    guard fields.status == 0 else { return }
    if who == 0x43 || who == 0x63 {
      fields.outcome = .cancelled
    } else if who == 0x2D {
      // A TCP session has no status, and this is its success; a request should have had one.
      fields.outcome = hasStatus ? .cancelled : .success
    } else {
      fields.outcome = who == 0x73 ? .timeout : .error
    }
  }

  private func haproxyCause(_ who: UInt8, _ phase: UInt8, _ status: Int16) -> Cause {
    switch (Unicode.Scalar(who), Unicode.Scalar(phase)) {
    case ("C", "Q"), ("s", "Q"), ("P", "C"), ("R", "C"): return .overload
    case ("C", _), ("c", _): return .clientAbort
    case ("S", "C"): return hasServer ? .connectRefused : .noBackend
    case ("s", "C"): return .connectTimeout
    case ("S", "H"), ("S", "D"): return .backendReset
    case ("s", "H"), ("s", "D"): return .backendTimeout
    case ("P", "R"):
      return status == 429 ? .rateLimit : status == 401 || status == 403 ? .auth : .none
    case ("P", "H"), ("P", "D"): return .protocolError
    case ("-", "-"):
      if (500...599).contains(status) { return .appError }
      return statusCause(status)
    default: return statusCause(status)
    }
  }
}
