// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote

/// Waits for a remote engine from a thread that cannot suspend.
enum RemoteWait {
  /// `@unchecked Sendable`: the outcome is only touched while `lock` is held.
  private final class Slot<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: Result<Value, RemoteError>?

    func keep(_ outcome: Result<Value, RemoteError>) {
      lock.withLock { kept = outcome }
    }

    var outcome: Result<Value, RemoteError>? { lock.withLock { kept } }
  }

  /// The result of `body`; its task is cancelled when `isInterrupted` says so.
  static func result<Value: Sendable>(
    isInterrupted: @escaping @Sendable () -> Bool,
    _ body: @escaping @Sendable () async throws(RemoteError) -> Value
  ) throws(RecountError) -> Value {
    let slot = Slot<Value>()
    let done = DispatchSemaphore(value: 0)
    let task = Task.detached {
      do throws(RemoteError) {
        slot.keep(.success(try await body()))
      } catch {
        slot.keep(.failure(error))
      }
      done.signal()
    }
    while done.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      if isInterrupted() { task.cancel() }
    }
    switch slot.outcome {
    case .success(let value): return value
    case .failure(let error): throw RemoteConnection.error(error)
    case nil: throw RecountError(.failed, "the remote engine gave no answer")
    }
  }
}
