// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario
import Yams

/// Writes a sample incident: logs with a known truth, records, `incident.yml`.
package enum SampleRun {
  /// The scenarios that come with Recount.
  package static let names = ["bitbucket-2022-12-16"]

  /// Writes the case folder of a scenario.
  ///
  /// - Parameters:
  ///   - name: A scenario that comes with Recount, or a folder with a `scenario.yml`.
  ///   - folder: The case folder; made when it is missing.
  ///   - permille: Traffic in per mille of the scenario's.
  ///   - seed: What all chance is drawn from.
  ///   - hasFault: False leaves the incident out.
  ///   - isForced: Whether a folder with other files in it may be written into.
  ///   - threads: Parts written at the same time.
  ///   - progress: Gets the name of each part when it is written.
  /// - Throws: For an unknown name, a scenario that makes no sense, and failures of writing.
  package static func write(
    _ name: String, to folder: String, permille: Int, seed: UInt64, hasFault: Bool,
    isForced: Bool, threads: Int, progress: @escaping @Sendable (String) -> Void
  ) throws(RecountError) {
    let files = try SampleFiles.find(name)
    try check(folder, isForced: isForced)
    let options = ScenarioOptions(scalePermille: permille, seed: seed, hasFault: hasFault)
    let plan: ScenarioPlan
    do {
      plan = try ScenarioPlan(decode(files), options: options)
    } catch let error as ScenarioError {
      throw RecountError(error)
    } catch let error as RecountError {
      throw error
    } catch {
      throw RecountError(.failed, "the scenario cannot be read", cause: "\(error)")
    }
    try create(folder)
    let truths = try writeParts(plan, to: folder, threads: threads, progress: progress)
    let truth = ScenarioTruth(merging: truths, of: plan)
    try write(truth.json, to: folder + "/truth.json")
    try write(incident(files, hasFault: options.hasFault), to: folder + "/" + IncidentFile.name)
    guard options.hasFault else { return }
    for (path, content) in files.records { try write(content, to: folder + "/" + path) }
  }

  /// Reads the text of a scenario file.
  static func decode(_ text: String, path: String) throws(RecountError) -> Scenario {
    do {
      return try YAMLDecoder().decode(Scenario.self, from: text)
    } catch let DecodingError.dataCorrupted(context) {
      throw broken(path, context)
    } catch let DecodingError.keyNotFound(_, context) {
      throw broken(path, context)
    } catch let DecodingError.typeMismatch(_, context) {
      throw broken(path, context)
    } catch let DecodingError.valueNotFound(_, context) {
      throw broken(path, context)
    } catch {
      throw RecountError(.failed, "the scenario cannot be read", at: path, cause: "\(error)")
    }
  }

  private static func decode(_ files: SampleFiles) throws(RecountError) -> Scenario {
    try decode(String(decoding: files.scenario, as: UTF8.self), path: files.place)
  }

  private static func broken(_ path: String, _ context: DecodingError.Context) -> RecountError {
    let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return RecountError(
      .failed, "the scenario cannot be read", at: "\(path): \(keys.joined(separator: "."))",
      cause: context.debugDescription)
  }

  /// Parts are independent, so they are written by several threads; truths keep the plan's order.
  private static func writeParts(
    _ plan: ScenarioPlan, to folder: String, threads: Int,
    progress: @escaping @Sendable (String) -> Void
  ) throws(RecountError) -> [PartTruth] {
    let results = PartResults(count: plan.parts.count)
    let group = DispatchGroup()
    for _ in 0..<max(1, threads) {
      group.enter()
      let thread = Thread {
        while let index = results.take() {
          do throws(ScenarioError) {
            results.store(index, .success(try plan.parts[index].write(to: folder)))
            progress(plan.parts[index].name)
          } catch {
            results.store(index, .failure(error))
          }
        }
        group.leave()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    group.wait()
    var truths: [PartTruth] = []
    for result in results.all {
      switch result {
      case .success(let truth): truths.append(truth)
      case .failure(let error): throw RecountError(error)
      case nil: throw RecountError(.failed, "a part of the sample was not written")
      }
    }
    return truths
  }

  /// Without the fault there is nothing to claim: the claims and records are left out.
  private static func incident(_ files: SampleFiles, hasFault: Bool) -> [UInt8] {
    guard !hasFault else { return files.incident }
    let lines = String(decoding: files.incident, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.prefix { !$0.hasPrefix("claims:") }.filter { !$0.hasPrefix("records:") }
    return Array(kept.joined(separator: "\n").utf8)
  }

  /// Whether `folder` is new, empty, or one that a sample was written into before.
  private static func check(_ folder: String, isForced: Bool) throws(RecountError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard names.isEmpty || isForced || names.contains("truth.json") else {
      throw RecountError(
        .failed, "the folder holds files that are no sample", at: folder,
        try: "another folder with -o, or --force to write into this one")
    }
  }

  private static func create(_ folder: String) throws(RecountError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RecountError(
        .io, "the folder cannot be made", at: folder, cause: error.localizedDescription)
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(RecountError) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      throw RecountError(
        .io, "the file cannot be written", at: path, cause: error.localizedDescription)
    }
  }
}

/// What the parts of a sample gave, by their place in the plan.
///
/// `@unchecked Sendable`: everything stored is only touched while `lock` is held.
private final class PartResults: @unchecked Sendable {
  private let lock = NSLock()
  private var next = 0
  private var results: [Result<PartTruth, ScenarioError>?]

  init(count: Int) {
    results = Array(repeating: nil, count: count)
  }

  var all: [Result<PartTruth, ScenarioError>?] {
    lock.lock()
    defer { lock.unlock() }
    return results
  }

  func take() -> Int? {
    lock.lock()
    defer { lock.unlock() }
    guard next < results.count else { return nil }
    next += 1
    return next - 1
  }

  func store(_ index: Int, _ result: Result<PartTruth, ScenarioError>) {
    lock.lock()
    results[index] = result
    lock.unlock()
  }
}
