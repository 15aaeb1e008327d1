// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How likely a request fails at a moment of the day: what a tool has to find in the corpus.
///
/// From 11:07 to 11:41 payments and checkout are down for most, and drag others with them; from
/// 15:20 to 15:23 inventory stumbles.
enum Outage {
  /// Seconds since midnight, as all times here.
  static let main = 40_020..<42_060
  static let blip = 55_200..<55_380

  /// Failures of 10,000 requests.
  static func failureShare(of service: ShopService, at second: Int) -> Int {
    guard service.hasUpstream else { return 0 }
    if main.contains(second) { return shareInOutage(service) }
    if service == .inventory, blip.contains(second) { return 4000 }
    return everyDayShare
  }

  private static let everyDayShare = 6

  private static func shareInOutage(_ service: ShopService) -> Int {
    switch service {
    case .checkout, .payments: 6200
    case .cart: 2100
    case .accounts, .auth: 500
    case .catalog, .delivery, .inventory, .reviews, .search: 100
    case .assets, .web: everyDayShare
    }
  }
}
