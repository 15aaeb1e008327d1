// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import Testing

@Suite struct StackTraceJoinerTests {
  private func joined(_ text: String) -> [String] {
    var joiner = StackTraceJoiner()
    var messages: [JoinedMessage] = []
    for line in lines(text) {
      if let message = joiner.append(line) { messages.append(message) }
    }
    if let message = joiner.finish() { messages.append(message) }
    return messages.map {
      let (text, frame) = (
        String(decoding: $0.text, as: UTF8.self), String(decoding: $0.frame, as: UTF8.self)
      )
      return "\($0.firstLine)+\($0.lines) \(text)" + (frame.isEmpty ? "" : " @ \(frame)")
    }
  }

  private func lines(_ text: String) -> [ArraySlice<UInt8>] {
    Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  @Test func `the last cause of Java counts, with its first frame`() {
    #expect(
      joined(
        """
        ERROR order failed
        java.lang.IllegalStateException: no stock
        \tat app//com.shop.Cart.add(Cart.java:12)
        \tat com.shop.Main.lambda$run$14(Main.java:3)
        Caused by: java.net.ConnectException: Connection refused
        \tat java.base/sun.nio.ch.Net.connect0(Native Method)
        \t... 12 more
        next line
        """) == [
          "0+1 ERROR order failed",
          "1+6 java.net.ConnectException: Connection refused @ sun.nio.ch.Net.connect#",
          "7+1 next line",
        ])
  }

  @Test func `the first traceback of Python counts, with its last frame`() {
    #expect(
      joined(
        """
        Traceback (most recent call last):
          File "/app/main.py", line 3, in <module>
            run()
          File "/app/views.py", line 12, in show
            return cache[key]
        KeyError: 'a'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "/app/main.py", line 9, in <module>
            raise Failed
        app.Failed: no page
        done
        """) == ["0+13 KeyError: 'a' @ views.py:show", "13+1 done"])
  }

  @Test func `the first frame of Go that is not of the runtime counts`() {
    #expect(
      joined(
        """
        panic: runtime error: index out of range [5] with length 3

        goroutine 1 [running]:
        runtime.gopanic({0x1, 0x2})
        \t/usr/lib/go/src/runtime/panic.go:884 +0x1d
        example.org/shop/cart.(*Cart).Add(0xc000012345, 0x5)
        \t/src/cart.go:17 +0x2b
        main.main()
        \t/src/main.go:9 +0x1d

        goroutine 7 [select]:
        main.wait()
        \t/src/main.go:19 +0x1d
        exit status 2
        """) == [
          "0+13 panic: runtime error: index out of range [5] with length 3 @ cart.(*Cart).Add",
          "13+1 exit status 2",
        ])
  }

  @Test func `frames of JavaScript with and without a name count`() {
    #expect(
      joined(
        """
        TypeError: x is not a function
            at async Cart.add (/app/cart.js:10:5)
            at /app/main.js:2:1
        Error: closed
            at file:///app/socket.js:3:14
            at new Promise (<anonymous>)
          [cause]: RangeError: bad length
              at read (node:buffer:1:2)
        """) == [
          "0+3 TypeError: x is not a function @ Cart.add", "3+5 RangeError: bad length @ read",
        ])
  }

  @Test func `the inner exception of .NET counts`() {
    #expect(
      joined(
        """
        Unhandled exception. System.AggregateException: a ---> System.TimeoutException: late
           at Shop.Cart.Add(String id) in /src/Cart.cs:line 12
           --- End of inner exception stack trace ---
           at Shop.Main.Run()
        System.Exception: outer
         ---> System.IO.IOException: disk
           at Shop.Disk.Write()
        """) == [
          "0+4 System.TimeoutException: late @ Shop.Cart.Add",
          "4+3 System.IO.IOException: disk @ Shop.Disk.Write",
        ])
  }

  @Test func `lines without a trace stay alone`() {
    #expect(
      joined("Step 1/2 : RUN x\n ---> 3f5a1b\nat last\n\n... \n  at home\n\tat rest\n")
        == [
          "0+1 Step 1/2 : RUN x", "1+1 ---> 3f5a1b", "2+1 at last", "4+1 ...", "5+1 at home",
          "6+1 at rest",
        ])
    #expect(joined("") == [])
    #expect(joined("\tat a.b.C(D.java:1)") == ["0+1 at a.b.C(D.java:1)"])
  }

  @Test func `the lines of one message make one`() throws {
    let message = try #require(
      StackTraceJoiner.message(
        of: lines("WARN failed\njava.io.IOException: x\n\tat a.b.C.d(D.java:1)\n\nmore\n")))
    #expect(message.lines == 6)
    #expect(message.firstLine == 0)
    #expect(message.text == Array("java.io.IOException: x".utf8))
    #expect(message.frame == Array("a.b.C.d".utf8))
    #expect(StackTraceJoiner.message(of: []) == nil)
  }

  @Test func `a long trace and long lines take bounded room`() {
    var joiner = StackTraceJoiner()
    let frame = Array(("\tat " + String(repeating: "a.", count: 9000) + "B(C.java:1)").utf8)
    _ = joiner.append([UInt8](repeating: 0x78, count: 1 << 20)[...])
    for _ in 0..<1000 { _ = joiner.append(frame[...]) }
    let message = joiner.finish()
    #expect(message?.lines == 1001)
    #expect(message?.text.count == 4096)
    #expect(message?.frame.count ?? 0 <= 128)
  }
}
