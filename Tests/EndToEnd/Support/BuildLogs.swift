// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Build logs that tests are made of.
enum BuildLogs {
  /// A job log of GitHub Actions: set-up, `steps` scripts of which the first `failing` fail, and
  /// clean-up, with `output` lines of output a step.
  static func job(steps: Int, failing: Int, output: Int) -> String {
    var lines = ["Job is about to start running on the hosted runner: GitHub Actions 2"]
    for step in 0..<steps {
      lines += ["##[group]Run make part-\(step)", "shell: /usr/bin/bash -e {0}", "##[endgroup]"]
      lines += (0..<output).map { line in
        "[\(line)/\(output)] Compiling part \(step): cc -O2 -c src/part\(step)/file\(line).c"
      }
      if step < failing { lines.append("##[error]Process completed with exit code 2.") }
    }
    lines += ["Post job cleanup.", "Cleaning up orphan processes"]
    return lines.enumerated().map { index, line in
      "2022-12-16T\(two(index / 36000)):\(two(index / 600 % 60)):\(two(index / 10 % 60))"
        + ".\(index % 10)000000Z \(line)\n"
    }.joined()
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
