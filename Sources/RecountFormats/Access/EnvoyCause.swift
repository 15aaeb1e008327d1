// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Outcome and cause by all that a line of Envoy says, alike in text, in JSON and in lines of a format
/// string.
struct EnvoyCause {
  var flags = ByteRange.absent
  /// Who answered, or why nobody did.
  var details = ByteRange.absent
  /// Why Envoy closed the connection.
  var closing = ByteRange.absent
  /// Why the upstream could not be reached, in the words of the connection.
  var transportFailure = ByteRange.absent
  /// Whether the line names the host that was asked; nil where its format has no place for one.
  var namesHost: Bool?
  /// Whether the format has a place for the request, so that a line without one is of a TCP connection.
  var knowsRequest = true

  func decide(_ bytes: Span<UInt8>, into fields: inout RequestFields) {
    var cause = told(bytes)
    if cause == .none { cause = .ofStatus(fields.status) }
    if cause == .none, (500...599).contains(fields.status), isAnswered(bytes, fields) {
      cause = .appError
    }
    fields.cause = cause
    fields.outcome = .ofStatus(fields.status)
    guard fields.status == 0 else { return }
    if cause == .none, isSession(fields) {
      fields.outcome = .success
    } else if cause == .none {
      // No response was sent, most often because the client had left.
      fields.cause = .clientAbort
    } else if cause != .clientAbort {
      fields.outcome = .error
    }
  }

  /// What flags and details say; the details tell refused connections from other failed ones.
  private func told(_ bytes: Span<UInt8>) -> Cause {
    var cause = EnvoyFlags.cause(bytes, flags)
    if cause == .none { cause = EnvoyDetails.cause(bytes, details) }
    if cause == .none { cause = EnvoyDetails.cause(bytes, closing) }
    guard cause == .connectRefused else { return cause }
    return EnvoyDetails.reason(bytes, details) ?? EnvoyDetails.reason(bytes, transportFailure)
      ?? cause
  }

  /// Whether an upstream gave the response, rather than Envoy itself.
  private func isAnswered(_ bytes: Span<UInt8>, _ fields: RequestFields) -> Bool {
    if !details.isEmpty { return EnvoyDetails.isViaUpstream(bytes, details) }
    if EnvoyFlags.areOfOwnReply(bytes, flags) { return false }
    return fields.upstreamDuration >= 0 || namesHost ?? true
  }

  /// A TCP connection has no request, and always the code 0.
  private func isSession(_ fields: RequestFields) -> Bool {
    knowsRequest && fields.method.isEmpty && fields.target.isEmpty && fields.httpVersion.isEmpty
  }
}
