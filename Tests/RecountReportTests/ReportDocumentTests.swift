// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountReport
import Testing

struct ReportDocumentTests {
  private let a = ReportDocument.fenced("a", "one\n")
  private let b = ReportDocument.fenced("b", "two\n")

  private func merged(_ fresh: String, _ existing: String, isForced: Bool = false) throws -> String
  {
    try ReportDocument.merged(fresh, into: existing, isForced: isForced)
  }

  private func problem(
    _ fresh: String, _ existing: String, isForced: Bool = false
  ) -> ReportDocument.Problem? {
    do throws(ReportDocument.Problem) {
      _ = try ReportDocument.merged(fresh, into: existing, isForced: isForced)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a block stands between two fences with its name and hash`() {
    #expect(
      a == """
        <!-- recount:begin a v=1 sha=2c8b08da5ce60398 -->
        one
        <!-- recount:end a -->

        """)
  }

  @Test func `rendering again changes no byte`() throws {
    for document in [a, a + b, "x\n" + a + "\n\ny\n" + b + "z", "\n" + a + "\n", a + "tail"] {
      #expect(try merged(a + b, document).hasPrefix(document) || document.contains("recount:end b"))
    }
    let document = "intro\n\n\(a)\nmine\n\n\(b)\nthe end"
    #expect(try merged(a + "fresh words\n" + b, document) == document)
  }

  @Test func `blocks are brought up to date where they stand, words around them stay`() throws {
    let fresh = ReportDocument.fenced("a", "new\n") + "template\n" + b
    #expect(
      try merged(fresh, "intro\n\(b)  mine \n\n\n\(a)\tend\n")
        == "intro\n\(b)  mine \n\n\n\(ReportDocument.fenced("a", "new\n"))\tend\n")
  }

  @Test func `a new block is added at the end, one that is no more goes`() throws {
    let c = ReportDocument.fenced("c", "three\n")
    #expect(try merged(a + c, "x\n\(a)y\n\(b)z\n") == "x\n\(a)y\nz\n\n\(c)")
    #expect(try merged(a + c, "\(a)no line feed") == "\(a)no line feed\n\n\(c)")
    #expect(try merged(c, "only \nwords\n\(a)") == "only \nwords\n\n\(c)")
  }

  @Test func `a document without its last line feed keeps its words`() throws {
    #expect(try merged(a, "\(a)the end") == "\(a)the end")
    #expect(try merged(a, String(a.dropLast())) == a)
    #expect(try merged(a, "x\n" + a) == "x\n" + a)
  }

  @Test(arguments: [
    "one more\n", "", "one\n\n", " one\n", "ONE\n", "one\u{301}\n",
  ])
  func `an edit inside a block is told, and dropped when forced`(content: String) throws {
    let lines = a.split(separator: "\n")
    let edited = "mine\n\(lines[0])\n\(content)\(lines[2])\nmine too\n"
    #expect(problem(a, edited) == .edited(["a"]))
    #expect(try merged(a, edited, isForced: true) == "mine\n\(a)mine too\n")
  }

  @Test func `all edited blocks are named`() {
    let edited = (a + b).split(separator: "\n").map { $0 == "one" || $0 == "two" ? "x" : $0 }
    #expect(problem(a + b, edited.joined(separator: "\n") + "\n") == .edited(["a", "b"]))
  }

  @Test func `a document of somebody else is replaced only when forced`() throws {
    for foreign in ["", "# Mine\n", "text about <!-- recount:begin a -->\n"] {
      #expect(problem(a, foreign) == .foreign)
      #expect(try merged(a, foreign, isForced: true) == a)
    }
  }

  @Test func `fences that do not match are told, forced or not`() {
    let begin = "<!-- recount:begin a v=1 sha=0 -->\n"
    let end = "<!-- recount:end a -->\n"
    for broken in [
      begin, begin + "x\n", end, begin + begin + end, begin + "<!-- recount:end b -->\n",
      a + end, begin + "<!-- recount:end a\n",
    ] {
      for isForced in [true, false] {
        guard case .broken? = problem(a, broken, isForced: isForced) else {
          Issue.record("merged: \(broken)")
          continue
        }
      }
    }
  }

  // MARK: - Line ends

  private func crlf(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }

  @Test func `a document with CR LF keeps them, and its blocks are not taken for edited`() throws {
    let document = crlf("intro\n\n\(a)\nmine\n\(b)\nend\n")
    #expect(try Array(merged(a + b, document).utf8) == Array(document.utf8))
    let fresh = ReportDocument.fenced("a", "new\nlines\n") + b
    let expected = crlf("intro\n\n\(ReportDocument.fenced("a", "new\nlines\n"))\nmine\n\(b)\nend\n")
    #expect(try Array(merged(fresh, document).utf8) == Array(expected.utf8))
  }

  @Test func `an edit shows through CR LF`() {
    let edited = crlf(a.split(separator: "one").joined(separator: "two"))
    #expect(problem(a, edited) == .edited(["a"]))
  }

  @Test func `mixed line ends stay mixed`() throws {
    let document = "first\r\nsecond\n\(crlf(a))third\r\n\(b)fourth\r\nfifth"
    #expect(try Array(merged(a + b, document).utf8) == Array(document.utf8))
  }
}
