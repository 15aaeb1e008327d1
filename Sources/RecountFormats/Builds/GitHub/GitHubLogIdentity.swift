// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which run, job and step a log of GitHub Actions belongs to, by where it lies.
///
/// The archive of a run's logs holds `<n>_<job>.txt` for each job and `<job>/<n>_<step>.txt` for each
/// step; `n` of a job is an ordinal that says nothing. The run's number is that of the archive or
/// folder, if it has a long one: `logs_13992408220.zip`, `13992408220-attempt-2/`.
struct GitHubLogIdentity {
  var run: String
  var job: String
  var attempt = 1
  /// Number and name of the step, for the log of a single one.
  var step: (number: Int, name: String)?

  /// - Parameters:
  ///   - path: A path, with `!` before the name of an archive entry.
  ///   - isStep: Whether it is the log of a single step.
  init(path: String, isStep: Bool) {
    let whole = BuildLogIdentity(path: path)
    let (ordinal, name) = GitHubLogIdentity.split(whole.job)
    let hasOrdinal = ordinal != nil && path.hasSuffix(".txt")
    guard isStep, let ordinal else {
      job = hasOrdinal ? name : whole.job
      run = whole.run
      isOfRunner = isStep && name == "system"
      readRun()
      return
    }
    let folder = BuildLogIdentity(path: whole.run)
    step = (ordinal, name)
    job = String(whole.run.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? "")
    run = folder.run
    readRun()
  }

  /// Whether it is what the runner says of itself, which is the log of no step.
  var isOfRunner = false

  /// Whether the name of an archive entry is that of a step's log, or of the runner's beside them.
  static func isStepEntry(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    guard parts.count >= 2, let file = parts.last, file.hasSuffix(".txt") else { return false }
    return file == "system.txt" || (split(String(file.dropLast(4))).ordinal ?? 0) > 0
  }

  /// A job's name as file names have it: without `/` and `:`, cut after 90 UTF-16 units.
  static func fileName(ofJob name: String) -> String {
    let kept = name.filter { $0 != "/" && $0 != ":" }
    return String(decoding: Array(kept.utf16.prefix(90)), as: UTF16.self)
  }

  /// `3_build` as 3 and `build`.
  private static func split(_ stem: String) -> (ordinal: Int?, name: String) {
    guard let mark = stem.firstIndex(of: "_"), let ordinal = Int(stem[..<mark]) else {
      return (nil, stem)
    }
    return (ordinal, String(stem[stem.index(after: mark)...]))
  }

  /// Takes number and attempt of the run out of the name that holds them.
  private mutating func readRun() {
    let folder = run.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
    let numbers = folder.split(whereSeparator: { !$0.isASCII || !$0.isNumber })
    // Dates have eight digits, and numbers of runs more.
    guard let number = numbers.first(where: { $0.count > 8 }) else { return }
    run = String(number)
    if folder.contains("attempt"), let last = numbers.last, last != number, let count = Int(last) {
      attempt = max(1, count)
    }
  }
}
