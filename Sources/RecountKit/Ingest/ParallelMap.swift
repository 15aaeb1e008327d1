// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput

/// Runs one piece of work per element on a few threads.
enum ParallelMap {
  /// The results of `body` for 0 to `count`, in this order; of several errors the first by order.
  ///
  /// Each thread has buffers of its own, which `body` may use.
  static func run<Value: Sendable>(
    _ count: Int, _ options: IngestOptions,
    _ body: @escaping @Sendable (Int, InputBuffers) throws -> Value
  ) throws(RecountError) -> [Value] {
    let results = ResultSlots<Value>(count: count)
    let next = Counter()
    WorkerGroup(min(options.threads, count)) {
      let buffers = InputBuffers(engine: options.inflate)
      while let index = next.take(below: count) {
        results.set(index, Result { try body(index, buffers) })
      }
    }.wait()
    do { return try results.all.map { try $0.get() } } catch let error as RecountError {
      throw error
    } catch {
      throw RecountError(.failed, "\(error)")
    }
  }
}

/// `@unchecked Sendable`: the results are only touched while `lock` is held.
private final class ResultSlots<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [Result<Value, any Error>?]

  init(count: Int) {
    results = Array(repeating: nil, count: count)
  }

  func set(_ index: Int, _ result: Result<Value, any Error>) {
    lock.lock()
    results[index] = result
    lock.unlock()
  }

  var all: [Result<Value, any Error>] {
    lock.lock()
    defer { lock.unlock() }
    return results.compactMap(\.self)
  }
}

/// Hands out numbers to threads, each once.
///
/// `@unchecked Sendable`: the number is only touched while `lock` is held.
package final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var next = 0

  package init() {}

  package func take(below limit: Int) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    guard next < limit else { return nil }
    next += 1
    return next - 1
  }
}

/// Threads that do the same work until it is done.
package final class WorkerGroup {
  private let group = DispatchGroup()

  package init(_ count: Int, _ work: @escaping @Sendable () -> Void) {
    for _ in 0..<count {
      group.enter()
      let thread = Thread { [group] in
        WorkerGroup.stepBack()
        work()
        group.leave()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  package func wait() {
    group.wait()
  }

  /// Lets the thread that stores go first where there are more threads than processors: all others
  /// wait for it, and none is waited for as long.
  ///
  /// Source: https://man7.org/linux/man-pages/man2/setpriority.2.html, by which a "process" is one
  /// thread on Linux.
  private static func stepBack() {
    #if os(Linux)
      // Where it is refused, all threads are alike: nothing but speed is lost.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    #endif
  }
}
