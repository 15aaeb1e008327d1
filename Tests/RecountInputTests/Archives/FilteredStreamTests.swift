// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import Testing

/// Streams that zstd, xz, bzip2 and lz4 wrote, kept as text: no test needs the tools.
@Suite struct FilteredStreamTests {
  private func bytes(_ text: String) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: text)))
  }

  @Test(arguments: [
    "KLUv/QRoQQAAb25lCnR3bwrmpg5A",
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAHb25lCnR3bwoAUauer1d1cEkAASAIuxnZux+2830BAAAAAARZWg==",
    "QlpoOTFBWSZTWacUK3cAAALBgAAQAgGEgCAAIYAMAjj1G4u5IpwoSFOKFbuA",
    "BCJNGGBAgggAAIBvbmUKdHdvCgAAAAA=",
  ])
  func `reads zstd, xz, bzip2 and lz4`(base64: String) throws {
    let stream = try bytes(base64)
    for bytes in [stream, GzipMaker.member(stream)] {
      let input = try ReadInput(bytes)
      #expect(input.entries == [nil] && input.texts == [["one", "two"]])
      #expect(input.condition.isGood && !input.isArchive)
      #expect(input.fileHash == ReferenceHash.sha256(bytes))
    }
    let cut = try ReadInput(Array(stream.dropLast(stream.count / 3)))
    #expect(cut.condition.isTruncated || cut.condition.isDamaged)
  }

  @Test(arguments: [
    "KLUv/SQAAQAAmenYUQ==", "/Td6WFoAAATm1rRGAAAAABzfRCEftvN9AQAAAAAEWVo=",
    "QlpoORdyRThQkAAAAAA=",
  ])
  func `reads an empty one as a content without lines`(base64: String) throws {
    let input = try ReadInput(bytes(base64))
    #expect(input.texts == [[]] && input.condition.isGood)
  }

  @Test(arguments: [
    """
    KLUv/QRofQIAAgMKEKCrA7SmH/G/uT1+0fvVZ1LDkGIGJMHI21Wy1b7hQ8T2jv0O+0lIZA4goJfvAIB5gA+AimNUlieC\
    AVDXXjVz6vyZ9uAAHDAowHa6cNH+66c=
    """,
    """
    /Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AGxdADCLiYczwgZ3cKxc1TwjiNjcHRcLKu/RZ0M7XX0e+YRMzF0Ew3Ee\
    jgbIFuiigLl3Rc5dUkrxyYgWqxpNb9ww2fZ0DZ0+D8WpJQtME4Wj9YyzG13Cx3h3bzOwf6Jv/48TGzh8WSEgoxYTRzhE\
    AACqxsoBotweZwABiAGAUAAAU/MzjbHEZ/sCAAAAAARZWg==
    """,
    """
    QlpoOTFBWSZTWRlvIRMAAIr7gMmQAAhAAX0AAAhwhJ4ACIggAHQShJkBoaNBp6gkkmh6mTRoAD7YkEC9gAaKSEZU5IDh\
    nXEkOIQwD1IJWtCQJcKCHIwgxGOK0aYoykhSQwcfUsPCx4WJjjjmgiB+LuSKcKEgMt5CJg==
    """,
  ])
  func `finds every entry of a tar inside`(base64: String) throws {
    let input = try ReadInput(bytes(base64))
    #expect(input.isArchive && input.entries == ["a.log", "b.log"])
    #expect(input.texts == [["a1", "a2"], ["b1"]])
    #expect(input.condition.isGood)
  }

  /// A megabyte of one line; 50,000 of them.
  @Test(arguments: [
    """
    KLUv/QRo5AAAoHRoZSBzYW1lIGxpbmUgYWdhaW4KAQDS/y+fTEQAAAABAP3/l08gRAAAAAEA/f85AAJEAAAAAQD9/zkA\
    AkQAAAABAP3/OQACRAAAAAEA/f85AAJEAAAAAQD9/zkAAkUAAAABAD1COQACY2N7Ew==
    """,
    """
    /Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj70I/AOddADoaCM522XbTk846V7HSHYadkKxPYVOel2uerDwwEmWZMYrCRJf0\
    ArFkiZcc6ARlzsCbRlQfN4Xb+M+rAlyctBL2jBDgDXU5iVK7Ppin24Sc2/LPo5IwbIxrt8WO2pA4jgyecoSU4I6OnmNw\
    mFi+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkKQEw7/EJP4cXhZ+AvN/5Uo\
    Rg+p/Hze+5owLlbAj4Xzg4HAZcQlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFpFrS0AAAAAEXYz0DWqNAcAAYMC\
    wIQ9AC/0KNuxxGf7AgAAAAAEWVo=
    """,
  ])
  func `keeps the blocks before a cut`(base64: String) throws {
    let whole = try bytes(base64)
    #expect(try ReadInput(whole).texts.first?.count == 50_000)
    let input = try ReadInput(Array(whole.prefix(whole.count * 2 / 3)))
    let lines = try #require(input.texts.first)
    #expect(lines.count > 5000 && lines.dropLast().allSatisfy { $0 == "the same line again" })
    #expect(input.condition.isTruncated && !input.condition.remarks.isEmpty)
  }
}
