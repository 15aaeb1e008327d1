// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountReport
import Testing

/// Chromium without a window, where it is installed.
enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  struct Result {
    /// The document after its scripts ran.
    var document: String
    /// What the page wrote to the console, among it what the policy refused.
    var console: [String]
  }

  /// Opens `page` in a folder of its own, which is gone afterwards.
  static func open(_ page: String, hash: String = "", options: [String] = []) throws -> Result {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("recount-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.html")
    try Data(page.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(folder.path)/profile", "--enable-logging=stderr", "--v=0",
        "--virtual-time-budget=3000", "--window-size=1280,2000", "--dump-dom",
      ] + options + ["file://\(file.path)\(hash)"]
    // Files and not pipes: nobody has to drain them while the browser runs.
    let outputs = ["document", "log"].map { folder.appendingPathComponent($0) }
    for output in outputs { try Data().write(to: output) }
    process.standardOutput = try FileHandle(forWritingTo: outputs[0])
    process.standardError = try FileHandle(forWritingTo: outputs[1])
    try process.run()
    process.waitUntilExit()
    let log = String(decoding: try Data(contentsOf: outputs[1]), as: UTF8.self)
    return Result(
      document: String(decoding: try Data(contentsOf: outputs[0]), as: UTF8.self),
      console: log.split(separator: "\n").map(String.init).filter { $0.contains("CONSOLE") })
  }
}

/// The page in a browser: what it shows, restores and answers.
@Suite(
  .enabled(if: Browser.path != nil, "Chromium is not installed"), .serialized,
  .timeLimit(.minutes(5)))
struct BrowserTests {
  private func page() throws -> String {
    try ReportRenderer.html(SampleFindings.findings, version: "1.2.3")
  }

  private func count(_ text: String, in document: String) -> Int {
    document.split(separator: text, omittingEmptySubsequences: false).count - 1
  }

  @Test func `the page opens without a word on the console and adds what can be clicked`() throws {
    let result = try Browser.open(page())
    #expect(result.console == [])
    #expect(result.document.contains("<h2>Explore</h2>"))
    let tables = try HTMLReader(page()).texts(of: "table").count
    #expect(count("Copy as Markdown</button>", in: result.document) == tables + 1)
    #expect(result.document.contains("13 of 13 rows"))
  }

