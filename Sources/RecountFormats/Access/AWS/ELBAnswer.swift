// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Who answered a request at a load balancer of AWS, which tells why it failed.
///
/// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
struct ELBAnswer {
  /// What the balancer did with a request, as far as it matters to the cause.
  enum Action {
    case forwarded
    /// A rule of the listener has a response of its own.
    case answeredByRule
    /// The web application firewall let it no further.
    case stoppedByFirewall
  }

  /// Whether a target was chosen.
  let hasTarget: Bool
  /// Status that the target gave; absent when the balancer answered itself.
  let targetStatus: ByteRange
  let phases: ELBPhases
  var action = Action.forwarded

  /// Sets outcome and cause, and what the line says of the target.
  func decide(_ bytes: Span<UInt8>, into fields: inout RequestFields) {
    fields.outcome = .ofStatus(fields.status)
    fields.cause = cause(bytes, fields.status)
    fields.upstreamStatuses = targetStatus
    if countsTargetTime(fields) { fields.upstreamDuration = phases.target }
  }

  /// Whether the time that the target took is kept.
  ///
  /// A status that the balancer made is its own. Where no cause says that it waited for the target, the
  /// target's time would make that status look like an answer of the target.
  private func countsTargetTime(_ fields: RequestFields) -> Bool {
    switch fields.cause {
    case .none, .auth, .rateLimit: fields.status == 0 || !targetStatus.isEmpty
    default: true
    }
  }

  private func cause(_ bytes: Span<UInt8>, _ status: Int16) -> Cause {
    switch status {
    case 460: .clientAbort
    case 429: .rateLimit
    case 464: .protocolError
    case 561: .auth
    case 401 where targetStatus.isEmpty: .auth
    case 403 where targetStatus.isEmpty && action == .stoppedByFirewall: .auth
    case 500...599: failureCause(bytes, status)
    default: .none
    }
  }

  /// A failure is the target's where its own status is one; else the balancer made it, although the
  /// target may have begun to answer.
  private func failureCause(_ bytes: Span<UInt8>, _ status: Int16) -> Cause {
    if bytes.begins(targetStatus, with: "5") { return .appError }
    // Rules and the firewall answer without asking a target.
    guard action == .forwarded else { return .none }
    switch status {
    case 502 where !targetStatus.isEmpty: return phases.areReached ? .protocolError : .backendReset
    case 502: return phases.areReached ? .backendReset : .connectRefused
    case 503: return hasTarget ? .overload : .noBackend
    case 504: return hasTarget ? .backendTimeout : .connectTimeout
    default: return .none
    }
  }
}
