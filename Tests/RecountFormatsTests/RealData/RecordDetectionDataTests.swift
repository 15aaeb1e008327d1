// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Real logs of other kinds: none of them is a record of people or of a deployment system.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot)) struct RecordDetectionDataTests {
  private static let records: Set = [
    "slack-export", "github-deployments", "gitlab-deployments", "kubernetes-events", "cloudtrail",
    "calendar", "csv-timeline", "markdown-timeline",
  ]
  private static let largest = 4 << 20

  @Test(arguments: ["access", "ci", "metrics", "services"])
  func `logs are not taken for records`(folder: String) throws {
    let root = SharedData.folder.appending(path: folder).resolvingSymlinksInPath()
    let files = try #require(
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.fileSizeKey]))
    var looked = 0
    for case let file as URL in files {
      let size = try file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
      guard size.isRegularFile == true, let bytes = size.fileSize, bytes < Self.largest else {
        continue
      }
      let path = folder + file.path().dropFirst(root.path().count)
      let text = try SharedData.read(path).prefix(1 << 18)
      let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(Array(text)))
      let name = verdict.format?.name ?? ""
      #expect(!Self.records.contains(name), "\(path) is \(name)")
      #expect(!MarkdownTimeline.opens(Array(text)), "\(path)")
      looked += 1
    }
    print("\(looked) files of \(folder)")
    #expect(looked > 0)
  }
}
