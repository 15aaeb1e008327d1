// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which statuses a kind of answer has, and how often.
struct StatusMix {
  private let statuses: [Int]
  private let weights: WeightTable

  private init(_ shares: KeyValuePairs<Int, UInt64>) {
    statuses = shares.map(\.key)
    weights = WeightTable(shares.map(\.value))
  }

  func pick(_ random: inout RandomStream) -> Int {
    statuses[weights.pick(&random)]
  }

  /// Failures in the outage: the proxy finds nobody, or waits in vain.
  static let outage = StatusMix([502: 34, 503: 36, 504: 25, 500: 5])
  /// Failures of every day.
  static let everyDay = StatusMix([500: 42, 502: 28, 503: 16, 504: 14])

  static func usual(_ answers: ShopRoute.Answers) -> StatusMix {
    switch answers {
    case .page: page
    case .upload: upload
    case .nothing: nothing
    case .file: file
    case .probe: probe
    case .refusal: refusal
    }
  }

  private static let page = StatusMix([
    200: 931, 304: 22, 302: 14, 404: 19, 401: 6, 403: 4, 499: 4,
  ])
  private static let upload = StatusMix([
    201: 540, 200: 392, 400: 20, 401: 18, 409: 10, 422: 11, 429: 9,
  ])
  private static let nothing = StatusMix([204: 1])
  private static let file = StatusMix([200: 715, 304: 255, 206: 20, 404: 10])
  private static let probe = StatusMix([200: 1])
  private static let refusal = StatusMix([404: 1])
}
