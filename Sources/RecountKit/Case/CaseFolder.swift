// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountInput
package import RecountModel

/// What a user named on the command line: inputs, and an `incident.yml` if one lies beside them.
package struct CaseFolder: Sendable {
  /// What `incident.yml` states; empty without one.
  package var incident = Incident()
  /// Path of `incident.yml`, nil when there is none.
  package var incidentPath: String?
  /// Its text, which the case keeps.
  var incidentText: String?
  /// Sentences about patterns of `incident.yml` that no file matches: a typing error there must not
  /// lose a service in silence.
  package private(set) var warnings: [String] = []
  /// Formats that options and `incident.yml` describe.
  private var ownFormats: [LogFormat] = []
  /// The files to read with what is known of them by name.
  var plans: [InputPlan] = []

  /// Finds the files below `paths`.
  ///
  /// A named folder that holds an `incident.yml` with log patterns gives the files that the
  /// patterns name; any other gives every file in it.
  package static func open(
    _ paths: [String], options: IngestOptions
  ) throws(RecountError) -> CaseFolder {
    var folder = CaseFolder()
    folder.ownFormats = try options.ownFormats + described(by: paths)
    let format = try FormatChoice(own: folder.ownFormats).format(named: options.format)
    for path in paths {
      let incidentPath = incidentPath(in: path)
      let files: [String]
      do throws(InputError) { files = try InputWalker.files([path]) } catch {
        throw RecountError(error)
      }
      let isFolder = files != [path]
      if let incidentPath {
        guard folder.incidentPath == nil else {
          throw RecountError(
            .usage, "two of the inputs have an \(IncidentFile.name)", at: incidentPath,
            try: "name one case folder at a time")
        }
        folder.incidentPath = incidentPath
        let text = try read(incidentPath)
        folder.incidentText = text
        folder.incident = try IncidentFile.parse(text, path: incidentPath)
      }
      let stepFolders = GitHubStepFolders(files)
      for file in files {
        var plan = InputPlan(
          path: file, name: isFolder ? relative(file, to: path) : file, format: format,
          ownFormats: folder.ownFormats)
        plan.forcedService = options.service
        if isFolder {
          if !isLog(plan.name) {
            guard try folder.takesTimeline(&plan) else { continue }
          }
          if incidentPath != nil, !(try folder.assign(&plan)) { continue }
          if plan.format == nil, stepFolders.holds(file) { plan.format = .githubStepLog }
        }
        folder.plans.append(plan)
      }
      if incidentPath != nil {
        folder.warnAboutUnmatched(files.map { relative($0, to: path) })
        try folder.checkStrings(options)
      }
      if isFolder, folder.plans.isEmpty {
        throw RecountError(InputError(.emptyFolder, path: path))
      }
    }
    folder.warnAboutZones(options)
    try FormatStringCheck.check(
      format, on: folder.plans.map(\.path), limits: options.limits)
    return folder
  }

  /// Gives a file the service and format of `incident.yml`; false when it names others only.
  private func assign(_ plan: inout InputPlan) throws(RecountError) -> Bool {
    if incident.records.contains(where: { Glob($0).matches(plan.name) }) {
      return true
    }
    let withLogs = incident.services.filter { !$0.logs.isEmpty }
    if withLogs.isEmpty { return true }
    for service in withLogs where service.logs.contains(where: { Glob($0).matches(plan.name) }) {
      if plan.forcedService == nil { plan.forcedService = service.name }
      if plan.format == nil { plan.format = try format(of: service) }
      if let zone = service.zone {
        plan.stampRules.zone = try ZoneCatalog.rules(
          named: zone, at: "\(IncidentFile.name), service \(service.name)")
      }
      plan.stampRules.year = service.year.map { .given($0) }
      return true
    }
    return false
  }

  private static func incidentPath(in path: String) -> String? {
    path == "-" ? nil : existing(path + "/" + IncidentFile.name)
  }

  /// The formats of the files that an `incident.yml` names below `formats`.
  private static func described(by paths: [String]) throws(RecountError) -> [LogFormat] {
    guard let path = paths.lazy.compactMap(incidentPath).first else { return [] }
    let incident = try IncidentFile.parse(try read(path), path: path)
    let files = incident.formats.map { $0.hasPrefix("/") ? $0 : parent(path) + "/" + $0 }
    return files.isEmpty ? [] : try OwnFormats.read(files, exit: .failed)
  }

  /// The format that `incident.yml` gives a service; paths in it begin where the file lies.
  private func format(of service: Incident.Service) throws(RecountError) -> LogFormat? {
    do throws(RecountError) {
      return try FormatChoice(own: ownFormats, folder: incidentPath.map(CaseFolder.parent))
        .format(named: service.format)
    } catch {
      var error = error
      error.what += ", for the service \(service.name)"
      error.place = [incidentPath, error.place].compactMap(\.self).joined(separator: ": ")
      throw error
    }
  }

  /// Tries the format strings of services on the logs of each.
  private func checkStrings(_ options: IngestOptions) throws(RecountError) {
    guard options.format == nil else { return }
    for service in incident.services where service.format != nil {
      let logs = plans.filter { plan in
        service.logs.contains { Glob($0).matches(plan.name) }
      }
      try FormatStringCheck.check(
        try format(of: service), of: "the service \(service.name) in \(IncidentFile.name)",
        on: logs.map(\.path), limits: options.limits)
    }
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// Whether a document in Markdown is a timeline that people wrote.
  ///
  /// Most documents that lie beside logs are none, so it must be named under `records` or hold a table
  /// that decides; a report that Recount wrote tells what it found itself.
  private func takesTimeline(_ plan: inout InputPlan) throws(RecountError) -> Bool {
    guard plan.name.hasSuffix(".md") else { return false }
    let text = Array(try CaseFolder.read(plan.path).utf8)
    guard text.firstRange(of: Array("<!-- recount:begin".utf8)) == nil else { return false }
    let isNamed = incident.records.contains { Glob($0).matches(plan.name) }
    guard isNamed || MarkdownTimeline.opens(text) else { return false }
    if plan.format == nil { plan.format = .markdownTimeline }
    return true
  }

  private mutating func warnAboutUnmatched(_ names: [String]) {
    func warn(_ pattern: String, of owner: String) {
      guard !names.contains(where: { Glob(pattern).matches($0) }) else { return }
      warnings.append("\(IncidentFile.name): `\(pattern)` of \(owner) matches no file")
    }
    for service in incident.services {
      for pattern in service.logs { warn(pattern, of: "service \(service.name)") }
    }
    for pattern in incident.records { warn(pattern, of: "records") }
  }

  private mutating func warnAboutZones(_ options: IngestOptions) {
    for named in options.stampRules {
      // What an archive holds is not known yet.
      guard let pattern = named.pattern, !plans.contains(where: { named.matches($0.name) }),
        !plans.contains(where: { Self.mayBeArchive($0.name) })
      else { continue }
      warnings.append("--tz: `\(pattern)` matches no file")
    }
  }

  private static func mayBeArchive(_ name: String) -> Bool {
    [".zip", ".tar", ".tgz", ".tar.gz", ".tar.zst", ".tar.xz", ".tar.bz2"].contains {
      name.hasSuffix($0)
    }
  }

  /// Files of a case folder that are never logs: what Recount reads otherwise or wrote itself.
  private static func isLog(_ name: String) -> Bool {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let own = [IncidentFile.name, "scenario.yml", "truth.json"]
    let suffixes = [".recount", ".recount-journal", ".md", ".svg", ".html", ".yml", ".yaml"]
    return !own.contains(file) && !suffixes.contains { file.hasSuffix($0) }
  }

  private static func relative(_ file: String, to folder: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
  }

  private static func existing(_ path: String) -> String? {
    FileManager.default.fileExists(atPath: path) ? path : nil
  }

  private static func read(_ path: String) throws(RecountError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RecountError(.io, "the file cannot be read", at: path)
    }
    return String(decoding: data, as: UTF8.self)
  }
}
