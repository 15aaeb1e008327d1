// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let junitXML = LogFormat(
    name: "junit-xml",
    title: "JUnit test report (XML)",
    family: .build, stamp: .end, specificity: 0.98,
    notes: """
      A report is one step with the totals of its tests and no known outcome: whether the job \
      failed of them, its own log or record tells. Tests are counted one by one, since the totals \
      of nested suites count twice. A test that failed and then passed in one report has passed; \
      one that failed twice is counted once. `rerunFailure` and `flakyFailure` are further tries \
      of the same test. Control characters, terminal codes and a missing end do no harm; a report \
      in one line longer than the limit of a line is refused. Stamps of suites without a zone are \
      taken as UTC.
      """,
    examples: [
      Example(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="cart" tests="2" failures="1" timestamp="2025-03-12T09:14:02Z" time="1.5">
          <testcase classname="cart.T" name="adds" time="0.012"><failure message="expected 1" type="AssertionError">at T.swift:9</failure></testcase>
          <testcase classname="cart.T" name="removes" time="1.2"/>
        </testsuite>
        """,
        gives:
          #"{"attempt":1,"deciding_rule":"junit.test-failed","end":"2025-03-12T09:14:03.500000Z","end_line":5,"excerpt":"cart.T.adds: expected 1","failure_class":"test","failure_line":3,"job":"example","kind":"step","name":"cart","number":1,"provider":"junit","run":"","start":"2025-03-12T09:14:02.000000Z","tests":{"duration_us":1212000,"failed":1,"failed_names":["cart.T.adds"],"frameworks":["junit"],"passed":1,"run":2,"skipped":0}}"#
      )
    ],
    refusals: [],
    matches: { JUnitParser.matches($0) },
    matchesEntry: { name, _ in JUnitParser.matchesEntry(name) },
    makeParser: { JUnitParser($0) })
}
