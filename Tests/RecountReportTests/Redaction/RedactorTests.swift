// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import Testing

struct RedactorTests {
  private func redactor(
    _ key: String = "0123456789abcdef", _ rules: RedactionRules = RedactionRules()
  ) throws -> Redactor {
    Redactor(key: try #require(Pseudonym.Key(Array(key.utf8))), rules: rules)
  }

  @Test func `one value has one pseudonym in every text`() throws {
    let redactor = try redactor()
    let name = redactor.text("10.4.0.17")
    #expect(name.hasPrefix("client-") && name.utf8.count == 17)
    #expect(redactor.text("a 10.4.0.17:80 b") == "a \(name):80 b")
    #expect(redactor.text("10.4.0.18") != name)
    #expect(try self.redactor().text("10.4.0.17") == name)
  }

  @Test func `the forms of an address share a pseudonym`() throws {
    let redactor = try redactor()
    #expect(redactor.text("2001:db8::7") == redactor.text("2001:DB8:0:0:0:0:0:7"))
    #expect(redactor.text("::ffff:10.4.0.17") == redactor.text("10.4.0.17"))
    #expect(redactor.text("Ada@Example.com") == redactor.text("ada%40example.com"))
  }

  @Test func `another key gives other pseudonyms`() throws {
    let one = try redactor().text("10.4.0.17 ada@example.com")
    let other = try redactor("fedcba9876543210").text("10.4.0.17 ada@example.com")
    #expect(Set(one.split(separator: " ")).isDisjoint(with: other.split(separator: " ")))
    #expect(Pseudonym.Key(Array("too short".utf8)) == nil)
    #expect(Pseudonym.Key.random() != Pseudonym.Key.random())
    #expect(Pseudonym.Key.random().utf8.count == 64)
  }

  @Test(arguments: [
    "GET /a/b?user=ada&token=x1y2z3#f from 10.4.0.17 for ada@example.com",
    "git clone https://x-token-auth:s3cr3t@bitbucket.org/team/repo.git in /home/ada/work",
    #"{"client":"2001:db8::7","password":"p","Authorization":"Bearer abcdef123456"}"#,
    "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "nothing to hide, v1.2.3.4",
  ])
  func `what was redacted stays as it is, and leaks nothing`(text: String) throws {
    let redactor = try redactor()
    let once = redactor.text(text)
    #expect(redactor.text(once) == once)
    #expect(LeakScanner(allowed: []).leaks(in: once, file: "x") == [])
    for word in ["ada", "10.4", "s3cr3t", "x1y2z3", "2001", "abcdef123456", "MIIE"] {
      #expect(!once.contains(word), "\(once)")
    }
  }

  @Test func `of a URL the path and the names of its query are kept`() throws {
    #expect(
      try redactor().text("GET /v1/carts?page=2&sort=-name HTTP/1.1")
        == "GET /v1/carts?page=value-hidden&sort=value-hidden HTTP/1.1")
  }

  @Test func `what incident.yml states is obeyed`() throws {
    var rules = RedactionRules()
    rules.stated = [.clients: .mask, .hosts: .keep, .queries: .keep]
    rules.allowed = ["*@example.org", "10.9.*"]
    let redactor = try redactor("0123456789abcdef", rules)
    #expect(redactor.text("10.4.0.17 10.9.0.1") == "client-hidden 10.9.0.1")
    #expect(redactor.text("db.internal") == "db.internal")
    #expect(redactor.text("/a?page=2") == "/a?page=2")
    // What is kept hides nothing that stands in it.
    #expect(redactor.text("/a?ip=10.4.0.17") == "/a?ip=client-hidden")
    #expect(redactor.text("help@example.org") == "help@example.org")
  }

  @Test func `a pseudonym is that of HMAC-SHA256`() throws {
    // HMAC-SHA256 of `client`, a zero byte and the address, by another implementation.
    #expect(try redactor().text("10.4.0.17") == "client-44a33f5083")
  }

  @Test func `people who are listed are hidden in any case, as whole words, longest first`() throws
  {
    var rules = RedactionRules()
    rules.people = ["Ada Lovelace", "Ada", "jörg"]
    rules.stated[.users] = .mask
    let key = try #require(Pseudonym.Key(Array("sixteen bytes or more".utf8)))
    let redactor = Redactor(key: key, rules: rules)
    let text = "ADA lovelace paged Jörg; ada@shop.example wrote adapter, Ada."
    #expect(
      redactor.text(text)
        == "user-hidden paged user-hidden; user-hidden wrote adapter, user-hidden.")
    let leaks = LeakScanner(allowed: [], people: rules.people)
      .leaks(in: "Thanks to ada lovelace", file: "x")
    #expect(leaks.map(\.kind) == [.person])
    #expect(leaks.first?.excerpt == "Thanks to [name of a person]")
    rules.stated[.users] = .pseudonym
    let names = Redactor(key: key, rules: rules).text("Ada and ADA").split(separator: " ")
    #expect(names.first == names.last && names.first?.hasPrefix("user-") == true)
  }
}
