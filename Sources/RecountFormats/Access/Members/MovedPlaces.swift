// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension ByteRange {
  /// The same place in bytes that begin elsewhere; an absent one stays absent.
  func moved(by distance: Int) -> ByteRange {
    isEmpty ? self : ByteRange(Int(start) + distance, Int(end) + distance)
  }
}

extension RequestFields {
  /// Moves all places.
  mutating func movePlaces(by distance: Int) {
    service = service.moved(by: distance)
    method = method.moved(by: distance)
    target = target.moved(by: distance)
    query = query.moved(by: distance)
    httpVersion = httpVersion.moved(by: distance)
    upstreamStatuses = upstreamStatuses.moved(by: distance)
    client = client.moved(by: distance)
    user = user.moved(by: distance)
    agent = agent.moved(by: distance)
    referrer = referrer.moved(by: distance)
    host = host.moved(by: distance)
    trace = trace.moved(by: distance)
  }
}
