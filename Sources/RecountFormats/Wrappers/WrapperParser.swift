// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Takes lines out of a wrapper and has another parser read them.
///
/// The events and rejects of the other carry number and offset of the line in the content; for a line
/// that was put together of several, those of the first. Each line of the content has one fate:
///
/// - a line with a wrapper has that of the line inside;
/// - the further parts of a line are continuation lines;
/// - a line without a wrapper is passed on as it is, because programs write to the same file: it
///   is an event, ignored or a reject as the parser inside finds;
/// - what was meant to be a JSON wrapper and is broken is a reject, as is a line that is longer than
///   the limit once it is put together.
///
/// Colours are taken off before and after. Parts that nothing follows are read as a line at the end.
/// Memory is bounded by the batch and by `OpenJoins`.
final class WrapperParser<Kind: Wrapper>: PeeledParser {
  private var peeler: WrapperPeeler<Kind>
  private let inside: WrapperInside
  private let services: WrapperServices

  init(_ inner: any EventParser, _ services: WrapperServices, path: String) {
    inside = WrapperInside(inner, services)
    self.services = services
    peeler = WrapperPeeler(services, path: path, wantsTimes: inside.wantsTimes)
  }

  var wantsTimes: Bool { inside.wantsTimes }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    parseOutermost(lines, services, into: &events)
  }

  func parse(_ lines: PeeledLines, into events: inout EventBatch) {
    var peeled = peeler.peel(lines, into: &events)
    inside.parse(peeled, into: &events)
    peeler.takeBack(&peeled)
  }

  func finish(into events: inout EventBatch) {
    var peeled = peeler.finish(into: &events)
    inside.parse(peeled, into: &events)
    peeler.takeBack(&peeled)
    inside.finish(into: &events)
  }
}
