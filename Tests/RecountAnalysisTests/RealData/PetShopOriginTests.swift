// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountValidation
import Testing

/// Candidates on real injected faults, with the call graph given.
@Suite(.enabled(if: PetShopData.isThere, "shared/data is not at hand"))
struct PetShopOriginTests {
  @Test func `the faulty service is found along the call graph`() throws {
    let ranks = try OriginFigure.ranks()
    #expect(ranks.count == 16)
    #expect(ranks.count { $0 == 0 } >= 13)
    #expect(ranks.count { $0 < 3 } >= 15)
  }
}
