// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Keeps what one stage is done with for the stage that makes the next: its buffers have grown to
/// the size that they need.
///
/// `@unchecked Sendable`: the elements are only touched while `lock` is held.
final class Recycler<Element: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private let limit: Int
  private var idle: [Element] = []

  /// - Parameter limit: Elements kept; what comes beyond them is let go.
  init(limit: Int) {
    self.limit = limit
  }

  func take() -> Element? {
    lock.lock()
    defer { lock.unlock() }
    return idle.popLast()
  }

  func give(_ element: consuming Element) {
    lock.lock()
    defer { lock.unlock() }
    if idle.count < limit { idle.append(element) }
  }
}
