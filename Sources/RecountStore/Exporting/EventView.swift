// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The views of single events.
package enum EventView: String, CaseIterable, Sendable {
  case requests, steps

  /// What a row of the view is.
  package var unit: EventUnit {
    switch self {
    case .requests: .request
    case .steps: .step
    }
  }
}
