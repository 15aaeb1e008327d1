// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Words that fill the places of templates; every name is invented.
enum WordList: String, Sendable {
  case image, tag, digest, space, project, file, cloud, app, module, person, branch, word

  var words: [[UInt8]] {
    self == .digest ? WordList.digests : texts.split(separator: " ").map { Array($0.utf8) }
  }

  private var texts: String {
    switch self {
    case .image:
      """
      pipelines/pause pipelines/auth-proxy pipelines/dvcs-tools ci/node ci/openjdk ci/python \
      ci/golang ci/rust base/alpine base/debian-slim runners/linux tools/helm tools/kubectl \
      tools/terraform mirror/postgres mirror/redis mirror/nginx mirror/localstack deploy/s3 \
      deploy/ecs apps/connect-node apps/connect-spring forge/runtime forge/bundler
      """
    case .tag:
      """
      latest 18 16.19 17-jdk 11-jdk 3.11 3.9-slim 1.19 1.65 stable prod-4821 prod-4822 \
      2022.12.15 2022.12.16 sha-5f0c1ab main
      """
    case .space: "ENG OPS HR DOCS TEAM PLAT SEC DATA MKT KB DESIGN LEGAL"
    case .project: "WEB API OPS PAY CORE APP DATA SUP MOB INFRA QA DOCS"
    case .file:
      """
      screenshot.png Budget%202023.xlsx invoice.pdf r%C3%A9sum%C3%A9.pdf trace.har build.log \
      mockup-v3.png Q4%20review.pptx %E4%BB%95%E6%A7%98%E6%9B%B8.docx recording.mp4 \
      architecture.drawio export.csv IMG_2041.jpg contract%20%28signed%29.pdf
      """
    case .cloud:
      """
      1f6b2c3d-0a41-4c0e-9a55-5d1f5b6f0c11 7a90e2b4-31d7-4e6f-8a2b-0c9d8e7f6a52 \
      c3d4e5f6-7788-4199-aabb-ccddeeff0013 0b1c2d3e-4f50-4617-b283-94a5b6c7d8e4 \
      e8f7a6b5-c4d3-42e1-90f0-a1b2c3d4e5f5 59483726-1504-4b3c-8d2e-1f0a9b8c7d66
      """
    case .app:
      """
      com.example.timesheet com.example.roadmap com.example.diagrams com.example.forms \
      com.example.test-cases com.example.invoices com.example.okr com.example.backup \
      com.example.checklists com.example.status-board
      """
    case .module:
      """
      billing catalog checkout session search profile gateway ledger notifier scheduler \
      importer exporter reports inventory shipping pricing
      """
    case .person: "amara jonas mei-ling tomasz lucia priya oskar hannah diego noor"
    case .branch:
      """
      main develop feature/export-csv bugfix/session-timeout release/2022.12 renovate/all \
      feature/dark-theme hotfix/rounding
      """
    case .word:
      """
      order invoice basket refund token customer address price stock coupon locale payment \
      report filter page event
      """
    case .digest: ""
    }
  }

  /// Image layers are shared, so digests come from a pool: 2,048 of 64 hexadecimal digits.
  private static let digests: [[UInt8]] = {
    var generator = SeededGenerator(seed: 0x5EED_D16E)
    return (0..<2048).map { _ in
      var text = ByteBuffer(capacity: 64)
      for _ in 0..<4 { text.append(hex: generator.next(), digits: 16) }
      return text.bytes
    }
  }()
}
