// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Looks at all inputs, and tells each what the others say of the year.
struct ProbedInputs {
  private let options: IngestOptions
  private let hashesFiles: Bool

  init(_ options: IngestOptions, hashesFiles: Bool) {
    self.options = options
    self.hashesFiles = hashesFiles
  }

  /// What is known of `plans` from their beginnings, or why they cannot be read.
  ///
  /// Stamps without a year are of the one that is nearest to when the incident is `stated` to have been;
  /// else to the first event of the other inputs; else to that of the case, `known`; else it is told by
  /// when the content was written, which also serves inputs without such a time.
  func probe(
    _ plans: [InputPlan], stated: Timestamp?, known: Timestamp?
  ) throws(RecountError) -> [Result<InputPlan, InputError>] {
    var probed = try look(at: plans)
    var found = probed.map { try? $0.get() }
    let stating = found.compactMap { $0?.isYearWritten == false ? $0?.firstEvent : nil }.min()
    let sure = stated ?? stating ?? known
    guard let moment = sure ?? found.compactMap({ $0?.firstEvent }).min() else { return probed }
    for place in found.indices {
      guard var plan = found[place], plan.stampRules.year == nil,
        sure != nil || !plan.isYearWritten
      else { continue }
      // Contents that were not looked at may state no year either.
      plan.stampRules.year = .near(moment)
      probed[place] = .success(plan)
      found[place] = plan
    }
    let places = found.indices.filter {
      found[$0]?.lacksYear == true || sure != nil && found[$0]?.isYearWritten == true
    }
    guard !places.isEmpty else { return probed }
    let again = try look(at: places.compactMap { found[$0] })
    for (place, plan) in zip(places, again) { probed[place] = plan }
    return probed
  }

  private func look(
    at plans: [InputPlan]
  ) throws(RecountError) -> [Result<InputPlan, InputError>] {
    let (options, hashesFiles) = (options, hashesFiles)
    return try ParallelMap.run(plans.count, options) {
      index, buffers -> Result<InputPlan, InputError> in
      Result { () throws(InputError) in
        try InputProbe.probed(plans[index], options, buffers: buffers, hashesFile: hashesFiles)
      }
    }
  }
}
