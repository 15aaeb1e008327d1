// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Raw logs of GitHub Actions jobs, one every minute and a half through the month, some failing.
///
/// A log depends on its number and the seed alone, so a larger corpus begins with the smaller one.
package struct JobCorpus {
  /// Of 10,000 jobs.
  private static let failingShare = 1400
  /// In ticks of 100 ns, as the stamps of these logs.
  private static let ticksBetweenJobs = 90 * 10_000_000

  package private(set) var truth = JobTruth()
  private let count: Int
  private let seed: UInt64

  package init(count: Int, seed: UInt64 = 1) {
    self.count = count
    self.seed = seed
  }

  /// The logs as they are before compression, with their numbers from 0.
  package mutating func write(
    to sink: (Int, [UInt8]) throws(CorpusError) -> Void
  ) throws(CorpusError) {
    for number in 0..<count {
      let log = makeLog(number)
      truth += log.truth
      try sink(number, log.bytes)
    }
  }

  /// Writes each log gzipped into `folder`, which is made unless it is there.
  package mutating func write(into folder: String) throws(CorpusError) {
    try ByteSink.makeFolder(folder)
    try write { number, log throws(CorpusError) in
      var name = ByteText()
      name.append(number, width: 5)
      let digits = String(decoding: name.bytes, as: UTF8.self)
      try ByteSink(path: "\(folder)/job-\(digits).log.gz").write(GzipMember.compress(log))
    }
  }

  private func makeLog(_ number: Int) -> JobLog {
    var random = RandomStream(seed: seed, stream: UInt64(number))
    // The days of a month are as many as its stamps have; a longer corpus begins anew.
    let month = 31 * CorpusDate.secondsPerDay * 10_000_000
    let begin =
      number * JobCorpus.ticksBetweenJobs % (month - CorpusDate.secondsPerDay * 10_000_000)
    let isFailing = random.happens(JobCorpus.failingShare)
    return JobLog(
      start: begin + random.below(600_000_000), lines: random.within(110...400),
      isFailing: isFailing, &random)
  }
}
