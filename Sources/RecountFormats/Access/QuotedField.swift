// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The next quote that no backslash precedes.
@inline(__always)
func unescapedQuote(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
  var from = start
  while let quote = firstIndex(of: 0x22, in: bytes, from..<end) {
    var slashes = 0
    while quote - slashes > start, bytes[quote - slashes - 1] == 0x5C { slashes += 1 }
    if slashes & 1 == 0 { return quote }
    from = quote + 1
  }
  return nil
}

/// The quote that closes a field whose text begins at `start`.
///
/// Servers escape quotes inside a field, so nearly always it is the next one: the end of the line or
/// another quoted field follows. Where a server did not escape, as in `"a "b" c"`, all quotes behind
/// the right one come in pairs.
@inline(__always)
func closingQuote(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
  guard let first = unescapedQuote(bytes, from: start, end: end) else { return nil }
  if first + 1 == end || first + 2 < end && bytes.hasPrefix(" \"", at: first + 1) { return first }
  return pairedQuote(bytes, from: first, end: end)
}

/// The first quote from `first` on that ends its field and leaves an even number of quotes behind it;
/// in a line that was cut, the first that ends its field.
///
/// Quotes are counted once, so that a line full of them costs no more than its length.
private func pairedQuote(_ bytes: Span<UInt8>, from first: Int, end: Int) -> Int? {
  var behind = -1
  var next: Int? = first
  while let quote = next {
    behind += 1
    next = unescapedQuote(bytes, from: quote + 1, end: end)
  }
  var fallback: Int?
  next = first
  while let quote = next {
    if quote + 1 == end || bytes[quote + 1] == 0x20 {
      if behind & 1 == 0 { return quote }
      if fallback == nil { fallback = quote }
    }
    behind -= 1
    next = unescapedQuote(bytes, from: quote + 1, end: end)
  }
  return fallback
}

/// The quoted field after the space at `cursor`, which then stands behind its quote; nil, with
/// `cursor` where it was, when there is none.
@inline(__always)
func quotedField(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
  guard cursor + 2 < end, bytes[cursor] == 0x20, bytes[cursor + 1] == 0x22,
    let close = closingQuote(bytes, from: cursor + 2, end: end)
  else { return nil }
  let field = ByteRange(cursor + 2, close)
  cursor = close + 1
  return field
}

/// The quote that closes a request whose text begins at `start`: the first that a status follows.
///
/// Requests are what clients make of them, quotes included; where no quote is followed by a status
/// it is the first, and the status is at fault.
@inline(__always)
func requestEnd(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
  guard let first = unescapedQuote(bytes, from: start, end: end) else { return nil }
  if isFollowedByStatus(bytes, first, end) { return first }
  var next = unescapedQuote(bytes, from: first + 1, end: end)
  while let quote = next {
    if isFollowedByStatus(bytes, quote, end) { return quote }
    next = unescapedQuote(bytes, from: quote + 1, end: end)
  }
  return first
}

/// Whether a space and three digits, or a dash or a 0 for "none", stand behind `quote`.
@inline(__always)
private func isFollowedByStatus(_ bytes: Span<UInt8>, _ quote: Int, _ end: Int) -> Bool {
  guard quote + 2 < end, bytes[quote + 1] == 0x20 else { return false }
  var index = quote + 2
  if bytes[index] == 0x2D || bytes[index] == 0x30, index + 1 == end || bytes[index + 1] == 0x20 {
    return true
  }
  while index < end, index < quote + 5, isDigit(bytes[index]) { index += 1 }
  return index == quote + 5 && (index == end || bytes[index] == 0x20)
}
