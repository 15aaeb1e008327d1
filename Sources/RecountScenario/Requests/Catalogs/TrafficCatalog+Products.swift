// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension TrafficCatalog {
  /// Pages and their attachments.
  static var confluence: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(270, "GET", "/wiki/spaces/{space}/pages/{id}", milliseconds: 210, bytes: 38_000),
        Route(
          150, "GET", "/wiki/rest/api/content/{id}?expand=body.view,version", milliseconds: 95,
          bytes: 14_200),
        Route(
          120, "GET", "/wiki/s/{hex:32}/_/download/batch/view-page.js", or: (304, 600),
          milliseconds: 6, bytes: 164_000),
        Route(
          100, "GET", "/wiki/download/attachments/{id}/{file}?version={n:1-9}", or: (304, 200),
          milliseconds: 130, bytes: 240_000, attachments: true),
        Route(
          90, "GET", "/wiki/rest/quickreload/latest/{id}?since={n:1671062400000-1671235199000}",
          milliseconds: 12, bytes: 152),
        Route(
          60, "GET", "/wiki/rest/api/content/{id}/child/attachments?limit=25", milliseconds: 70,
          bytes: 5200, attachments: true),
        Route(
          50, "GET", "/wiki/search?text=%E8%A8%AD%E8%A8%88+{word}&cql=space%3D{space}",
          milliseconds: 340, bytes: 22_000),
        Route(
          45, "POST", "/wiki/rest/api/content/{id}/child/attachments", milliseconds: 480,
          bytes: 1600, attachments: true),
        Route(40, "PUT", "/wiki/rest/api/content/{id}", milliseconds: 390, bytes: 11_000),
        Route(30, "POST", "/wiki/rest/analytics/1.0/publish/bulk", 202, milliseconds: 15, bytes: 0),
        Route(25, "GET", "/wiki/home", or: (302, 300), milliseconds: 180, bytes: 24_000),
        Route(4, "GET", "/wiki/..%2f..%2fetc%2fpasswd", 404, milliseconds: 2, bytes: 512),
      ],
      hosts: ["acorn.wiki.example", "borealis.wiki.example", "cedar.wiki.example"],
      referrers: [
        "-", "https://acorn.wiki.example/wiki/home", "https://cedar.wiki.example/wiki/spaces/ENG",
        "https://search.example/?q=%22release+notes%22",
      ],
      audience: .browsers, incidentFailures: .withoutAttachments)
  }

  /// Issues, boards and their attachments.
  static var jira: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(240, "GET", "/browse/{project}-{id}", milliseconds: 230, bytes: 41_000),
        Route(
          190, "GET", "/rest/api/3/issue/{project}-{id}?fields=*all", milliseconds: 90,
          bytes: 9400),
        Route(
          130, "GET", "/rest/agile/1.0/board/{n:1-60}/issue?jql=sprint%20in%20openSprints()",
          milliseconds: 260, bytes: 52_000),
        Route(110, "POST", "/rest/api/3/search", milliseconds: 310, bytes: 27_000),
        Route(
          95, "GET", "/secure/attachments/{id}/{file}", or: (304, 200), milliseconds: 120,
          bytes: 210_000, attachments: true),
        Route(
          60, "GET", "/rest/api/3/attachments/thumbnail/{id}", milliseconds: 60, bytes: 9100,
          attachments: true),
        Route(
          50, "POST", "/rest/api/3/issue/{project}-{id}/attachments", milliseconds: 460,
          bytes: 880, attachments: true),
        Route(60, "PUT", "/rest/api/3/issue/{project}-{id}", 204, milliseconds: 170, bytes: 0),
        Route(
          40, "POST", "/rest/api/3/issue/{project}-{id}/comment", 201, milliseconds: 210,
          bytes: 1900),
        Route(
          30, "GET", "/secure/Dashboard.jspa", or: (302, 250), milliseconds: 190, bytes: 33_000),
        Route(
          20, "POST", "/rest/gira/1/?operation=issueViewQuery", milliseconds: 140, bytes: 18_000),
      ],
      hosts: ["acorn.tracker.example", "borealis.tracker.example", "dune.tracker.example"],
      referrers: [
        "-", "https://acorn.tracker.example/jira/boards/7",
        "https://dune.tracker.example/browse/WEB-2041", "https://mail.example/?text=Stra%C3%9Fe",
      ],
      audience: .browsers, incidentFailures: .withoutAttachments)
  }

  /// Customer requests and their attachments.
  static var serviceDesk: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(
          250, "GET", "/servicedesk/customer/portal/{n:1-24}/{project}-{id}", milliseconds: 240,
          bytes: 29_000),
        Route(
          180, "GET", "/rest/servicedeskapi/request/{id}?expand=status", milliseconds: 85,
          bytes: 4100),
        Route(
          150, "GET", "/rest/servicedeskapi/servicedesk/{n:1-24}/queue/{n:1-90}/issue",
          milliseconds: 220, bytes: 17_000),
        Route(
          100, "GET", "/rest/servicedeskapi/request/{id}/attachments", milliseconds: 70,
          bytes: 3300, attachments: true),
        Route(
          80, "GET", "/secure/attachments/{id}/{file}", or: (304, 200), milliseconds: 120,
          bytes: 180_000, attachments: true),
        Route(
          55, "POST", "/rest/servicedeskapi/servicedesk/{n:1-24}/attachments/temporary", 201,
          milliseconds: 430, bytes: 420, attachments: true),
        Route(70, "POST", "/rest/servicedeskapi/request", 201, milliseconds: 350, bytes: 2600),
        Route(
          60, "POST", "/rest/servicedeskapi/request/{id}/comment", 201, milliseconds: 190,
          bytes: 1200),
        Route(45, "GET", "/servicedesk/customer/portals", milliseconds: 150, bytes: 14_000),
        Route(10, "GET", "/rest/servicedeskapi/request/{id}/sla", milliseconds: 60, bytes: 900),
      ],
      hosts: ["help.acorn.example", "help.borealis.example", "help.cedar.example"],
      referrers: ["-", "https://help.acorn.example/servicedesk/customer/portals"],
      audience: .browsers, incidentFailures: .withoutAttachments)
  }
}
