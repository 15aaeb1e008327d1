// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The user agents that requests name: browsers in many versions, and programs.
struct AgentPool {
  private let agents: [[UInt8]]
  private let weights: WeightTable

  init(count: Int, _ random: inout RandomStream) {
    agents = (0..<count).map { _ in AgentPool.agent(&random) }
    weights = .zipf(count)
  }

  func pick(_ random: inout RandomStream) -> [UInt8] {
    agents[weights.pick(&random)]
  }

  private static func agent(_ random: inout RandomStream) -> [UInt8] {
    let version = random.within(104...141)
    let text =
      switch random.below(10) {
      case 0, 1, 2:
        chromium(
          "Windows NT 10.0; Win64; x64",
          "\(version).0.\(random.within(4900...7300)).\(random.below(220))")
      case 3: safari("Macintosh; Intel Mac OS X 10_15_7", random.within(15...19), random.below(7))
      case 4, 5: phone(random.within(15...19), random.below(8), random.below(3))
      case 6, 7:
        chromium(
          "Linux; Android \(random.within(11...16)); Pixel \(random.within(4...10))",
          "\(version).0.0.0", " Mobile")
      case 8:
        "Mozilla/5.0 (X11; Linux x86_64; rv:\(version).0) Gecko/20100101 Firefox/\(version).0"
      default: program(&random)
      }
    return Array(text.utf8)
  }

  private static func chromium(_ system: String, _ version: String, _ form: String = "") -> String {
    """
    Mozilla/5.0 (\(system)) AppleWebKit/537.36 (KHTML, like Gecko) \
    Chrome/\(version)\(form) Safari/537.36
    """
  }

  private static func safari(_ system: String, _ major: Int, _ minor: Int) -> String {
    """
    Mozilla/5.0 (\(system)) AppleWebKit/605.1.15 (KHTML, like Gecko) \
    Version/\(major).\(minor) Safari/605.1.15
    """
  }

  private static func phone(_ major: Int, _ minor: Int, _ patch: Int) -> String {
    """
    Mozilla/5.0 (iPhone; CPU iPhone OS \(major)_\(minor)_\(patch) like Mac OS X) \
    AppleWebKit/605.1.15 (KHTML, like Gecko) \
    Version/\(major).\(minor) Mobile/15E148 Safari/604.1
    """
  }

  private static func program(_ random: inout RandomStream) -> String {
    switch random.below(5) {
    case 0: "curl/8.\(random.below(15)).0"
    case 1: "okhttp/4.\(random.below(13)).0"
    case 2: "kube-probe/1.\(random.within(24...33))"
    case 3: "python-requests/2.\(random.within(25...32)).\(random.below(4))"
    default: "ShopApp/7.\(random.below(40)) (Android; build \(random.within(700...999)))"
    }
  }
}
