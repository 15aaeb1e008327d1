// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What the words of the agent or the service about a failure mean, in logs and records alike.
enum AzureReason {
  case timeout, agentLost, cancelled

  init?(_ message: String) {
    if AzureReason.timeouts.contains(where: message.contains) {
      self = .timeout
    } else if AzureReason.losses.contains(where: message.contains) {
      self = .agentLost
    } else if message.hasPrefix("The operation was canceled") {
      self = .cancelled
    } else {
      return nil
    }
  }

  private static let timeouts = [
    "ran longer than the maximum time of ", "The task has timed out",
  ]
  private static let losses = [
    "We stopped hearing from agent", "lost communication with the server",
    "The remote provider was unable to process the request",
    "The agent has received a shutdown signal",
  ]

  /// The code of `Bash exited with code '1'.` and `… failed with exit code 1`.
  static func exitCode(_ message: String) -> Int? {
    for words in ["exited with code '", "failed with exit code ", "failed with exit code: "] {
      guard let place = message.firstRange(of: words) else { continue }
      if let code = Int(message[place.upperBound...].prefix { $0 == "-" || $0.isNumber }) {
        return code
      }
    }
    return nil
  }

  /// Whether a step is one that stands before the user's own.
  static func isSetUp(step name: String, task: String) -> Bool {
    task == "Get sources" || name == "Initialize containers" || name.hasPrefix("Initialize job")
      || name.hasPrefix("Prepare job") || name.hasPrefix("Checkout ")
      || name.hasPrefix("Pre-job: ") || name.hasPrefix("Download Secrets: ")
  }
}
