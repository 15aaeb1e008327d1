// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The services of the made shop, as the path of a request tells them.
///
/// A path `/api/NAME/…` is that of service NAME; `/static/…` is `static`, everything else `web`.
enum ShopService: Int, CaseIterable {
  case accounts, auth, cart, catalog, checkout, delivery, inventory, payments, reviews, search
  /// `static`, which is a keyword here.
  case assets
  case web

  /// Whether requests go to a program behind the proxy, which can fail.
  var hasUpstream: Bool { self != .assets }
}
