// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Routes are read back from the rows of a real format.
@Suite struct RouteTests {
  @Test(arguments: [
    ("/", "/"), ("/v1/cart", "/v1/cart"), ("/v1/cart/77", "/v1/cart/{n}"),
    ("/orders/81234/items/5", "/orders/{n}/items/{n}"), ("/img/1234.png", "/img/{n}.png"),
    ("/u/cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2", "/u/{uuid}"),
    ("/u/cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2.json", "/u/{uuid}.json"),
    ("/c/3f2a9c1d", "/c/{hash}"), ("/c/deadbeef", "/c/deadbeef"), ("/c/3fab9c1", "/c/3fab9c1"),
    ("/assets/app.3f2a9c1d.js", "/assets/{id}.js"), ("/t/ab1234", "/t/{id}"),
    ("/t/ab123", "/t/ab123"), ("/browse/OPS-27", "/browse/{id}"),
    ("/browse/A2B-7/x", "/browse/{id}/x"),
    ("/browse/ops-27", "/browse/ops-27"), ("/A-1", "/A-1"), ("/OPS-", "/OPS-"),
    ("/OPS-27a", "/OPS-27a"), ("/files/OPS-27.png", "/files/{id}.png"),
    ("/report-2025-03-12.pdf", "/{id}.pdf"),
    ("/archive.tar.gz", "/archive.tar.gz"),
    ("/1/2/3/4/5/6/7/8/9/10", "/{n}/{n}/{n}/{n}/{n}/{n}/{n}/{n}/…"),
    ("/a/b/c/d/e/f/g/h", "/a/b/c/d/e/f/g/h"), ("/a/b/c/d/e/f/g/h/", "/a/b/c/d/e/f/g/h/"),
    ("//a///1", "//a///{n}"), ("*", "*"), ("/.env", "/.env"), ("/.", "/."), ("/..", "/.."),
    ("/v2/", "/v2/"), ("/a?b=1", "/a"), ("http://shop.example/a/1", "/a/{n}"),
  ])
  func `ids become placeholders and names stay`(target: String, route: String) {
    let line = "203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] \"GET \(target) HTTP/1.1\" 200 5"
    #expect(ParsedContent(line, as: .combined).routes == [route])
  }

  @Test func `no path has no route`() {
    let line = #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "-" 400 0"#
    #expect(ParsedContent(line, as: .combined).routes == [""])
  }
}
