// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The name that people know a workload by: without what Kubernetes adds to it.
///
/// A pod of the deployment `cart` is called `cart-7d9f8b6c5d-x2k4p`, its replica set `cart-7d9f8b6c5d`, a pod
/// of a stateful set `db-0`, one of a daemon set `agent-x2k4p`, a job of a cron job `backup-28934567`.
///
/// Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go (the letters)
enum WorkloadName {
  /// Generated parts have no vowels, so that they form no words, and no digits that look like letters.
  private static let letters = Set("bcdfghjklmnpqrstvwxz2456789")

  /// Nil for a node, which is no service.
  static func plain(_ name: String, kind: String?) -> String? {
    var parts = name.split(separator: "-", omittingEmptySubsequences: false)
    switch kind {
    case "Node": return nil
    case "Pod":
      if isGenerated(parts, 5...5) {
        parts.removeLast()
        if isGenerated(parts, 6...10) { parts.removeLast() }
      } else if isNumber(parts, 1...4) || isGenerated(parts, 3...10) && holdsDigit(parts) {
        parts.removeLast()
      }
      if isNumber(parts, 8...10) { parts.removeLast() }
    case "ReplicaSet":
      if isGenerated(parts, 1...10) { parts.removeLast() }
    case "Job":
      if isNumber(parts, 8...10) { parts.removeLast() }
    default: break
    }
    return name.isEmpty ? nil : parts.joined(separator: "-")
  }

  private static func isGenerated(_ parts: [Substring], _ length: ClosedRange<Int>) -> Bool {
    guard parts.count > 1, let last = parts.last, length ~= last.utf8.count else { return false }
    return last.allSatisfy { letters.contains($0) }
  }

  private static func isNumber(_ parts: [Substring], _ length: ClosedRange<Int>) -> Bool {
    guard parts.count > 1, let last = parts.last, length ~= last.utf8.count else { return false }
    return last.utf8.allSatisfy(isDigit)
  }

  private static func holdsDigit(_ parts: [Substring]) -> Bool {
    parts.last?.utf8.contains(where: isDigit) == true
  }
}
