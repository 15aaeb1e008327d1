// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials

/// An entry of the log of a step, as Drone or as Woodpecker gives it.
///
/// `{"pos":0,"out":"+ npm ci\n","time":0}` is Drone's; Woodpecker's
/// `{"id":7,"step_id":31,"time":12,"line":4,"data":"bnBtIEVSUiEgNTAz","type":0}` has its text in
/// Base64, without the line end.
struct DroneEntry: Decodable {
  enum Kind {
    case text, exitCode, other
  }

  var text: [UInt8]
  var kind = Kind.text
  /// The number of the step at its server; nil for Drone.
  var step: Int64?

  private enum Key: String, CodingKey {
    case out, pos, data, type
    case step = "step_id"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    if let out = try values.decodeIfPresent(String.self, forKey: .out) {
      _ = try values.decode(Int64.self, forKey: .pos)
      text = Array(out.utf8)
      return
    }
    step = try values.decode(Int64.self, forKey: .step)
    switch try values.decodeIfPresent(Int.self, forKey: .type) ?? 0 {
    case 0, 1: kind = .text
    case 2: kind = .exitCode
    default: kind = .other
    }
    let data = try values.decodeIfPresent(String.self, forKey: .data) ?? ""
    guard let decoded = Data(base64Encoded: data) else {
      throw DecodingError.dataCorruptedError(
        forKey: .data, in: values, debugDescription: "no Base64")
    }
    text = Array(decoded)
  }
}
