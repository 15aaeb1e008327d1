// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Glibc

/// A file that gets its name when it is whole.
///
/// It is written beside its place under a name of its own and renamed, so that nobody ever finds
/// half of it under the final name, whatever ends the run. A link is followed: what it names is
/// replaced.
struct PartialFile {
  let path: String
  /// Where it is written until then; a killed run leaves it behind.
  let partial: String

  init(path: String) {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    self.path = url.path
    partial =
      url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).\(getpid()).partial"
  }

  func publish() throws(RecountError) {
    guard unsafe rename(partial, path) == 0 else {
      let code = errno
      discard()
      throw PartialFile.error(code, path)
    }
  }

  func discard() {
    for name in [partial, partial + "-journal"] { _ = unsafe unlink(name) }
  }

  /// What the call that failed said.
  static func error(_ code: Int32, _ path: String) -> RecountError {
    switch code {
    case ENOSPC, EDQUOT, EFBIG:
      RecountError(
        .io, "there is no room left for the export", at: path, cause: RecountError.text(code),
        try: "make room or name another place with -o")
    case EPIPE:
      RecountError(
        .io, "nobody reads the export any more", at: path, cause: RecountError.text(code))
    default:
      RecountError(
        .io, "the export cannot be written", at: path, cause: RecountError.text(code),
        try: "check the folder and its permissions, or name another place with -o")
    }
  }
}
