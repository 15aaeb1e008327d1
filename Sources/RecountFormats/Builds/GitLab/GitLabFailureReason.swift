// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What GitLab's word for the failure of a job says about it.
///
/// Source: https://docs.gitlab.com/api/jobs/ and GitLab's `app/models/commit_status.rb`
struct GitLabFailureReason {
  var outcome: Outcome
  var failureClass: FailureClass
  /// The phase in which a job that never had a runner failed.
  var phase: String

  private static let waiting = "pending"

  init(_ reason: String) {
    switch reason {
    case "script_failure": self.init(.failure, .unknown, GitLabPhase.script)
    case "job_execution_timeout": self.init(.timeout, .timeout, GitLabPhase.script)
    case "job_canceled": self.init(.cancelled, .cancelled, GitLabFailureReason.waiting)
    case "image_pull_failure", "runner_system_failure", "runner_configuration_error",
      "runner_external_dependency_failure", "runner_interrupted", "runner_unsupported":
      self.init(.error, .infrastructure, "prepare_executor")
    case "stuck_or_timeout_failure", "api_failure", "scheduler_failure", "data_integrity_failure",
      "stale_schedule", "unmet_prerequisites", "ci_quota_exceeded", "no_matching_runner",
      "runner_provisioning_timeout":
      self.init(.error, .infrastructure, GitLabFailureReason.waiting)
    case "missing_dependency_failure": self.init(.failure, .unknown, "download_artifacts")
    default: self.init(.failure, .unknown, GitLabFailureReason.waiting)
    }
  }

  private init(_ outcome: Outcome, _ failureClass: FailureClass, _ phase: String) {
    self.outcome = outcome
    self.failureClass = failureClass
    self.phase = phase
  }
}
