// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The records of a timeline by their parents: stages hold phases, these jobs, and jobs tasks.
struct AzureTree {
  /// The number of the run; empty where the document does not name it.
  let run: String
  private var records: [String: AzureDocument.Record] = [:]
  private var tasks: [String: [AzureDocument.Record]] = [:]
  private var numbers: [String: Int] = [:]
  /// Names that more than one job has.
  private var shared: Set<String> = []

  /// Parents are followed no further than this, whatever a broken document says.
  private static let maxDepth = 8

  init(_ timeline: AzureDocument.Timeline) {
    run = AzureTree.run(timeline.url) ?? timeline.id ?? ""
    var jobs: [String: Int] = [:]
    for record in timeline.records {
      records[record.id] = record
      if record.type == "Job" { jobs[record.name, default: 0] += 1 }
      if record.type == "Task", let parent = record.parentId {
        tasks[parent, default: []].append(record)
      }
    }
    shared = Set(jobs.filter { $0.value > 1 }.keys)
    for parent in tasks.keys {
      tasks[parent]?.sort { ($0.order ?? .max, $0.id) < ($1.order ?? .max, $1.id) }
      for (index, task) in (tasks[parent] ?? []).enumerated() { numbers[task.id] = index + 1 }
    }
  }

  /// The tasks of a job in their order.
  func tasks(of job: String) -> [AzureDocument.Record] { tasks[job] ?? [] }

  /// The key of a job or task: jobs whose name is not their own are named after their stage, too.
  func place(of record: AzureDocument.Record) -> (job: String, attempt: Int, number: Int) {
    let job = record.type == "Job" ? record : ancestor(of: record, type: "Job")
    var name = job?.name ?? record.parentId ?? ""
    if shared.contains(name), let job {
      name = "\(ancestor(of: job, type: "Stage")?.name ?? job.parentId ?? "")/\(name)"
    }
    let attempt = min(max(1, (job ?? record).attempt ?? 1), 1_000_000)
    return (name, attempt, numbers[record.id] ?? 1)
  }

  private func ancestor(
    of record: AzureDocument.Record, type: String
  ) -> AzureDocument.Record? {
    var parent = record.parentId
    for _ in 0..<AzureTree.maxDepth {
      guard let found = parent.flatMap({ records[$0] }) else { return nil }
      if found.type == type { return found }
      parent = found.parentId
    }
    return nil
  }

  /// The `4512` of `https://dev.azure.com/octo/shop/_apis/build/builds/4512/Timeline/8ac2`.
  private static func run(_ address: String?) -> String? {
    let path = address?.split(separator: "/") ?? []
    guard let builds = path.lastIndex(of: "builds"), builds + 1 < path.count else { return nil }
    return String(path[builds + 1])
  }
}
