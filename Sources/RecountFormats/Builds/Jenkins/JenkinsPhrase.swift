// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What Jenkins itself says in the middle of a console about how a build goes.
enum JenkinsPhrase {
  /// The connection to the agent broke. It may come back: only a build that fails failed of it.
  case agentLost
  /// An exception that programs throw, too: a loss only behind an error of Jenkins.
  case channelClosed
  /// The build, or the `timeout` step around a part of it, ran out of time.
  case timedOut
  /// A person or another build stopped it.
  case aborted
  /// `ERROR: script returned exit code 2`.
  case exitCode(Int?)
  /// Another error, in the words of a step.
  case error
  /// `Build step 'Execute shell' marked build as failure`.
  case buildStepFailed
  /// `Failed in branch linux`, with the place of the name.
  case branchFailed(ByteRange)
  /// Tests were recorded, which can make the build unstable.
  case recordsTests
  /// `Build step 'Publish' changed build result to UNSTABLE`.
  case unstable
  /// An agent took the build; the place of its name.
  case runsOn(ByteRange)
  /// The place of the URL that is cloned.
  case clones(ByteRange)

  /// The phrase with which `text` begins, nil for the lines of programs.
  @inline(__always)
  static func read(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    guard text.count > 8 else { return nil }
    switch bytes[text.lowerBound] {
    case 0x41: return readA(bytes, text)
    case 0x42: return readB(bytes, text)
    case 0x43: return readC(bytes, text)
    case 0x45, 0x46: return readErrors(bytes, text)
    case 0x52: return readR(bytes, text)
    case 0x54:
      return bytes.hasPrefix("Timeout has been exceeded", at: text.lowerBound) ? .timedOut : nil
    case 0x68, 0x6A, 0x77: return readLoss(bytes, text)
    default: return nil
    }
  }

  private static func readA(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let start = text.lowerBound
    if bytes.hasPrefix("Agent went offline during the build", at: start)
      || bytes.hasPrefix("Agent was removed", at: start)
    {
      return .agentLost
    }
    return bytes.hasPrefix("Aborted by ", at: start) ? .aborted : nil
  }

  private static func readB(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let start = text.lowerBound
    if bytes.hasPrefix("Build timed out (after ", at: start) { return .timedOut }
    if bytes.hasPrefix("Build was aborted", at: start) { return .aborted }
    if bytes.hasPrefix("Build step '", at: start) { return readBuildStep(bytes, text) }
    let isRemote = bytes.hasPrefix("Building remotely on ", at: start)
    if isRemote || bytes.hasPrefix("Building on ", at: start) {
      return .runsOn(upTo(" (", or: " in workspace", bytes, start + (isRemote ? 21 : 12), text))
    }
    return nil
  }

  private static func readBuildStep(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let words = bytes.string(ByteRange(text.prefix(256)))
    if words.hasSuffix("marked build as failure") { return .buildStepFailed }
    if words.hasSuffix("changed build result to UNSTABLE") { return .unstable }
    return words.hasSuffix("changed build result to FAILURE") ? .buildStepFailed : nil
  }

  private static func readC(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let start = text.lowerBound
    if bytes.hasPrefix("Cannot contact ", at: start) { return .agentLost }
    if bytes.hasPrefix("Cancelling nested steps due to timeout", at: start) { return .timedOut }
    if bytes.hasPrefix("Cloning repository ", at: start) {
      return .clones(ByteRange(start + 19, text.upperBound))
    }
    return bytes.hasPrefix("Caused by: ", at: start) ? channelLoss(bytes, start + 11) : nil
  }

  private static func readErrors(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let start = text.lowerBound
    if bytes.hasPrefix("ERROR: script returned exit code ", at: start) {
      let code = bytes.string(ByteRange(start + 33, min(text.upperBound, start + 45)))
      return .exitCode(Int(code))
    }
    if bytes.hasPrefix("ERROR: ", at: start) { return loss(bytes, start + 7) ?? .error }
    if bytes.hasPrefix("FATAL: ", at: start) { return loss(bytes, start + 7) ?? .error }
    if bytes.hasPrefix("Failed in branch ", at: start) {
      return .branchFailed(ByteRange(start + 17, text.upperBound))
    }
    return nil
  }

  private static func readR(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let start = text.lowerBound
    if bytes.hasPrefix("Recording test results", at: start) { return .recordsTests }
    if bytes.hasPrefix("Running on ", at: start) {
      let name = upTo(" in /", or: " in C:", bytes, start + 11, text)
      return Int(name.end) < text.upperBound ? .runsOn(name) : nil
    }
    return nil
  }

  private static func readLoss(_ bytes: Span<UInt8>, _ text: Range<Int>) -> JenkinsPhrase? {
    let start = text.lowerBound
    if bytes.hasPrefix("wrapper script does not seem to be touching the log file", at: start) {
      return .agentLost
    }
    return channelLoss(bytes, start)
      ?? (bytes.hasPrefix("java.nio.channels.ClosedChannelException", at: start)
        ? .channelClosed : nil)
  }

  /// Exceptions that only the channel between controller and agent throws.
  private static func channelLoss(_ bytes: Span<UInt8>, _ start: Int) -> JenkinsPhrase? {
    guard bytes.hasPrefix("hudson.remoting.", at: start) else { return nil }
    return bytes.hasPrefix("ChannelClosedException", at: start + 16)
      || bytes.hasPrefix("RequestAbortedException", at: start + 16)
      || bytes.hasPrefix("Channel$OrderlyShutdown", at: start + 16) ? .agentLost : nil
  }

  private static func loss(_ bytes: Span<UInt8>, _ start: Int) -> JenkinsPhrase? {
    if let lost = channelLoss(bytes, start) { return lost }
    return bytes.hasPrefix("java.nio.channels.ClosedChannelException", at: start)
      || bytes.hasPrefix("Issue with creating launcher for agent", at: start)
      || bytes.hasPrefix("Unable to create live FilePath for ", at: start)
      || bytes.hasPrefix("channel is already closed", at: start) ? .agentLost : nil
  }

  /// What stands before the first of two texts, at most to the end of the line.
  private static func upTo(
    _ first: StaticString, or second: StaticString, _ bytes: Span<UInt8>, _ start: Int,
    _ text: Range<Int>
  ) -> ByteRange {
    var index = start
    while index < text.upperBound, !bytes.hasPrefix(first, at: index),
      !bytes.hasPrefix(second, at: index)
    {
      index += 1
    }
    return ByteRange(start, max(start, index))
  }
}
