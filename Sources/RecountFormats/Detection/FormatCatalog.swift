// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Every format that Recount knows, the most specific first.
package enum FormatCatalog {
  package static let all: [LogFormat] = [
    .statuspage, .githubJobs, .gitlabJobs, .bitbucketSteps, .jenkinsRuns, .prowResult,
    .buildkiteJobs, .azureTimeline, .circleBuild, .circleOutput, .droneBuild, .droneLog,
    .junitXML,
    .jenkinsConsole, .travisLog, .buildkiteLog, .teamcityLog, .taskclusterLog, .buildkitPlain,
    .bitbucketLog, .gitlabTrace, .githubStepLog, .azureLog, .githubJobLog, .prowLog,

    .awsALB, .envoy, .nginxTimed,
    .jsonAccess, .combined,
  ]

  /// The format called `name`, nil when there is none.
  package static func format(named name: String) -> LogFormat? {
    all.first { $0.name == name }
  }
}
