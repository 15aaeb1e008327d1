// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The version that every document and `recount --version` names.
package enum RecountVersion {
  package static let text = "0.1.0"
}
