// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What part of a job the lines of a Travis log belong to.
enum TravisPhase {
  /// What Travis does itself: worker, system, checkout, caches, language.
  case setUp
  /// A command outside of a fold, which turns out to be of the script or of the set-up.
  case command
  /// `before_install` and `install`.
  case install
  case beforeScript
  case script
  case deploy
  /// Caches and `after_*`, which decide nothing.
  case after

  /// The phase of a fold; `hasScript` tells whether commands of the script came before it.
  ///
  /// Folds are named after their phase and numbered when it has more than one: `before_script.2`.
  init(fold: ByteRange, _ bytes: Span<UInt8>, hasScript: Bool) {
    let end = firstIndex(of: 0x2E, in: bytes, fold.range) ?? Int(fold.end)
    switch bytes.string(ByteRange(Int(fold.start), end)) {
    case "before_install", "install": self = .install
    case "before_script": self = .beforeScript
    case "script": self = .script
    case "before_deploy", "deploy": self = .deploy
    case "after_success", "after_failure", "after_script", "after_deploy", "before_cache":
      self = .after
    default: self = hasScript ? .after : .setUp
    }
  }

  /// Whether the user's own code has no part in it yet.
  var isSetUp: Bool { self == .setUp || self == .command || self == .install }
}
