// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How a step words that its container image could not be fetched.
enum ImagePull {
  /// Messages of the step's record, most frequent first; `{2}` is the image.
  static let messages: [String] = [
    "Failed to pull image {2}: received unexpected HTTP status: 503 Service Unavailable",
    "Error response from daemon: received unexpected HTTP status: 503 Service Unavailable",
    "Failed to pull image {2}: toomanyrequests: rate limit exceeded: 429 Too Many Requests",
    "Failed to pull image packages.example/pipelines/auth-proxy:prod-4821: unexpected status from "
      + "HEAD request to https://packages.example/v2/pipelines/auth-proxy/manifests/prod-4821: "
      + "503 Service Unavailable",
    "Error response from daemon: Get https://packages.example/v2/: net/http: request canceled "
      + "while waiting for connection (Client.Timeout exceeded while awaiting headers)",
    "Failed to pull image {2}: unexpected status code [manifests]: 502 Bad Gateway",
    "Error response from daemon: Get https://packages.example/v2/: dial tcp 192.0.2.10:443: "
      + "connect: connection refused",
    "Error response from daemon: Get https://packages.example/v2/: net/http: TLS handshake timeout",
  ]

  /// Logs that are not empty.
  static let daemonTexts: [String] = [
    "Error response from daemon: received unexpected HTTP status: 503 Service Unavailable",
    "Unable to find image '{2}' locally\n"
      + "docker: Error response from daemon: toomanyrequests: 429 Too Many Requests.\n"
      + "See 'docker run --help'.",
    "*1-3 Error response from daemon: Get https://packages.example/v2/: net/http: request canceled "
      + "while waiting for connection (Client.Timeout exceeded while awaiting headers)\n"
      + "Failed to pull image {2} after {n:2-3} attempts",
    "Error response from daemon: Get https://packages.example/v2/: dial tcp 192.0.2.10:443: "
      + "connect: connection refused",
  ]
}
