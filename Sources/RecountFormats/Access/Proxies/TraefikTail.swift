// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What Traefik writes behind the agent: `4411 "cart@docker" "http://10.0.0.5:8080" 31ms`, which are the
/// requests since its start, the router, the server and the duration.
///
/// Source: https://doc.traefik.io/traefik/observability/access-logs/
struct TraefikTail: CombinedTail {
  static var stamp: StampKind { .start }
  static var keepsRest: Bool { false }

  func read(
    _ bytes: Span<UInt8>, _ rest: ByteRange, into fields: inout RequestFields
  ) -> RejectReason? {
    var cursor = FieldCursor(Int(rest.start), Int(rest.end))
    guard let count = cursor.token(bytes), let router = quoted(bytes, &cursor),
      let server = quoted(bytes, &cursor), let time = cursor.token(bytes)
    else { return .missingField }
    guard cursor.isAtEnd, bytes.integer(count) != nil || bytes.isDash(count), time.count > 2,
      bytes.hasPrefix("ms", at: Int(time.end) - 2),
      let duration = bytes.duration(ByteRange(Int(time.start), Int(time.end) - 2), scale: 3)
    else { return .malformedField }
    fields.duration = duration
    if !router.isEmpty, !bytes.isDash(router) { fields.service = router }
    let hasServer = !server.isEmpty && !bytes.isDash(server)
    fields.cause = cause(fields.status, hasServer: hasServer)
    return nil
  }

  private func quoted(_ bytes: Span<UInt8>, _ cursor: inout FieldCursor) -> ByteRange? {
    guard !cursor.isAtEnd, bytes[cursor.index] == 0x22 else { return nil }
    return cursor.field(bytes)
  }

  /// Without a server Traefik answered itself; a 502 with one can be the server's or Traefik's.
  private func cause(_ status: Int16, hasServer: Bool) -> Cause {
    switch status {
    case 499: .clientAbort
    case 429: .rateLimit
    case 502 where hasServer: .none
    case 504: .backendTimeout
    case 500...599: hasServer ? .appError : .noBackend
    default: .none
    }
  }
}
