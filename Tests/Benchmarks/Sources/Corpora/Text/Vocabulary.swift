// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The words that identifiers, slugs and search terms are made of.
enum Vocabulary {
  static let goods: [String] = [
    "amber", "anchor", "apron", "basket", "blanket", "bottle", "bracket", "brush", "bucket",
    "candle", "canvas", "carpet", "chisel", "clock", "cushion", "curtain", "drawer", "fabric",
    "frame", "funnel", "glove", "hammer", "hanger", "hinge", "kettle", "ladder", "lantern", "linen",
    "mirror", "mortar", "napkin", "needle", "paint", "pillow", "planter", "plate", "pulley",
    "ribbon", "saddle", "scarf", "shelf", "spanner", "sponge", "stool", "teapot", "thimble",
    "towel", "trowel", "varnish", "whistle",
  ]

  static let sortings: [String] = ["price", "-price", "rating", "newest", "relevance", "stock"]

  static let components: [String] = [
    "accounts", "archive", "gateway", "index", "ledger", "mailer", "metrics", "parser", "planner",
    "render", "session", "storage",
  ]
}
