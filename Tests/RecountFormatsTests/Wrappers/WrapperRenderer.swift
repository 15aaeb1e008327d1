// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// Puts lines into wrappers as their writers do, from the manuals: knows nothing of the code under test.
struct WrapperRenderer {
  let kind: WrapperKind
  private(set) var content: [UInt8] = []
  /// Line number and offset of each line that was put in.
  private(set) var places: [String] = []
  private(set) var lines = 0
  private var random: SeededGenerator

  init(_ kind: WrapperKind, seed: UInt64 = 5) {
    self.kind = kind
    random = SeededGenerator(seed: seed)
  }

  /// The lines of `text` in this wrapper.
  static func content(_ text: [[UInt8]], in kind: WrapperKind, seed: UInt64 = 5)
    -> WrapperRenderer
  {
    var renderer = WrapperRenderer(kind, seed: seed)
    if kind == .cloudWatch {
      var rest = text[...]
      while !rest.isEmpty {
        let count = min(rest.count, 1 + renderer.random.below(4))
        renderer.appendBundle(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
    } else {
      for line in text { renderer.append(line) }
    }
    return renderer
  }

  /// Appends a line, in parts that end at `cuts` where the wrapper has parts.
  mutating func append(_ line: [UInt8], cuts: [Int] = [], between: [UInt8]? = nil) {
    places.append("\(lines + 1):\(content.count)")
    let ends = cuts + [line.count]
    var start = 0
    for end in ends {
      put(Array(line[start..<end]), isLast: end == line.count && start >= (cuts.last ?? 0))
      start = end
      if end != ends.last, let between { putOther(between) }
    }
  }

  /// A line of the other output of the container.
  private mutating func putOther(_ line: [UInt8]) {
    switch kind {
    case .cri: put(Array("2025-03-12T09:14:02.5Z stderr F ".utf8) + line)
    default:
      put(
        Array("{\"log\":\"".utf8) + json(line)
          + Array("\\n\",\"stream\":\"stderr\",\"time\":\"2025-03-12T09:14:02Z\"}".utf8))
    }
  }

  private mutating func put(_ outer: [UInt8]) {
    content += outer + [0x0A]
    lines += outer.count { $0 == 0x0A } + 1
  }

  private mutating func put(_ line: [UInt8], isLast: Bool) {
    let fraction = String(100_000_000 + random.below(800_000_000))
    let stamp = "2025-03-12T09:14:02.\(fraction)Z"
    func text(_ before: String, _ after: String = "") -> [UInt8] {
      Array(before.utf8) + line + Array(after.utf8)
    }
    switch kind {
    case .cri: put(text("\(stamp) stdout \(isLast ? "F" : "P") "))
    case .dockerJSON:
      let attributes = random.below(4) == 0 ? ",\"attrs\":{\"tag\":\"a\\\"b\"}" : ""
      put(
        Array("{\"log\":\"".utf8) + json(line) + Array((isLast ? "\\n" : "").utf8)
          + Array("\",\"stream\":\"stdout\"\(attributes),\"time\":\"\(stamp)\"}".utf8))
    case .syslog:
      put(
        text(
          [
            "<134>Mar  2 09:14:02 web1 nginx[42]: ", "Mar 12 09:14:02 web1 nginx: ",
            "Mar 12 09:14:02 nginx: ", "2025-03-12T09:14:02.003+01:00 web1 nginx[42]: ",
            "Mar 12 2025 09:14:02 2001:db8::7 nginx[42]: ",
          ][random.below(5)]))
    case .structuredSyslog:
      put(
        text(
          [
            "<165>1 \(stamp) web1 nginx 42 ID47 [ex@32473 k=\"a\\]b\" x=\"\\\"\"][y@1] \u{FEFF}",
            "<165>1 \(stamp) web1 nginx - - - ", "123 <13>1 - - nginx 1 - [a b=\"] \"] ",
          ][random.below(3)]))
    case .compose:
      put(
        text(["web-1  | ", "\u{1B}[36mweb-1  |\u{1B}[0m ", "web-1  | \(stamp) "][random.below(3)]))
    case .kubectl:
      put(
        text(
          [
            "[pod/web-7d9f8b6c5d-x2k4p/app] ", "[web-7d9f8b6c5d-x2k4p app] ",
            "[pod/web-7d9f8b6c5d-x2k4p/app] \(stamp) ",
          ][random.below(3)]))
    case .stern:
      put(
        text(
          ["web-7d9f8b6c5d-x2k4p app ", "web-0 app ", "shop web-7d9f8b6c5d-x2k4p app "][
            random.below(3)]))
    case .journalJSON: putJournal(line)
    case .journalExport: putExport(line)
    case .cloudWatch: appendBundle([line])
    case .message:
      put(
        Array("{\"@timestamp\":\"\(stamp)\",\"service\":{\"name\":\"web\"},\"message\":\"".utf8)
          + json(line) + Array("\",\"tags\":[\"a\"]}".utf8))
    case .stamp: put(text("\(stamp) "))
    case .stream:
      put(text("2025-03-12T09:14:02.310000+00:00 ecs/web/0f1a2b3c4d5e6f708192a3b4c5d6e7f8 "))
    case .colour: put(text("\u{1B}[32m", "\u{1B}[0m"))
    case .klog:
      put(
        text(
          ["I0312 09:14:02.123456       7 proxy.go:163] ", "E20250312 09:14:02.1234  42 a.cc:9] "][
            random.below(2)]))
    // Holds JSON alone; its own tests render it.
    case .document: put(line)
    }
  }

  private mutating func putJournal(_ line: [UInt8]) {
    let isList = random.below(3) == 0
    let message =
      isList
      ? Array("[\(line.map { String($0) }.joined(separator: ","))]".utf8)
      : [0x22] + json(line) + [0x22]
    put(
      Array("{\"_SYSTEMD_UNIT\":\"web.service\",\"MESSAGE\":".utf8) + message
        + Array(",\"__REALTIME_TIMESTAMP\":\"1741770842310000\",\"PRIORITY\":\"6\"}".utf8))
  }

  private mutating func putExport(_ line: [UInt8]) {
    put(Array("__CURSOR=s=1;i=\(lines)".utf8))
    put(Array("__REALTIME_TIMESTAMP=1741770842310000".utf8))
    put(Array("_SYSTEMD_UNIT=web.service".utf8))
    if random.below(2) == 0 {
      put(Array("MESSAGE=".utf8) + line)
    } else {
      var length = UInt64(line.count)
      var bytes: [UInt8] = []
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: length))
        length >>= 8
      }
      put(Array("MESSAGE".utf8))
      put(bytes + line)
    }
    put(Array("PRIORITY=6".utf8))
    put([])
  }

  private mutating func appendBundle(_ bundle: [[UInt8]]) {
    for _ in bundle { places.append("\(lines + 1):\(content.count)") }
    var line = Array(
      "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/ecs/web\",\"logEvents\":[".utf8)
    for (index, text) in bundle.enumerated() {
      line += Array("\(index > 0 ? "," : ""){\"id\":\"3\",\"timestamp\":1741770842310,".utf8)
      line += Array("\"message\":\"".utf8) + json(text) + Array("\"}".utf8)
    }
    put(line + Array("]}".utf8))
  }

  /// A JSON string's inside, written as Go, Python or Java would by turns.
  private mutating func json(_ text: [UInt8]) -> [UInt8] {
    var out = ""
    let asASCII = random.below(2) == 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\" + String(scalar)
      case "\t": out += "\\t"
      case "\n": out += "\\n"
      case "/" where random.below(6) == 0: out += "\\/"
      case "<", ">", "&": out += hex(UInt16(scalar.value))
      case _ where scalar.value < 0x20: out += hex(UInt16(scalar.value))
      case _ where scalar.value > 0x7F && asASCII:
        for unit in String(scalar).utf16 { out += hex(unit) }
      default: out += String(scalar)
      }
    }
    return Array(out.utf8)
  }

  private func hex(_ unit: UInt16) -> String {
    let text = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - text.count) + text
  }
}

/// The log that is put into wrappers.
enum WrappedLog {
  /// Lines of the combined format by seed, some with bytes beyond ASCII, and lines that are none.
  static func lines(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    let renderer = ApacheRenderer(
      format: "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"")
    return (0..<count).map { index in
      switch index % 9 {
      case 4: Array(odd[index / 9 % odd.count].utf8)
      default: renderer.render(RequestRecord(&random, allowsQuotes: true)).line
      }
    }
  }

  private static let odd = [
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /é/𝄞?a=1&b=<2> HTTP/1.1" 200 5 "-" "ü""#,
    "", "# comment", "upstream server temporarily disabled",
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 499 0 "-" "a\#tb \x16""#,
  ]
}

extension ParsedContent {
  /// The printed objects, without their places and the service, which wrappers name.
  var bareObjects: [String] {
    objects.filter { !$0.contains("\"kind\":\"reject\"") }.map {
      $0.replacing(/"service":"[^"]*",/, with: "")
    }
  }

  /// Where events stand, as `line:offset`.
  var places: [String] {
    members.filter { $0["kind"] != "reject" }.map { "\($0["line"] ?? ""):\($0["offset"] ?? "")" }
  }
}
