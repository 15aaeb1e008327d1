// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto
import Foundation

/// What a browser may load and run for a report: its one style and its one script, by their hash.
///
/// Whatever text of a log found a way into the markup, it would not run.
/// See https://www.w3.org/TR/CSP3/.
enum ContentPolicy {
  static func text(style: String, script: String) -> String {
    """
    default-src 'none'; img-src data:; style-src '\(hash(style))'; \
    script-src '\(hash(script))'; base-uri 'none'; form-action 'none'
    """
  }

  /// `sha256-` and the hash of the text between the tags.
  private static func hash(_ text: String) -> String {
    let digest = SHA256.hash(data: Array(text.utf8))
    return "sha256-" + Data(digest).base64EncodedString()
  }
}
