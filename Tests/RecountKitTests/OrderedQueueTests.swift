// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import Testing

@Suite struct OrderedQueueTests {
  @Test(arguments: [1, 2, 8])
  func `gives elements in the order of inputs however many threads push`(threads: Int) {
    let queue = OrderedQueue<(input: Int, step: Int)>(capacity: 3)
    let next = Counter()
    let workers = WorkerGroup(threads) {
      while let input = next.take(below: 40) {
        for step in 0..<(input % 7 + 1) {
          #expect(queue.push((input, step), of: input))
        }
      }
    }
    for input in 0..<40 {
      for step in 0..<(input % 7 + 1) {
        let found = queue.pop(input)
        #expect(found.input == input && found.step == step)
      }
    }
    workers.wait()
  }

  @Test func `a closed queue lets those who wait go`() {
    let queue = OrderedQueue<Int>(capacity: 1)
    #expect(queue.push(1, of: 0))
    let worker = WorkerGroup(1) {
      // No room: the input that is taken has one that waits.
      #expect(!queue.push(2, of: 0))
    }
    queue.close()
    worker.wait()
    #expect(!queue.push(3, of: 0))
  }
}
