// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// In which part of a job a step ran.
package enum StepPhase: Sendable {
  /// Before the user's commands: pulling images, cloning, restoring caches.
  case setup
  /// The user's commands.
  case script
}

/// A text by which a failed step tells why it failed, and what that makes of it.
///
/// The texts are patterns as `FailurePattern` reads them. A rule matches a line that holds one of
/// `anyOf`, if there are any, each of `allOf` and none of `noneOf`. A rule without texts decides by
/// the exit code alone.
package struct FailureRule: Equatable, Sendable {
  package enum Phase: Sendable {
    case any, setup, script
  }

  /// Which lines after a matching one belong to it.
  package enum Block: Sendable {
    /// None.
    case line
    /// Stack frames, and lines that are indented deeper.
    case stack
    /// The lines of its message to the first stack frame, and then as `stack`.
    case exception
    /// Indented lines and the first that is not: a Python traceback.
    case traceback
    /// All lines to the next empty one.
    case paragraph
    /// Indented lines, and empty ones between them.
    case section
    /// The separators before and after the line and what `stack` takes: a test in a frame.
    case framed
  }

  /// A dotted name, such as `image-pull.registry-5xx`; unique in its set.
  package var name: String
  /// `unknown` marks lines as telling and decides nothing.
  package var failureClass: FailureClass
  /// Turns the rule round: a matching line tells of no failure to rules of its priority and below.
  package var isDismissal = false
  package var phase: Phase = .any
  package var anyOf: [String] = []
  package var allOf: [String] = []
  package var noneOf: [String] = []
  /// Exit codes with which the rule decides; any when empty.
  package var exitCodes: [Int] = []
  /// Whether the rule decides only where no exit code is known: a runner that was lost tells none.
  package var isWithoutExitCode = false
  /// From 1 to 9: of the rules that match a step the highest decides, and among equals the first.
  package var priority = defaultPriority
  package var block: Block = .stack
  /// Lines that this rule must decide.
  package var matches: [String] = []
  /// Lines that this rule must not match.
  package var refuses: [String] = []

  package static let defaultPriority = 5

  package init(name: String, failureClass: FailureClass) {
    self.name = name
    self.failureClass = failureClass
  }

  /// Whether the rule says whose failure a step is.
  package var decides: Bool { !isDismissal && failureClass != .unknown }

  func applies(in phase: StepPhase) -> Bool {
    switch (self.phase, phase) {
    case (.any, _), (.setup, .setup), (.script, .script): true
    case (.setup, .script), (.script, .setup): false
    }
  }
}
