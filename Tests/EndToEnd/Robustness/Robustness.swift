// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Testing

/// Input as bad as it comes, given to the built program.
///
/// Every case is one that lost or doubled lines in some tool for logs. Most write a small input,
/// ingest it and ask the case; `ScratchCase` checks after every ingest that the counts close.
@Suite enum Robustness {}
