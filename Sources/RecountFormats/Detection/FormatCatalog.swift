// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Every format that Recount knows, the most specific first.
package enum FormatCatalog {
  package static let all: [LogFormat] = [
    .statuspage, .statuspageFeed, .alertmanager, .pagerduty, .opsgenie, .grafanaAnnotations,
    .slackExport, .githubDeployments, .gitlabDeployments,
    .kubernetesEvents, .cloudTrail,
    .githubJobs, .gitlabJobs, .bitbucketSteps, .jenkinsRuns, .prowResult,
    .buildkiteJobs, .azureTimeline, .circleBuild, .circleOutput, .droneBuild, .droneLog,
    .junitXML,
    .jenkinsConsole, .travisLog, .buildkiteLog, .teamcityLog, .taskclusterLog, .buildkitPlain,
    .bitbucketLog, .gitlabTrace, .githubStepLog, .azureLog, .githubJobLog, .prowLog,
    .calendar, .csvTimeline, .markdownTimeline,

    .w3c, .awsALB, .awsELB, .awsConnections, .awsS3, .haproxy, .ingressNginx, .squid, .uwsgi,
    .werkzeug, .goRequests, .envoy, .nginxTimed,
    .traefik, .bitbucketAccess, .confluenceAccess, .nginxError, .apacheError,
    .caddy, .traefikJSON, .envoyJSON, .cloudflare, .gcpRequest, .azureAccess, .kong,
    .cloudfrontJSON, .otlp, .serilog, .gelf, .pino, .zap, .herokuRouter,
    .jsonAccess, .combined, .logfmtAccess,
  ]

  /// Formats that can stand in wrappers, with those that stand nowhere else.
  package static let insideWrappers: [LogFormat] =
    all.filter { $0.family == .access && !$0.isDocument } + [.undatedCommon]

  /// The format called `name`, nil when there is none.
  ///
  /// `docker-json/nginx-timed` is a format in a wrapper; there may be several, the outermost first.
  package static func format(named name: String) -> LogFormat? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let last = parts.last else { return all.first { $0.name == name } }
    let kinds = parts.dropLast().compactMap(WrapperKind.init(rawValue:))
    guard kinds.count == parts.count - 1 else { return nil }
    return insideWrappers.first { $0.name == last }?.wrapped(in: kinds)
  }
}
