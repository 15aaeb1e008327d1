// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What made a generated step fail.
enum StepReason: String, CaseIterable, Sendable {
  case compile, download, expired, imagePull = "image_pull", lint, memory, script, test

  /// Whose failure it is by construction.
  var failureClass: FailureClass {
    switch self {
    case .compile, .lint: .code
    case .test: .test
    case .download, .imagePull, .memory: .infrastructure
    case .expired: .timeout
    case .script: .unknown
    }
  }

  var outcome: Outcome {
    switch self {
    case .compile, .download, .lint, .script, .test: .failure
    case .imagePull, .memory: .error
    case .expired: .timeout
    }
  }
}
