// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What compilers, package managers and tests print in a job.
enum JobChatter {
  /// A line that says nothing about success.
  static func line(_ component: String, _ random: inout RandomStream) -> String {
    let other = random.element(of: Vocabulary.components)
    let thing = random.element(of: Vocabulary.goods)
    switch random.below(8) {
    case 0, 1:
      return "[\(random.within(1...400))/400] Compiling \(component) \(other)_\(thing).swift"
    case 2:
      let time = "0.\(random.within(100...999)) seconds"
      return "Test Case '\(component)Tests.\(other)_\(thing)' passed (\(time))"
    case 3:
      let version = "\(random.below(9)).\(random.below(30)).1"
      return "warning: \(other)-\(thing) \(version) is deprecated, use \(other)-core"
    case 4:
      let package = "\(thing)_\(random.below(9)).\(random.below(60)).deb"
      return """
        Get:\(random.within(1...300)) https://packages.example.com/pool/\(thing)/\(package) \
        [\(random.within(4...9000)) kB]
        """
    case 5:
      let place = "\(thing).swift:\(random.within(1...900)):\(random.within(1...80))"
      return """
        /home/runner/work/\(component)/Sources/\(other)/\(place): \
        warning: value '\(thing)' was never used
        """
    case 6:
      let time = "\(random.below(20)).\(random.within(100...999))s"
      return "  ok  example.com/\(component)/\(other)/\(thing)  \(time)"
    default:
      let count = random.within(1...900)
      return "INFO  \(component): \(count) of \(thing) from \(other) in \(random.below(9000)) ms"
    }
  }

  /// What the command that fails prints before the runner speaks.
  static func failure(_ component: String, _ random: inout RandomStream) -> String {
    switch random.below(6) {
    case 0: "Error: connect ECONNREFUSED 127.0.0.1:\(random.within(5000...6000))"
    case 1: "fatal: unable to access 'https://git.example.com/\(component)': Could not resolve host"
    case 2: "error: no such module '\(component)'"
    case 3: "FAIL: \(component)Tests expected \(random.below(50)), got \(random.within(50...99))"
    case 4: "No space left on device"
    default: "java.lang.OutOfMemoryError: Java heap space"
    }
  }

  /// What a problem matcher adds as an error of its own.
  static func annotation(_ component: String, _ random: inout RandomStream) -> String {
    "\(component)/\(random.element(of: Vocabulary.goods)).swift(\(random.within(1...900))): failed"
  }
}
