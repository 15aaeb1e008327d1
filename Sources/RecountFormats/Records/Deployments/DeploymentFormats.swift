// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

private let githubStatus = MemberNames("deployment_url", "state")
private let githubDeployment = MemberNames("statuses_url", "environment", "task")
private let gitlabHook = MemberNames("object_kind", "status_changed_at", "deployment_id")
private let gitlabList = MemberNames("deployable", "environment", "iid")

extension LogFormat {
  package static let githubDeployments = LogFormat(
    name: "github-deployments",
    title: "GitHub, deployments and their statuses",
    family: .record, stamp: .end, specificity: 0.97, isDocument: true,
    notes: """
      Deployments or statuses of one, as the interface lists them or as the webhooks \
      `deployment` and `deployment_status` carry them; one document or one record a line. A status \
      `success` is `deployed`: the deployment was done, which is not yet that users reached it. \
      `failure`, `error` and the making of a deployment are notes; other states are counted and \
      give nothing. The service is the repository.
      """,
    examples: [
      Example(
        #"[{"id":3,"state":"inactive","environment":"production","created_at":"2025-03-12T09:40:00Z","deployment_url":"https://api.github.com/repos/octo/cart/deployments/42"},{"id":1,"state":"success","description":"v41","environment":"production","created_at":"2025-03-12T09:10:41Z","deployment_url":"https://api.github.com/repos/octo/cart/deployments/42"}]"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"deployed","plus_minus_us":500000,"service":"cart","text":"deployed to production: v41","time":"2025-03-12T09:10:41.000000Z"}
          """#),
      Example(
        #"{"id":42,"sha":"279484c0","ref":"main","task":"deploy","environment":"production","created_at":"2025-03-12T09:09:12Z","statuses_url":"https://api.github.com/repos/octo/cart/deployments/42/statuses"}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500000,"service":"cart","text":"deployment of main to production created","time":"2025-03-12T09:09:12.000000Z"}
          """#),
    ],
    refusals: [
      Refusal(
        #"{"state":"success","deployment_url":"https://api.github.com/repos/o/r/deployments/4"}"#,
        because: .missingField),
      Refusal(
        #"{"state":"great","created_at":"2025-03-12T09:10:41Z","deployment_url":"x"}"#,
        because: .malformedStatus),
      Refusal(
        #"{"state":"success","created_at":"soon","deployment_url":"x"}"#, because: .malformedTime),
      Refusal(#"{"state":"success"}"#, because: .malformedJSON),
    ],
    matches: { githubStatus.allStand(in: $0) || githubDeployment.allStand(in: $0) },
    makeParser: { _ in DeploymentParser<GitHubDeployment>() })

  package static let gitlabDeployments = LogFormat(
    name: "gitlab-deployments",
    title: "GitLab, deployments",
    family: .record, stamp: .end, specificity: 0.97, isDocument: true,
    notes: """
      Deployments as the interface lists them, or webhooks of the kind `deployment`; one document or \
      one record a line. The time is that of the last change of the status. `success` is `deployed`, \
      `failed` and `canceled` are notes; other statuses are counted and give nothing. The service \
      is the project of a webhook.
      """,
    examples: [
      Example(
        #"{"object_kind":"deployment","status":"success","status_changed_at":"2025-03-12 09:10:41 +0000","deployment_id":15,"environment":"production","project":{"id":7,"name":"cart"},"short_sha":"279484c0","ref":"main"}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"deployed","plus_minus_us":500000,"service":"cart","text":"deployed main to production","time":"2025-03-12T09:10:41.000000Z"}
          """#),
      Example(
        #"[{"id":41,"iid":1,"ref":"main","sha":"99d03678","created_at":"2025-03-12T09:09:12.310Z","updated_at":"2025-03-12T09:10:41.310Z","status":"failed","environment":{"id":9,"name":"production"},"deployable":null}]"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500,"text":"deployment main to production failed","time":"2025-03-12T09:10:41.310000Z"}
          """#),
    ],
    refusals: [
      Refusal(
        #"{"object_kind":"deployment","status":"success","deployment_id":15,"environment":"p"}"#,
        because: .missingField),
      Refusal(
        #"{"object_kind":"deployment","status":"success","status_changed_at":"soon","environment":"p"}"#,
        because: .malformedTime),
      Refusal(
        #"{"object_kind":"deployment","status":"odd","status_changed_at":"soon","environment":"p"}"#,
        because: .malformedStatus),
      Refusal(#"{"object_kind":"push","status":"success"}"#, because: .malformedJSON),
    ],
    matches: { gitlabHook.allStand(in: $0) || gitlabList.allStand(in: $0) },
    makeParser: { _ in DeploymentParser<GitLabDeployment>() })
}
