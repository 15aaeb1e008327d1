// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the proxy answers to a request at a moment: status, size and times.
struct ShopAnswer {
  let status: Int
  let bytes: Int
  let milliseconds: Int
  /// Nil when the proxy answered by itself.
  let upstreamMilliseconds: Int?

  init(to route: ShopRoute, at second: Int, _ random: inout RandomStream) {
    let isOutage = Outage.main.contains(second)
    let fails = random.happens(Outage.failureShare(of: route.service, at: second))
    let mix: StatusMix =
      if fails { isOutage ? .outage : .everyDay } else { .usual(route.answers) }
    status = mix.pick(&random)
    bytes = ShopAnswer.bytes(status, route, &random)
    let usual = route.medianMilliseconds * QuantileTables.spreadPermille(&random) / 1000
    milliseconds =
      switch status {
      case 503: random.below(3)
      // The proxy gives up after half a minute.
      case 504: 30_000 + random.below(20)
      default: isOutage && route.service.hasUpstream ? usual * 5 / 2 : usual
      }
    let isAnsweredByProxy = !route.service.hasUpstream || status == 503 || route.answers == .refusal
    upstreamMilliseconds = isAnsweredByProxy ? nil : milliseconds * 97 / 100
  }

  private static func bytes(
    _ status: Int, _ route: ShopRoute, _ random: inout RandomStream
  ) -> Int {
    switch status {
    case 204, 304: 0
    case 500...: random.within(150...199)
    case 400...: random.within(90...389)
    default: route.typicalBytes * random.within(500...1500) / 1000
    }
  }
}