  /// A policy that refuses the script, the style and the icon, as some artifact browsers do: with
  /// `scriptEnabled=false` Chromium does not give the document either.
  @Test func `without scripts and styles all text and charts are there and nothing dead`() throws {
    let page = try page()
    let policy = try #require(
      try HTMLReader(page).tags.compactMap { $0.value("content") }.first { $0.contains("'none'") })
    let strict = page.split(separator: policy).joined(separator: "default-src 'none'")
    let result = try Browser.open(strict)
    #expect(result.console.count == 3 && result.console.allSatisfy { $0.contains("violates") })
    #expect(count("<svg ", in: result.document) == count("<svg ", in: page))
    #expect(count("<table>", in: result.document) == count("<table>", in: page))
    #expect(!result.document.contains("<h2>Explore</h2>"))
    #expect(!result.document.contains("<button") && !result.document.contains("<input"))
  }

  @Test func `a permalink restores the range and the services`() throws {
    let result = try Browser.open(page(), hash: "#t=10:05..10:20&svc=web")
    #expect(result.console == [])
    // The buckets are two minutes wide and aligned.
    #expect(result.document.contains(">10:04 – 10:20 UTC</output>"))
    #expect(result.document.contains("<button type=\"button\" aria-pressed=\"true\">web</button>"))
    #expect(result.document.contains("<button type=\"button\" aria-pressed=\"false\">ci</button>"))
    #expect(result.document.contains("Values of all services, 10:04 – 10:20 UTC"))
  }

  @Test(arguments: ["#t=..&svc=", "#t=99:99..x&svc=%E0%A4%A", "#svc=nobody", "#t=<b>..", "#impact"])
  func `a permalink that says nothing shows all`(hash: String) throws {
    let result = try Browser.open(page(), hash: hash)
    #expect(result.console == [])
    #expect(result.document.contains(">07:00 – 18:00 UTC</output>"))
    #expect(!result.document.contains("aria-pressed=\"false\""))
  }

  @Test func `keys, brush, toggles, filter and copies do what they say`() throws {
    let answers = try answers(to: BrowserActions.script)
    #expect(answers["line"] == "Values of all services, 07:02 – 07:04 UTC")
    #expect(answers["zoomed"]?.hasPrefix("#t=") == true)
    #expect(answers["reset"] == "")
    #expect(answers["brushed"] == "#t=09:30..12:20")
    #expect(answers["toggled"] == "#t=09:30..12:20&svc=web,quiet")
    #expect(answers["restored"] == "10:00 – 10:30 UTC")
    #expect(answers["rows"] == "2 of 13 rows")
    #expect(answers["kind"] == "1 of 13 rows")
    #expect(answers["evidence"]?.contains("cannot pull image 7 in cannot pull image.log:3") == true)
    #expect(answers["evidence"]?.contains("80 of 200 steps failed") == true)
    #expect(
      answers["copied"]?.hasPrefix(
        """
        | What | Answer |
        | --- | --- |
        | Impact | 2022-12-16 09:50 – 18:00 UTC (8 h 10 min), not ended in the data |
        | Failed | 12,600 requests gross; 4,000 steps gross, 2,310 \\[2,210, 2,420\\] above the baseline |
        | Services hit | 2 of 3: `web`, `ci` |
        """) == true)
  }

  /// Runs a second script behind that of the page, and reads the object that it leaves in the title.
  private func answers(to script: String) throws -> [String: String] {
    let page = try page()
    let ends = page.split(separator: "script-src ", maxSplits: 1)
    let allowed = ends.joined(separator: "script-src \(PlainSHA256.source(script)) ")
    let whole = allowed.split(separator: "</body>", maxSplits: 1)
      .joined(separator: "<script>\(script)</script></body>")
    let result = try Browser.open(whole)
    #expect(result.console == [])
    let head = result.document.split(separator: "<title>").dropFirst().first ?? ""
    let title = String(head.split(separator: "</title>").first ?? "")
    let json = try HTMLReader("<!DOCTYPE html>\n").plain(title)
    return try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
  }
}

/// What a reader would do, as events.
enum BrowserActions {
  static let script = """
    (async () => {
      const $ = (selector) => document.querySelector(selector);
      const answers = {};
      const plots = $(".plots"), overview = $(".overview"), search = $(".filter input");
      const key = (name) =>
        plots.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
      const point = (name, node, part) => {
        const box = node.getBoundingClientRect();
        const x = box.left + 48 + part * (node.clientWidth - 58);
        node.dispatchEvent(new PointerEvent(name, { clientX: x, clientY: box.top + 20,
          bubbles: true, pointerId: 1 }));
      };
      const change = (node, value) => {
        node.value = value;
        node.dispatchEvent(new Event("input", { bubbles: true }));
      };
      const button = (text) => [...document.querySelectorAll(".explorer button")]
        .find((one) => one.textContent === text);
      key("ArrowRight"); key("ArrowRight");
      answers.line = $(".explorer caption").firstChild.data;
      key("+");
      answers.zoomed = location.hash;
      key("Escape");
      answers.reset = location.hash;
      const part = (hour, minute) => ((hour - 7) * 60 + minute) / 660;
      point("pointerdown", overview, part(9, 31));
      point("pointermove", overview, part(11, 0));
      point("pointerup", overview, part(12, 19));
      answers.brushed = location.hash;
      const moment = (10 * 60 + 5 - 9 * 60 - 30) / (12 * 60 + 20 - 9 * 60 - 30);
      point("pointermove", plots, moment);
      key("Enter");
      answers.evidence = $(".evidence").textContent;
      button("ci").click();
      answers.toggled = location.hash;
      location.hash = "#t=10:00..10:30";
      await new Promise((done) => setTimeout(done, 100));
      answers.restored = $(".explorer output").textContent;
      change(search, "resolved");
      change(search, "page");
      answers.rows = $(".filter output").textContent;
      change($(".filter select:last-of-type"), "resolved");
      answers.kind = $(".filter output").textContent;
      Object.defineProperty(navigator, "clipboard",
        { value: { writeText: async (text) => { answers.copied = text; } } });
      $("header caption button").click();
      await new Promise((done) => setTimeout(done, 100));
      document.title = JSON.stringify(answers);
    })();
    """
}
