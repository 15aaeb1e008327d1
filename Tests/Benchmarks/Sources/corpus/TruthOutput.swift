// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Corpora

/// Standard error, where the truth about a corpus goes while the corpus itself is standard output.
enum TruthOutput {
  static func write(_ json: String) throws(CorpusError) {
    try ByteSink(.error).write(Array((json + "\n").utf8))
  }
}
