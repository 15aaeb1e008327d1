// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CArchive
import CZlib

/// Which libraries the input is read with.
package enum InputLibraries {
  package static var zlibVersion: String { unsafe String(cString: CZlib.zlibVersion()) }

  package static var archiveVersion: String {
    unsafe String(cString: archive_version_string())
  }
}
