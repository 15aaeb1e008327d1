// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountValidation
import Testing

@Suite struct ValidationTableTests {
  @Test func `a figure that does not hold stands out`() {
    let figure = ValidationFigure(
      id: "x1", subject: "2 cases", source: "seeds 1..<3", simple: "half", bound: "≥ .9",
      reached: ".5", holds: false)
    #expect(
      ValidationTable.markdown([figure])
        == """
        | # | on what | source | simple or published | to reach | reached | holds |
        |---|---|---|---|---|---|---|
        | x1 | 2 cases | seeds 1..<3 | half | ≥ .9 | .5 | NO |

        """)
  }

  @Test(arguments: [
    (0.0, 3, ".000"), (0.9535, 3, ".954"), (14.06, 1, "14.1"), (0.999_9, 3, "1.000"),
  ])
  func `shares are printed without a leading zero`(value: Double, digits: Int, text: String) {
    #expect(ValidationFigure.text(value, digits) == text)
  }

  /// The same seed gives the same line, so that a table can be checked by anybody.
  @Test func `a check gives the same figures twice`() throws {
    let check = try #require(Validation.checks.first { $0.id == "lead" })
    let (one, two) = (try check.measure(5), try check.measure(5))
    #expect(ValidationTable.markdown(one) == ValidationTable.markdown(two))
    #expect(Set(Validation.checks.map(\.id)).count == Validation.checks.count)
  }

  @Test(
    .enabled(if: SharedData.isThere, "../shared/data is not there"),
    arguments: ["traffic", "origin", "services", "attribution"])
  func `figures of real data hold`(id: String) throws {
    let check = try #require(Validation.checks.first { $0.id == id })
    let figures = try check.measure(0)
    #expect(!figures.isEmpty)
    for figure in figures { #expect(figure.holds, "\(figure.id): \(figure.reached)") }
  }
}
