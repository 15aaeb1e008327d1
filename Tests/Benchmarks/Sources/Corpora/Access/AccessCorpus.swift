// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Half a day of a shop's access log with an outage in it, line by line.
///
/// The lines are those of nginx in the combined format followed by `$request_time
/// $upstream_response_time $request_id`, about 290 bytes each, from 06:00 to 18:00 on 2026-03-14.
/// Their number changes how dense they are, not how long the day is. Equal numbers and seeds give
/// equal bytes on every machine.
package struct AccessCorpus {
  private static let clients = 50_000
  private static let agents = 640
  private static let day = 13
  private static let firstSecond = 6 * 3600
  private static let seconds = 12 * 3600

  package private(set) var truth = AccessTruth()
  private let lines: Int
  private var random: RandomStream
  private let clients: ClientPool
  private let agents: AgentPool
  private let routes = WeightTable(ShopRoute.all.map(\.weight))
  private let everyPlace = PathTemplate("https://shop.example.com/item/{word}-{word}-{id}")
  /// Nanoseconds since the first second, and between two lines on average.
  private var clock = 0
  private let meanGap: Int

  package init(lines: Int, seed: UInt64 = 1) {
    self.lines = lines
    random = RandomStream(seed: seed)
    var pools = RandomStream(seed: seed, stream: 1)
    clients = ClientPool(count: AccessCorpus.clients, &pools)
    agents = AgentPool(count: AccessCorpus.agents, &pools)
    meanGap = AccessCorpus.seconds * 1_000_000_000 / max(1, lines)
  }

  /// Hands the whole corpus over in pieces of about a mebibyte.
  package mutating func write(
    to sink: ([UInt8]) throws(CorpusError) -> Void
  ) throws(CorpusError) {
    let pieceBytes = 1 << 20
    var text = ByteText()
    text.reserve(pieceBytes + 4096)
    while truth.lines < lines {
      appendLine(to: &text)
      guard text.count >= pieceBytes || truth.lines == lines else { continue }
      try sink(text.bytes)
      text.removeAll()
    }
  }

  // MARK: - One line

  private mutating func appendLine(to text: inout ByteText) {
    let start = text.count
    clock += meanGap * QuantileTables.gapPermille(&random) / 1000
    // The gaps add up to half a day but for chance; what is left over ends in the last second.
    let second = AccessCorpus.firstSecond + min(clock / 1_000_000_000, AccessCorpus.seconds - 1)
    let route = ShopRoute.all[routes.pick(&random)]
    let answer = ShopAnswer(to: route, at: second, &random)

    text.append(clients.pick(&random))
    text.append(" - ")
    appendUser(to: &text)
    text.append(" [")
    CorpusDate.appendAccessStamp(AccessCorpus.day * CorpusDate.secondsPerDay + second, to: &text)
    text.append("] \"")
    text.append(route.method)
    text.append(" ")
    route.target.append(to: &text, &random)
    text.append(random.happens(2000) ? " HTTP/2.0\" " : " HTTP/1.1\" ")
    text.append(answer.status)
    text.append(" ")
    text.append(answer.bytes)
    text.append(" \"")
    appendReferrer(to: &text)
    text.append("\" \"")
    text.append(agents.pick(&random))
    text.append("\" ")
    text.append(milliseconds: answer.milliseconds)
    text.append(" ")
    if let upstream = answer.upstreamMilliseconds {
      text.append(milliseconds: upstream)
    } else {
      text.append("-")
    }
    text.append(" ")
    text.appendHex(32, &random)
    text.endLine()
    truth.count(
      bytes: text.count - start, second: second, service: route.service, status: answer.status)
  }

  private mutating func appendUser(to text: inout ByteText) {
    guard random.happens(250) else { return text.append("-") }
    text.append("member")
    text.append(random.below(9000))
  }

  private mutating func appendReferrer(to text: inout ByteText) {
    switch random.below(10) {
    case 0..<4: text.append("-")
    case 4..<7: text.append("https://shop.example.com/")
    default: everyPlace.append(to: &text, &random)
    }
  }
}
