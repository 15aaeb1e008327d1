// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How many bins a wider bin may take in so that its width stays a round one.
enum NiceFactor {
  /// The smallest round number that `isEnough` takes; a day of minutes is one, then doubles.
  static func smallest(where isEnough: (Int) -> Bool) -> Int {
    let factors = [
      1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 40, 60, 80, 120, 180, 240, 360, 480, 720, 1440,
    ]
    for factor in factors where isEnough(factor) { return factor }
    var factor = 2880
    while !isEnough(factor), factor < Int.max / 2 { factor *= 2 }
    return factor
  }
}
