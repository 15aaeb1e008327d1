// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which run and job the log or record of a CI server belongs to, by where it lies.
///
/// `shop/17.log` and `shop/17.json` are both job `17` of run `shop`. A file with the name that the
/// server itself gives it says nothing: `shop/17/consoleText` and `shop/17/wfapi.json` are both job
/// `shop` of run `shop/17`, so that the record of a build and its log have one key.
struct ServerLogIdentity {
  var run: String
  var job: String

  /// File names that servers give to the log or record of every build.
  private static let commonNames: Set<String> = [
    "console", "consoleText", "consoleFull", "log", "wfapi", "describe", "runs", "build-log",
    "started", "finished", "live", "live_backing",
  ]
  private static let suffixes = [".gz", ".txt", ".log", ".json", ".xml"]
  /// Folders that stand between the name of a job and the number of its build.
  private static let between: Set<Substring> = ["builds", "runs"]

  /// - Parameter path: A path, with `!` before the name of an archive entry.
  init(path: String) {
    let place = BuildLogIdentity(path: path)
    run = place.run
    var stem = place.job[...]
    while let suffix = ServerLogIdentity.suffixes.first(where: stem.hasSuffix),
      stem.count > suffix.count
    {
      stem = stem.dropLast(suffix.count)
    }
    job = String(stem)
    guard ServerLogIdentity.commonNames.contains(job), !run.isEmpty else { return }
    var folders = run.split(whereSeparator: { $0 == "/" || $0 == "!" })
    guard let own = folders.popLast() else { return }
    while let last = folders.last, ServerLogIdentity.between.contains(last) { folders.removeLast() }
    job = String(folders.last ?? own)
  }
}
