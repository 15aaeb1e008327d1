// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Discrete Fourier transforms of real sequences of one length, two sequences at a time.
///
/// The length is a product of 2, 3 and 5, so that a circle of any number of bins is padded by a few
/// per cent, not doubled as with powers of two alone. Self-sorting passes after Stockham (Van Loan,
/// "Computational Frameworks for the Fast Fourier Transform", 1992). Complex numbers are pairs of real
/// and imaginary part.
package struct FourierTransform: Sendable {
  package typealias Complex = SIMD2<Double>

  package let count: Int
  private let factors: [Int]
  /// e^(−2πik/N) for k < N.
  private let roots: [Complex]

  /// A transform of the smallest suitable length of at least `bins`; at least 1.
  package init(atLeast bins: Int) {
    var length = max(1, bins)
    while Self.factors(of: length) == nil { length += 1 }
    count = length
    factors = Self.factors(of: length) ?? []
    roots = (0..<length).map { index in
      let angle = -2 * Double.pi * Double(index) / Double(length)
      return Complex(cos(angle), sin(angle))
    }
  }

  /// The factors 4, 2, 3 and 5 of `length`; nil when it has others.
  private static func factors(of length: Int) -> [Int]? {
    var (rest, factors) = (length, [Int]())
    for factor in [4, 2, 3, 5] {
      while rest % factor == 0 {
        factors.append(factor)
        rest /= factor
      }
    }
    return rest == 1 ? factors : nil
  }

  /// The spectrum of a real sequence: Σₜ x(t) e^(−2πikt/N) for every k.
  ///
  /// A shorter sequence is followed by zeros, a longer one is cut. Worked example: (1, 2, 3, 4) gives
  /// (10, −2 + 2i, −2, −2 − 2i).
  package func spectrum(of values: [Double]) -> [Complex] {
    var input = [Complex](repeating: .zero, count: count)
    for index in 0..<min(count, values.count) { input[index].x = values[index] }
    var scratch = input
    transform(&input, &scratch)
    return input
  }

  /// Circular cross-correlations of one sequence with two others, from their spectra.
  ///
  /// The result holds Σₜ a(t) b(t + s) as real and Σₜ a(t) c(t + s) as imaginary part for every shift
  /// s < N, t + s taken around the circle. Both are real, so one transform gives the two. The two
  /// buffers are used again from call to call.
  ///
  /// - Complexity: O(N log N).
  package func correlate(
    _ a: [Complex], with b: [Complex], and c: [Complex], into result: inout [Complex],
    scratch: inout [Complex]
  ) {
    if result.count != count { result = [Complex](repeating: .zero, count: count) }
    if scratch.count != count { scratch = result }
    // The inverse is the conjugate of the transform of the conjugate, over N.
    for k in 0..<count {
      let own = Complex(a[k].x, -a[k].y)
      let first = Self.product(own, b[k])
      let second = Self.product(own, c[k])
      result[k] = Complex(first.x - second.y, -(first.y + second.x))
    }
    transform(&result, &scratch)
    let scale = Complex(1 / Double(count), -1 / Double(count))
    for k in 0..<count { result[k] *= scale }
  }

  // MARK: - Passes

  private func transform(_ values: inout [Complex], _ scratch: inout [Complex]) {
    var (length, stride) = (count, 1)
    for factor in factors {
      length /= factor
      switch factor {
      case 2: pass2(values, &scratch, length, stride)
      case 3: pass3(values, &scratch, length, stride)
      case 4: pass4(values, &scratch, length, stride)
      default: pass5(values, &scratch, length, stride)
      }
      swap(&values, &scratch)
      stride *= factor
    }
  }

  private func pass2(_ x: [Complex], _ y: inout [Complex], _ length: Int, _ stride: Int) {
    for k in 0..<length {
      let root = roots[k * stride]
      for q in 0..<stride {
        let (a, b) = (x[q + stride * k], x[q + stride * (k + length)])
        let to = q + stride * 2 * k
        y[to] = a + b
        y[to + stride] = Self.product(a - b, root)
      }
    }
  }

  private func pass4(_ x: [Complex], _ y: inout [Complex], _ length: Int, _ stride: Int) {
    let step = stride * length
    for k in 0..<length {
      let first = roots[k * stride]
      let second = roots[2 * k * stride]
      let third = roots[3 * k * stride]
      for q in 0..<stride {
        let from = q + stride * k
        let (a, b, c, d) = (x[from], x[from + step], x[from + 2 * step], x[from + 3 * step])
        let (even, odd) = (a + c, b + d)
        let (evenGap, oddGap) = (a - c, Self.timesMinusI(b - d))
        let to = q + stride * 4 * k
        y[to] = even + odd
        y[to + stride] = Self.product(evenGap + oddGap, first)
        y[to + 2 * stride] = Self.product(even - odd, second)
        y[to + 3 * stride] = Self.product(evenGap - oddGap, third)
      }
    }
  }

  private func pass3(_ x: [Complex], _ y: inout [Complex], _ length: Int, _ stride: Int) {
    let height = 0.75.squareRoot()
    let step = stride * length
    for k in 0..<length {
      let first = roots[k * stride]
      let second = roots[2 * k * stride]
      for q in 0..<stride {
        let from = q + stride * k
        let (a, b, c) = (x[from], x[from + step], x[from + 2 * step])
        let middle = a - 0.5 * (b + c)
        let side = height * Self.timesMinusI(b - c)
        let to = q + stride * 3 * k
        y[to] = a + b + c
        y[to + stride] = Self.product(middle + side, first)
        y[to + 2 * stride] = Self.product(middle - side, second)
      }
    }
  }

  private func pass5(_ x: [Complex], _ y: inout [Complex], _ length: Int, _ stride: Int) {
    let (c1, s1) = (cos(0.4 * Double.pi), sin(0.4 * Double.pi))
    let (c2, s2) = (cos(0.8 * Double.pi), sin(0.8 * Double.pi))
    let step = stride * length
    for k in 0..<length {
      let root = (1...4).map { roots[$0 * k * stride] }
      for q in 0..<stride {
        let from = q + stride * k
        let (outer, outerGap) = (
          x[from + step] + x[from + 4 * step], x[from + step] - x[from + 4 * step]
        )
        let (inner, innerGap) = (
          x[from + 2 * step] + x[from + 3 * step], x[from + 2 * step] - x[from + 3 * step]
        )
        let middle1 = x[from] + c1 * outer + c2 * inner
        let middle2 = x[from] + c2 * outer + c1 * inner
        let side1 = Self.timesMinusI(s1 * outerGap + s2 * innerGap)
        let side2 = Self.timesMinusI(s2 * outerGap - s1 * innerGap)
        let to = q + stride * 5 * k
        y[to] = x[from] + outer + inner
        y[to + stride] = Self.product(middle1 + side1, root[0])
        y[to + 2 * stride] = Self.product(middle2 + side2, root[1])
        y[to + 3 * stride] = Self.product(middle2 - side2, root[2])
        y[to + 4 * stride] = Self.product(middle1 - side1, root[3])
      }
    }
  }

  @inline(__always)
  private static func product(_ a: Complex, _ b: Complex) -> Complex {
    Complex(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x)
  }

  @inline(__always)
  private static func timesMinusI(_ a: Complex) -> Complex { Complex(a.y, -a.x) }
}
