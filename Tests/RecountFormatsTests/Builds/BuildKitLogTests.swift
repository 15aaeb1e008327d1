// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct BuildKitLogTests {
  private static let head = """
    #0 building with "default" instance using docker driver

    #1 [internal] load build definition from Dockerfile
    #1 transferring dockerfile: 1.02kB done
    #1 DONE 0.0s

    #2 [internal] load metadata for docker.io/library/node:20
    #2 DONE 0.8s

    #3 [1/4] FROM docker.io/library/node:20@sha256:4c6f
    #3 CACHED

    #4 [2/4] RUN npm ci
    #4 0.312 npm warn deprecated
    #4 ...

    #5 [assets 2/3] RUN make assets
    #5 0.101 compiling
    #5 ...

    #4 [2/4] RUN npm ci

    """
  private static let begin = [
    "1 [internal] load build definition from Dockerfile: success",
    "2 [internal] load metadata for docker.io/library/node:20: success",
    "3 [1/4] FROM docker.io/library/node:20@sha256:4c6f: success",
  ]

  private static func outline(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(text, as: .buildkitPlain, path: "run/image.log", sourceLocation: sourceLocation)
  }

  @Test func `a green build has a step for each vertex`() {
    let outline = Self.outline(
      Self.head + "#4 1.500 added 12 packages\n#4 DONE 1.6s\n\n#5 [assets 2/3] RUN make assets\n"
        + "#5 2.000 ok\n#5 DONE 2.1s\n\n#6 exporting to image\n#6 exporting layers 0.1s done\n"
        + "#6 naming to docker.io/octo/shop done\n#6 DONE 0.1s\n")
    #expect(
      outline.steps == Self.begin + [
        "4 [2/4] RUN npm ci: success", "5 [assets 2/3] RUN make assets: success",
        "6 exporting to image: success",
      ])
    #expect(outline.jobs == ["image: success"])
    let step = outline.parsed.steps[3]
    #expect(step.line == 13 && step.endLine == 23 && step.start == nil)
    #expect(outline.parsed.tally.ignored == 8)
  }

  @Test func `the vertex with the error failed, the others were given up`() {
    let outline = Self.outline(
      Self.head + "#4 1.500 npm error code E503\n"
        + "#4 ERROR: process \"/bin/sh -c npm ci\" did not complete successfully: exit code: 1\n\n"
        + "#5 CANCELED\n#6 [web 1/2] COPY . .\n------\n > [2/4] RUN npm ci:\n"
        + "1.500 npm error code E503\n------\nDockerfile:7\n--------------------\n"
        + "   7 | >>> RUN npm ci\n--------------------\nERROR: failed to solve: process "
        + "\"/bin/sh -c npm ci\" did not complete successfully: exit code: 1\n")
    #expect(
      outline.steps == Self.begin + [
        "4 [2/4] RUN npm ci: failure exit 1 (dependency.registry-5xx) @22",
        "5 [assets 2/3] RUN make assets: cancelled", "6 [web 1/2] COPY . .: cancelled",
      ])
    #expect(outline.jobs == ["image: failure"])
    #expect(outline.excerpts[3] == "npm error code E503")
  }

  @Test(arguments: [
    ("ERROR: process \"x\" did not complete successfully: context canceled", "cancelled @23"),
    ("ERROR: context canceled", "cancelled @23"),
    (
      "ERROR: process \"x\" did not complete successfully: exit code: 137",
      "failure exit 137 (none) @23"
    ),
    ("ERROR: failed to copy: httpReadSeeker: 503 Service Unavailable", "failure (none) @23"),
    ("DONE 3.5s", "success"), ("DONE", "success"), ("CACHED", "success"), ("CANCELED", "cancelled"),
  ])
  func `a vertex ends as its last line says`(line: String, outcome: String) {
    let outline = Self.outline(Self.head + "#4 1.0 x\n#4 \(line)\n#5 DONE 1.0s\n")
    #expect(outline.steps[3] == "4 [2/4] RUN npm ci: \(outcome)")
  }

  @Test func `a log that stops lost the vertices that had not ended`() {
    let outline = Self.outline(Self.head + "#4 1.500 still going\n")
    #expect(outline.steps[3] == "4 [2/4] RUN npm ci: error (buildkit.log-stops) @22")
    #expect(outline.steps[4] == "5 [assets 2/3] RUN make assets: error (buildkit.log-stops) @19")
    #expect(outline.jobs == ["image: error"])
  }

  @Test func `a build can fail although no vertex did`() {
    let parse = "ERROR: failed to solve: dockerfile parse error on line 3: unknown instruction: RUM"
    let outline = Self.outline("#1 [internal] load build definition\n#1 DONE 0.1s\n\(parse)\n")
    #expect(outline.steps.last == "2 Solve: failure (code.configure) @3")
    #expect(outline.excerpts.last == parse)
    let lost = Self.outline(
      "#1 [internal] load build definition\n#1 0.1 x\nERROR: failed to receive status: rpc error: "
        + "code = Unavailable desc = closing transport due to: connection error\n")
    #expect(
      lost.steps == [
        "1 [internal] load build definition: cancelled",
        "2 Solve: error (buildkit.daemon-lost) @3",
      ])
  }

  @Test func `several builds in one log are kept apart`() {
    let one = "#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n#2 [2/2] RUN a\n"
    let outline = Self.outline(one + "#2 DONE 1.0s\n" + one + "#2 0.5 x\n#2 DONE 1.0s\n")
    #expect(outline.steps.map { $0.prefix(1) } == ["1", "2", "3", "4"])
    #expect(outline.parsed.steps.map(\.line) == [1, 3, 5, 7])
    #expect(outline.parsed.steps.allSatisfy { $0.outcome == .success })
  }

  @Test func `a build that failed as a whole stays failed when another one follows`() {
    let outline = Self.outline(
      "#1 [internal] load build definition\n#1 DONE 0.1s\nERROR: failed to solve: no such file\n"
        + Self.head + "#4 DONE 1.0s\n")
    #expect(outline.steps.contains("7 Solve: failure (none) @3"))
    #expect(outline.steps[5] == "6 [assets 2/3] RUN make assets: error (buildkit.log-stops) @22")
  }

  @Test(arguments: [
    ("#7 [2/4] RUN npm ci", true), ("#7 0.312 text", true), ("#7 DONE 12.3s", true),
    ("#7 CACHED", true), ("#7 CANCELED", true), ("#7 ERROR: x", true), ("#7 ...", true),
    ("#7", false), ("#7 ", false), ("# comment", false), ("#7 is a number", false),
    ("ERROR: failed to solve: x", true), ("ERROR: x", false), ("------", true),
  ])
  func `BuildKit has lines of its own`(line: String, matches: Bool) {
    #expect(LogFormat.buildkitPlain.matches(Array(line.utf8)) == matches)
  }

  @Test func `numbers without end are held up to a bound`() {
    let text = (1...12_000).map { "#\($0) [x] RUN y\n" }.joined()
    let parsed = ParsedContent(text, as: .buildkitPlain)
    #expect(parsed.closes && parsed.steps.count == 10_000)
    #expect(parsed.tally.continuationLines == 2000)
  }
}
