// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What became of a step that did not succeed.
///
/// A failed step is counted once whatever became of it; this tells apart what a reader would ask next:
/// `retried` failed and succeeded in a later attempt of the same run; `let through` failed and was
/// allowed to; `collateral` was cancelled or skipped after another step of its job had failed;
/// `cancelled` and `not run` without that; `failed` is all the rest. NULL for a step that succeeded or
/// whose outcome is not known.
enum StepFate {
  /// Makes the table of what only other rows tell anew.
  static let rebuild = """
    DELETE FROM step_fate;
    INSERT INTO step_fate SELECT DISTINCT step.id, 'retried'
      FROM step JOIN step AS later ON later.run = step.run AND later.job = step.job
        AND later.provider = step.provider AND later.number = step.number
        AND later.counted = step.counted AND later.attempt > step.attempt
      WHERE step.outcome BETWEEN 1 AND 3 AND step.outcome_known
        AND later.attempt > 1 AND later.outcome = 0 AND later.outcome_known;
    INSERT INTO step_fate SELECT DISTINCT step.id, 'collateral'
      FROM step JOIN step AS failed ON failed.run = step.run AND failed.job = step.job
        AND failed.provider = step.provider AND failed.attempt = step.attempt
        AND failed.number < step.number
      WHERE step.outcome BETWEEN 4 AND 5 AND step.outcome_known
        AND failed.outcome BETWEEN 1 AND 3 AND failed.outcome_known;
    """

  /// The fate of a row `step` beside its row of `step_fate`, if it has one.
  static let text = """
    CASE WHEN step.outcome = 0 OR NOT step.outcome_known THEN NULL
        WHEN step.outcome BETWEEN 1 AND 3 AND step.conclusion = 0 THEN 'let through'
        ELSE coalesce(step_fate.fate,
          CASE step.outcome WHEN 4 THEN 'cancelled' WHEN 5 THEN 'not run' ELSE 'failed' END) END
    """
}
