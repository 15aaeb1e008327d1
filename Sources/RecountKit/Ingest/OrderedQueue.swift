// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Carries what several threads make of inputs to one thread that takes it in the order of inputs.
///
/// Threads may run ahead as far as `capacity` elements of all inputs together; the input that is
/// being taken always has room for one, so that nothing can wait for ever.
///
/// `@unchecked Sendable`: every access to what is stored happens while `condition` is locked.
package final class OrderedQueue<Element: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let capacity: Int
  private var waiting: [Int: [Element]] = [:]
  private var count = 0
  /// The input that is being taken.
  private var current = 0
  private var isClosed = false

  package init(capacity: Int) {
    self.capacity = capacity
  }

  /// Waits for room; false when the consumer has gone and nothing more is wanted.
  package func push(_ element: Element, of input: Int) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while !isClosed, !hasRoom(input) { condition.wait() }
    guard !isClosed else { return false }
    waiting[input, default: []].append(element)
    count += 1
    condition.broadcast()
    return true
  }

  /// Waits for the next element of `input`.
  package func pop(_ input: Int) -> Element {
    condition.lock()
    defer { condition.unlock() }
    if current != input {
      current = input
      condition.broadcast()
    }
    while waiting[input]?.isEmpty ?? true { condition.wait() }
    let first = waiting[input, default: []].removeFirst()
    if waiting[input]?.isEmpty ?? true { waiting[input] = nil }
    count -= 1
    condition.broadcast()
    return first
  }

  /// Lets producers that wait give up.
  package func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }

  private func hasRoom(_ input: Int) -> Bool {
    count < capacity || (input == current && waiting[input] == nil)
  }
}
