// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CArchive
import CIsal
import CZlib

/// Which libraries the input is read with.
package enum InputLibraries {
  package static var zlibVersion: String { unsafe String(cString: CZlib.zlibVersion()) }

  /// Whether ISA-L, which inflates gzip faster than zlib, can be used.
  package enum FastInflate: Sendable {
    case ready
    /// The library is not on this machine.
    case missing
    /// This program was built without its headers.
    case notBuilt
  }

  package static var fastInflate: FastInflate {
    if recount_isal_is_built() == 0 { return .notBuilt }
    return IsalInflater() == nil ? .missing : .ready
  }

  package static var archiveVersion: String {
    unsafe String(cString: archive_version_string())
  }
}
