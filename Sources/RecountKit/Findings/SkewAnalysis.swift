// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
package import RecountModel
import RecountStore

/// Tells how far the clocks of the sources of a case are apart, by the request ids that they share.
package enum SkewAnalysis {
  /// Each pair of sources that shares an id, in the order of the case; nothing is shifted by it.
  package static func skews(casePath: String) throws(RecountError) -> [SourceSkew] {
    let shared = try stage { () throws(StoreError) in
      try CaseReader(path: casePath).sharedIDs()
    }
    return shared.map { SkewMeasure.estimate($0) }
  }
}
