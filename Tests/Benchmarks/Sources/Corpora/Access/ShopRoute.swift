// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A kind of request with what is usual for it.
struct ShopRoute {
  /// What a route answers when nothing fails.
  enum Answers {
    case page, upload, nothing, file, probe, refusal
  }

  let service: ShopService
  let method: String
  let target: PathTemplate
  /// How often it is asked for, against the others.
  let weight: UInt64
  let medianMilliseconds: Int
  let typicalBytes: Int
  let answers: Answers

  init(
    _ service: ShopService, _ method: String, _ target: String, weight: UInt64, ms: Int, bytes: Int,
    _ answers: Answers = .page
  ) {
    self.service = service
    self.method = method
    self.target = PathTemplate(target)
    self.weight = weight
    medianMilliseconds = ms
    typicalBytes = bytes
    self.answers = answers
  }

  /// What is asked of the shop, and how often in 1,000 requests.
  static let all: [ShopRoute] = [
    .init(.catalog, "GET", "/api/catalog/v2/items/{id}", weight: 88, ms: 32, bytes: 2400),
    .init(
      .catalog, "GET", "/api/catalog/v2/items?sort={sorting}&page={page}&size=48", weight: 58,
      ms: 76, bytes: 19_000),
    .init(
      .catalog, "GET", "/api/catalog/v2/shelves/{word}/items?after={uuid}", weight: 40, ms: 64,
      bytes: 14_500),
    .init(
      .search, "GET", "/api/search/v1/find?text={word}+{word}", weight: 58, ms: 115, bytes: 8800),
    .init(.search, "GET", "/api/search/v1/complete?text={word}", weight: 50, ms: 18, bytes: 640),
    .init(.cart, "GET", "/api/cart/v1/baskets/{uuid}", weight: 58, ms: 28, bytes: 1600),
    .init(
      .cart, "POST", "/api/cart/v1/baskets/{uuid}/lines", weight: 40, ms: 48, bytes: 580, .upload),
    .init(
      .cart, "DELETE", "/api/cart/v1/baskets/{uuid}/lines/{id}", weight: 10, ms: 36, bytes: 0,
      .nothing),
    .init(.cart, "OPTIONS", "/api/cart/v1/baskets/{uuid}", weight: 10, ms: 1, bytes: 0, .nothing),
    .init(.checkout, "POST", "/api/checkout/v1/orders", weight: 21, ms: 330, bytes: 940, .upload),
    .init(.checkout, "GET", "/api/checkout/v1/orders/{id}", weight: 29, ms: 52, bytes: 2000),
    .init(
      .checkout, "PUT", "/api/checkout/v1/orders/{id}/address", weight: 8, ms: 140, bytes: 310,
      .upload),
    .init(.payments, "POST", "/api/payments/v1/charges", weight: 15, ms: 400, bytes: 720, .upload),
    .init(
      .payments, "POST", "/api/payments/v1/charges/{uuid}/capture", weight: 13, ms: 580, bytes: 500,
      .upload),
    .init(.payments, "GET", "/api/payments/v1/cards?owner={id}", weight: 12, ms: 58, bytes: 830),
    .init(.auth, "POST", "/api/auth/v1/sessions", weight: 29, ms: 88, bytes: 1280, .upload),
    .init(.auth, "POST", "/api/auth/v1/sessions/renew", weight: 29, ms: 38, bytes: 1180, .upload),
    .init(.accounts, "GET", "/api/accounts/v1/people/{id}", weight: 38, ms: 27, bytes: 1750),
    .init(
      .accounts, "PATCH", "/api/accounts/v1/people/{id}/wishes", weight: 6, ms: 50, bytes: 0,
      .nothing),
    .init(
      .inventory, "GET", "/api/inventory/v3/stock/{word}-{word}-{id}", weight: 48, ms: 24,
      bytes: 260),
    .init(
      .reviews, "GET", "/api/reviews/v1/items/{id}?page={page}", weight: 38, ms: 105, bytes: 6200),
    .init(
      .delivery, "GET", "/api/delivery/v1/slots?postcode={id}", weight: 12, ms: 95, bytes: 1900),
    .init(.assets, "GET", "/static/js/shop.{release}.js", weight: 66, ms: 2, bytes: 176_000, .file),
    .init(
      .assets, "GET", "/static/css/shop.{release}.css", weight: 38, ms: 2, bytes: 39_000, .file),
    .init(
      .assets, "GET", "/static/pictures/{id}/small-{page}.webp", weight: 94, ms: 3, bytes: 8700,
      .file),
    .init(.web, "GET", "/", weight: 38, ms: 58, bytes: 30_000),
    .init(.web, "GET", "/item/{word}-{word}-{id}", weight: 48, ms: 86, bytes: 52_000),
    .init(.web, "HEAD", "/", weight: 5, ms: 9, bytes: 0),
    .init(.web, "GET", "/health/ready", weight: 29, ms: 1, bytes: 3, .probe),
    .init(.web, "GET", "/admin/config.php", weight: 2, ms: 1, bytes: 150, .refusal),
    .init(.web, "GET", "/.git/config", weight: 2, ms: 1, bytes: 150, .refusal),
  ]
}
