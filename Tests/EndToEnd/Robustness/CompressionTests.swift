// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Compression is told by the first bytes, never by the name.
  @Suite struct CompressionTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    /// Three requests, compressed by other programs.
    private static let packed = [
      "zst": """
      KLUv/QRYbQIAkgQPFoDF6XMpBjhCEYy4RXpk77Q7g5hcREOZiEHqZw0aXrLW0a+rMEyXf6GvXhGrlOcFAMglKj09\
      HQwh2obOBQBgFiCfwMlAliJCBjObUR8k
      """,
      "xz": """
      /Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ADOAE5dABkMArc3jZbzpnFkk9NUd6QhVM6uISsIumKqRSTAhZxJn+a3\
      hY+mdCQMIVBdmUT2sZBxQ+ZPEGvqGydafDon4nHPs9/bsrV2d9eiNryiAAAAAFZjsLgAAWbPAQAAAPUgAc4+MA2L\
      AgAAAAABWVo=
      """,
      "bz2": """
      QlpoOTFBWSZTWeWV6kgAAEbfgEAQUAv6sALCRAogABAAIABwUAAAZMgj9VE9KZHpBiMJkzcK3z9Lt13Zanayi8Q9\
      qpVYRup0xWNNFW0qtWCMIUYRFrKKOV0zV3VbJhKWTFMR9UjZu0YvDVuo4S4cun8XckU4UJDllepI
      """,
      "lz4": """
      BCJNGGBAgs8AAIAyMDMuMC4xMTMuNyAtIC0gWzEyL01hci8yMDI1OjA5OjAwOjAwICswMDAwXSAiR0VUIC8wIEhU\
      VFAvMS4xIiAyMDAgNQoyMDMuMC4xMTMuNyAtIC0gWzEyL01hci8yMDI1OjA5OjAwOjAxICswMDAwXSAiR0VUIC8x\
      IEhUVFAvMS4xIiAyMDAgNQoyMDMuMC4xMTMuNyAtIC0gWzEyL01hci8yMDI1OjA5OjAwOjAyICswMDAwXSAiR0VU\
      IC8yIEhUVFAvMS4xIiAyMDAgNQoAAAAA
      """,
    ]

    @Test(arguments: packed.keys.sorted(), ["", ".gz"])
    func `other compressions are read whatever the name`(kind: String, suffix: String) throws {
      let data = try #require(Data(base64Encoded: Self.packed[kind] ?? ""))
      let name = suffix.isEmpty ? "access.log." + kind : "access" + suffix
      let outcome = try scratch.ingest(try scratch.folder.write(data, name))
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try scratch.onlySource().format == "combined")
      #expect(try scratch.onlySource().service == "access")
      try scratch.expectEachOnce(3)
    }

    @Test(arguments: packed.keys.sorted())
    func `other compressions that are cut short end with 2 or a failure`(kind: String) throws {
      let data = try #require(Data(base64Encoded: Self.packed[kind] ?? ""))
      let path = try scratch.folder.write(data.dropLast(40), "access.log")
      let outcome = try scratch.ingest(path)
      #expect(outcome.status != 0)
      #expect(
        ["truncated", "damaged", "ends early"].contains { outcome.error.contains($0) },
        "\(outcome.error)")
    }

    @Test func `plain text and gzip under each other's names are read`() throws {
      let plain = Logs.combined(50)
      let packed = try Logs.gzip(Logs.combined(50, from: 50))
      let outcome = try scratch.ingest(
        try scratch.folder.write(plain, "a.log.gz"), try scratch.folder.write(packed, "b.log"))
      #expect(outcome.status == 0, "\(outcome.error)")
      try scratch.expectEachOnce(100)
    }
  }
}
