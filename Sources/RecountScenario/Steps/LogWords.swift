// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What the lines of one log have in common, by the numbers templates use.
///
/// `{0}` full name of the repository, `{1}` its slug, `{2}` the image, `{3}` a module, `{4}` a word,
/// `{5}` the commit, `{6}` suites that passed and `{7}` one more, `{8}` tests that passed and `{9}`
/// one more, `{10}` a wrong value and `{11}` the right one.
enum LogWords {
  /// The first three: all that is known when set-up failed.
  static func names(_ repository: Repository) -> [[UInt8]] {
    [repository.fullName, repository.slug, repository.image]
  }

  static func all(_ repository: Repository, _ generator: inout SeededGenerator) -> [[UInt8]] {
    var commit = ByteBuffer(capacity: 48)
    commit.append(hex: generator.next(), digits: 16)
    commit.append(hex: generator.next(), digits: 16)
    commit.append(hex: generator.next(), digits: 8)
    let suites = 6 + generator.below(40)
    let tests = suites * 4 + generator.below(200)
    let wrong = 100 + generator.below(800)
    let right = wrong + 1 + generator.below(90)
    let numbers = [suites, suites + 1, tests, tests + 1, wrong, right]
    return names(repository)
      + [
        TextTemplate.pick(WordList.module.words, generator.next()),
        TextTemplate.pick(WordList.word.words, generator.next()),
        commit.bytes,
      ] + numbers.map { Array(String($0).utf8) }
  }
}
