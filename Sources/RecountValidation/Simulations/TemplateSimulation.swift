// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Error lines from known templates, to see whether they are found again.
///
/// A template is words with slots in braces. Some are written by hand after the manner of real
/// services, the others are put together from a seed; some pairs differ in one word, which no miner
/// may merge.
package struct TemplateSimulation {
  package private(set) var lines: [[UInt8]] = []
  /// The template of each line.
  package private(set) var labels: [Int] = []
  package private(set) var templates: [String]
  private var random: SeededGenerator

  private static let words = """
    request upstream worker queue lock cache reply session token retry stream index shard \
    replica commit rollback timeout refused closed reset failed missing invalid expired rejected \
    unknown broken stale empty blocked dropped aborted cannot unable open read write send \
    receive load parse verify renew acquire release flush connect resolve schedule drain handler \
    backend gateway ledger payment invoice basket catalog mailer metric probe tenant region \
    volume bucket object snapshot image layer manifest registry secret certificate chain policy \
    quota limit budget while before after during from with without because of for to on in
    """.split(separator: " ").map(String.init)
  private static let names = """
    alice bob carol dave erin frank grace heidi ivan judy mallory niaj olivia peggy rupert sybil \
    trent victor walter xenia yusuf zoe anna bert cleo dora emil fritz gina hugo
    """.split(separator: " ").map(String.init)
  private static let written = [
    "upstream timed out ({int}: Connection timed out) while reading response header from upstream, "
      + "client: {ip}, server: {host}, request: \"GET {path} HTTP/1.1\"",
    "connect() failed ({int}: Connection refused) while connecting to upstream, client: {ip}, "
      + "upstream: \"{url}\"",
    "Failed to pull image \"{image}\": rpc error: code = Unknown desc = context deadline exceeded",
    "Failed to pull image \"{image}\": rpc error: code = Unavailable desc = connection error",
    "java.net.SocketTimeoutException: Read timed out after {dur}",
    "java.net.ConnectException: Connection refused: {hostport}",
    "ERROR: deadlock detected in process {int}, waits for ShareLock on transaction {int}",
    "FATAL: remaining connection slots are reserved for superuser, pid={int} user={user}",
    "authentication failed for user {user} from {ip} port {int}",
    "could not acquire lock {hex} after {dur}, giving up",
    "order {uuid} rejected: insufficient funds",
    "order {uuid} rejected: card expired",
    "Error response from daemon: toomanyrequests: retry after {dur}",
    "disk usage {int}% on {path} exceeds limit",
    "x509: certificate has expired or is not yet valid: current time {time} is after {time}",
    "worker {int} exited with code {int}",
    "dropping {int} spans, buffer holds [{list}]",
    "no space left on device: {path}",
    "job {uuid} Paused", "job {uuid} Resumed",
  ]

  package init(seed: UInt64, made: Int, lines count: Int) {
    random = SeededGenerator(seed: seed)
    templates = Self.written
    for _ in 0..<made { templates.append(make()) }
    // Half of the weight goes down with the rank, so that some templates stay rare.
    let shares = templates.indices.map { 1 / Double(1 + $0 * 7 % templates.count) + 0.02 }
    let total = shares.reduce(0, +)
    for _ in 0..<count {
      var place = random.unit() * total
      var label = 0
      while label + 1 < shares.count, place >= shares[label] {
        place -= shares[label]
        label += 1
      }
      lines.append(Array(fill(templates[label]).utf8))
      labels.append(label)
    }
  }

  /// Words and slots; every fourth is the one before with another word in one place.
  private mutating func make() -> String {
    if random.below(4) == 0, templates.count > Self.written.count, let last = templates.last {
      var parts = last.split(separator: " ").map(String.init)
      let places = parts.indices.filter { Self.words.contains(parts[$0]) }
      let place = places[random.below(places.count)]
      parts[place] = Self.words[random.below(Self.words.count)]
      let made = parts.joined(separator: " ")
      if !templates.contains(made) { return made }
    }
    while true {
      let count = 4 + random.below(6)
      var parts = (0..<count).map { _ in Self.words[random.below(Self.words.count)] }
      let slots = ["{int}", "{ip}", "{uuid}", "{path}", "{url}", "{host}", "user={user}", "{dur}"]
      for _ in 0..<1 + random.below(3) {
        parts.insert(slots[random.below(slots.count)], at: 2 + random.below(parts.count - 1))
      }
      let made = parts.joined(separator: " ")
      if !templates.contains(made) { return made }
    }
  }

  private mutating func fill(_ template: String) -> String {
    var line = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      line += rest[..<open]
      line += value(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return line + rest
  }

  private mutating func value(_ slot: String) -> String {
    switch slot {
    case "int": return String(random.below(100_000))
    case "ip": return (0..<4).map { _ in String(random.below(256)) }.joined(separator: ".")
    case "hex": return "0x" + String(random.next(), radix: 16)
    case "uuid":
      let text = String(random.next() | 1 << 63, radix: 16) + "7" + String(random.next(), radix: 16)
      return text.prefix(8) + "-" + text.dropFirst(8).prefix(4) + "-4" + text.suffix(3)
    case "path": return "/srv/" + name() + "/" + name() + ["", ".log", "/data.db"][random.below(3)]
    case "url": return "http://" + name() + ".internal:8080/v1/" + name() + "?q=" + name()
    case "image": return name() + "/" + name() + ":" + String(random.below(90)) + ".1"
    case "host": return name() + "-" + name() + ".prod.example"
    case "hostport": return name() + ".svc.cluster.local:" + String(random.below(9000))
    case "user": return name()
    case "dur": return String(random.below(900)) + [" ms", "ms", "s", " seconds"][random.below(4)]
    case "time": return "2022-12-16T\(10 + random.below(9)):07:00Z"
    default:
      return (0...random.below(6)).map { _ in String(random.below(99)) }.joined(separator: ", ")
    }
  }

  private mutating func name() -> String { Self.names[random.below(Self.names.count)] }
}
