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
  /// Where nginx lists the addresses of the attempts upstream.
  var upstreamAddresses = ByteRange.absent
  var hasServer = true
  /// Whether HAProxy's timers were read one by one, so that it is known which were reached.
  var knowsTimers = false
  /// Whether Envoy names the host that it asked; nil where that was not looked at.
  var namesHost: Bool?
  /// Whether the client left before the end of the answer.
  var wasAborted = false
  /// HAProxy's termination state, or Envoy's details of the response.
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
        program.knowsUpstream ? nginxCause(bytes, fields.status) : statusCause(fields.status)
    case .envoy: decideEnvoy(bytes, program, into: &fields)
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

  private func nginxCause(_ bytes: Span<UInt8>, _ status: Int16) -> Cause {
    NginxUpstream.cause(bytes, status, hasAnswer: hasAnswer, addresses: upstreamAddresses)
  }

  // MARK: - Envoy

  private func decideEnvoy(
    _ bytes: Span<UInt8>, _ program: PatternProgram, into fields: inout RequestFields
  ) {
    // The authority is what Envoy knows of the service, as in its built-in format.
    if fields.service.isEmpty { fields.service = fields.host }
    var cause = EnvoyCause()
    cause.flags = flags
    cause.details = termination
    cause.namesHost = namesHost
    if fields.status == 0 {
      cause.knowsRequest = program.steps.contains {
        $0.meaning == .method || $0.meaning == .target || $0.meaning == .httpVersion
      }
    }
    cause.decide(bytes, into: &fields)
  }

  // MARK: - HAProxy

  /// The two first letters of the termination state: who ended the session, and in which phase.
  ///
  /// Source: https://docs.haproxy.org/3.0/configuration.html, "Session state at disconnection"
  private func decideHAProxy(
    _ bytes: Span<UInt8>, hasStatus: Bool, into fields: inout RequestFields
  ) {
    dropBadRequest(bytes, &fields)
    guard termination.count >= 2 else {
      fields.cause = statusCause(fields.status)
      return
    }
    let who = bytes[Int(termination.start)]
    let phase = bytes[Int(termination.start) + 1]
    if hasStatus, !knowsTimers, isBeforeAnswer(phase) {
      // What was added up is the time of the connection alone.
      fields.upstreamDuration = RequestColumns.absentNumber
    }
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

  /// HAProxy writes `<BADREQ>` for a request, or each part of one, that it could not read.
  private func dropBadRequest(_ bytes: Span<UInt8>, _ fields: inout RequestFields) {
    if bytes.equals(fields.target, "<BADREQ>") { fields.target = .absent }
    if bytes.equals(fields.method, "<BADREQ>") { fields.method = .absent }
    if bytes.equals(fields.query, "<BADREQ>") { fields.query = .absent }
    if bytes.equals(fields.httpVersion, "<BADREQ>") { fields.httpVersion = .absent }
  }

  /// Whether the session ended before the headers of the answer were complete: in the phase of the
  /// request, the queue, the connection or the headers.
  private func isBeforeAnswer(_ phase: UInt8) -> Bool {
    phase == 0x52 || phase == 0x51 || phase == 0x43 || phase == 0x48
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
      return status == 429
        ? .rateLimit : status == 401 || status == 403 ? .auth : .protocolError
    case ("P", "H"), ("P", "D"): return .protocolError
    case ("-", "-"):
      if (500...599).contains(status) { return .appError }
      return statusCause(status)
    default: return statusCause(status)
    }
  }
}
