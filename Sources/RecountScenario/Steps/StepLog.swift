// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Writes the log of a failed step the way Bitbucket shows it: clone, script, teardown.
struct StepLog: Sendable {
  private let header = LogTemplate(
    """
    + umask 000
    + GIT_LFS_SKIP_SMUDGE=1 retry 6 git clone --branch="{branch}" --depth 50 https://x-token-auth:$REPOSITORY_OAUTH_ACCESS_TOKEN@bitbucket.org/$BITBUCKET_REPO_FULL_NAME.git $BUILD_DIR
    Cloning into '/opt/atlassian/pipelines/agent/build'...
    + git reset --hard {5}
    HEAD is now at {hex:7} Change how the {4} is kept in {3}
    + git config user.name bitbucket-pipelines
    + git config user.email commits-noreply@bitbucket.org
    + git remote set-url origin http://bitbucket.org/$BITBUCKET_REPO_FULL_NAME
    Images used:
        build : {2}@sha256:{digest}
    """)

  private let teardown = LogTemplate(
    """
    Searching for test report files in directories named [test-results, failsafe-reports, test-reports, TestResults, surefire-reports] down to a depth of 4
    Finished scanning for test reports. Found 0 test report files.
    """)

  /// What the daemon says when it says anything; set-up failed, so no command was echoed.
  private let imagePulls: [LogTemplate] = ImagePull.daemonTexts.map { LogTemplate($0) }

  /// Share of failed image pulls that leave a log with text, per mille.
  private let imagePullTextPermille = 140

  /// Replaces `buffer` by the log.
  ///
  /// - Parameters:
  ///   - failure: the ordinary failure; nil when the image could not be fetched.
  ///   - record: the failed step.
  ///   - generator: random stream for the words.
  ///   - buffer: where the log goes.
  /// - Returns: the number of lines.
  func write(
    _ failure: BuildTool.Failure?, of record: StepRecordWriter.Record,
    _ generator: inout SeededGenerator, to buffer: inout ByteBuffer
  ) -> Int {
    buffer.removeAll()
    guard let failure else {
      let bits = generator.next()
      guard Int(bits & 1023) < imagePullTextPermille else { return 0 }
      let text = imagePulls[TextTemplate.skewed(imagePulls.count, bits)]
      return text.append(to: &buffer, &generator, given: LogWords.names(record.repository))
    }
    let given = LogWords.all(record.repository, &generator)
    var lines = header.append(to: &buffer, &generator, given: given)
    lines += failure.log.append(
      to: &buffer, &generator, given: given, commands: record.step.commands)
    // A container that was killed, or a step whose time was over, is not tidied up.
    if failure.reason.outcome == .failure {
      lines += teardown.append(to: &buffer, &generator, given: given)
    }
    return lines
  }
}
