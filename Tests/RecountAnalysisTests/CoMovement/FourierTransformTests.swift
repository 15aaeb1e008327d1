// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct FourierTransformTests {
  @Test func `four values have the spectrum that can be worked out by hand`() {
    let spectrum = FourierTransform(atLeast: 4).spectrum(of: [1, 2, 3, 4])
    let wanted: [SIMD2<Double>] = [[10, 0], [-2, 2], [-2, 0], [-2, -2]]
    for (found, expected) in zip(spectrum, wanted) {
      #expect(abs(found.x - expected.x) < 1e-12 && abs(found.y - expected.y) < 1e-12)
    }
  }

  @Test(arguments: [(0, 1), (1, 1), (7, 8), (97, 100), (121, 125), (20_000, 20_000)])
  func `the length is a product of two, three and five`(bins: Int, count: Int) {
    #expect(FourierTransform(atLeast: bins).count == count)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 30, 64, 97, 225, 480])
  func `correlations are those of the plain sum`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let transform = FourierTransform(atLeast: count)
    let values = (0..<3).map { _ in (0..<count).map { _ in random.normal() } }
    let spectra = values.map(transform.spectrum(of:))
    var result: [FourierTransform.Complex] = []
    var scratch: [FourierTransform.Complex] = []
    // The second call uses the buffers of the first.
    for _ in 0..<2 {
      transform.correlate(
        spectra[0], with: spectra[1], and: spectra[2], into: &result, scratch: &scratch)
    }
    #expect(result.count == transform.count)
    for shift in 0..<transform.count {
      var sums = (0.0, 0.0)
      for bin in 0..<count {
        let other = (bin + shift) % transform.count
        guard other < count else { continue }
        sums.0 += values[0][bin] * values[1][other]
        sums.1 += values[0][bin] * values[2][other]
      }
      #expect(abs(result[shift].x - sums.0) < 1e-9)
      #expect(abs(result[shift].y - sums.1) < 1e-9)
    }
  }
}
