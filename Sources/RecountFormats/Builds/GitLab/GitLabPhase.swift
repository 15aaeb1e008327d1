// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The sections that the runner itself makes in a trace.
///
/// Source: https://gitlab.com/gitlab-org/gitlab-runner, `common/build.go`
enum GitLabPhase {
  /// In the order in which a job goes through them.
  static let known: Set<String> = [
    "resolve_secrets", "prepare_executor", "prepare_script", "get_sources", "clear_worktree",
    "restore_cache", "download_artifacts", "step_script", "build_script", "step_release",
    "after_script", "archive_cache", "archive_cache_on_failure", "upload_artifacts_on_success",
    "upload_artifacts_on_failure", "cleanup_file_variables",
  ]

  /// Phases that come whatever happened before, and fail no job.
  private static let trailing: Set<String> = [
    "after_script", "archive_cache", "archive_cache_on_failure", "upload_artifacts_on_failure",
    "cleanup_file_variables",
  ]

  static let script = "step_script"

  /// Whether the section runs the user's commands; its name was `build_script` before runner 13.
  static func isScript(_ name: String) -> Bool {
    name == script || name == "build_script" || name == "step_release"
  }

  /// Whether a job that fails can have failed in the section.
  ///
  /// The runner goes through these one after another and stops at the first that fails, so that the
  /// last one that a trace shows is the one that failed.
  static func decides(_ name: String) -> Bool { !trailing.contains(name) }
}
