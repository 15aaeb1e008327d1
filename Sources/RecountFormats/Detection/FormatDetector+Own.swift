// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension FormatDetector {
  /// The format of a content among the known ones and `own`, which users described; where both take the
  /// lines as well, theirs is meant.
  package static func detect(
    entry: String?, _ lines: LineBatch?, own: [LogFormat]
  ) -> Verdict {
    let known = detect(entry: entry, lines)
    guard !own.isEmpty else { return known }
    let sample = WrapperDetector.plain(sampled(lines, atMost: sampleLines))
    guard !sample.isEmpty, let found = inside(sample, own) else { return known }
    var verdict = found
    let score = known.format == nil ? 0 : known.ranking.first?.score ?? 0
    guard found.ranking.first?.score ?? 0 >= score else { return known }
    verdict.ranking = found.ranking + known.ranking
    return verdict
  }

  /// The best of `own` for lines as they are, else for what is in their wrappers.
  private static func inside(_ sample: [[UInt8]], _ own: [LogFormat]) -> Verdict? {
    var lines = sample
    var kinds: [WrapperKind] = []
    while true {
      var verdict = rank(lines, among: own)
      if let format = verdict.format?.wrapped(in: kinds) {
        verdict.format = format
        verdict.wrappers = kinds.map(\.rawValue)
        return verdict
      }
      guard kinds.count < WrapperKind.maxDepth,
        let kind = WrapperDetector.kinds(lines).first
      else { return nil }
      kinds.append(kind)
      lines = lines.compactMap(kind.text)
      if lines.isEmpty { return nil }
    }
  }
}
