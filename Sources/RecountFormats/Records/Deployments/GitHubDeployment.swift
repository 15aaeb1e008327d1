// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A deployment of GitHub or one of its statuses, as the interface or a webhook gives it.
///
/// Source: https://docs.github.com/en/rest/deployments
struct GitHubDeployment: Decodable {
  /// Of a status: success, failure, error, queued, pending, in_progress, inactive.
  var state: String?
  var environment: String?
  var ref: String?
  var description: String?
  var created: String?
  /// Where the deployment is found: its status and itself name the repository by it.
  var url: String

  private enum Key: String, CodingKey {
    case state, environment, ref, description
    case status = "deployment_status"
    case deployment
    case created = "created_at"
    case deploymentURL = "deployment_url"
    case statusesURL = "statuses_url"
  }

  init(from decoder: any Decoder) throws {
    let event = try decoder.container(keyedBy: Key.self)
    let values: KeyedDecodingContainer<Key>
    if event.contains(.status) {
      values = try event.nestedContainer(keyedBy: Key.self, forKey: .status)
    } else if event.contains(.deployment) {
      values = try event.nestedContainer(keyedBy: Key.self, forKey: .deployment)
    } else {
      values = event
    }
    if let url = try values.decodeIfPresent(String.self, forKey: .deploymentURL) {
      self.url = url
      state = try values.decode(String.self, forKey: .state)
    } else {
      url = try values.decode(String.self, forKey: .statusesURL)
    }
    environment = try values.decodeIfPresent(String.self, forKey: .environment)
    ref = try values.decodeIfPresent(String.self, forKey: .ref)
    description = try values.decodeIfPresent(String.self, forKey: .description)
    created = try values.decodeIfPresent(String.self, forKey: .created)
  }

  /// The `r` of `https://api.github.com/repos/o/r/deployments/42`.
  var repository: String? {
    let parts = url.split(separator: "/")
    guard let place = parts.firstIndex(of: "repos"), place + 2 < parts.count else { return nil }
    return String(parts[place + 2])
  }
}

/// A deployment of GitLab, as a webhook or the interface gives it.
///
/// Source: https://docs.gitlab.com/api/deployments/ and
/// https://docs.gitlab.com/user/project/integrations/webhook_events/#deployment-events
struct GitLabDeployment: Decodable {
  private struct Named: Decodable {
    var name: String?
  }

  var status: String
  var environment: String?
  var ref: String?
  var project: String?
  var time: String?

  private enum Key: String, CodingKey {
    case status, environment, ref, project, deployable
    case kind = "object_kind"
    case commit = "short_sha"
    case changed = "status_changed_at"
    case updated = "updated_at"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    status = try values.decode(String.self, forKey: .status)
    if let kind = try values.decodeIfPresent(String.self, forKey: .kind) {
      guard kind == "deployment" else {
        throw DecodingError.dataCorruptedError(
          forKey: .kind, in: values, debugDescription: "no deployment")
      }
      environment = try values.decode(String.self, forKey: .environment)
      time = try values.decodeIfPresent(String.self, forKey: .changed)
      ref = try values.decodeIfPresent(String.self, forKey: .ref)
      ref = try ref ?? values.decodeIfPresent(String.self, forKey: .commit)
      project = try values.decodeIfPresent(Named.self, forKey: .project)?.name
    } else {
      environment = try values.decode(Named.self, forKey: .environment).name
      time = try values.decodeIfPresent(String.self, forKey: .updated)
      ref = try values.decodeIfPresent(String.self, forKey: .ref)
    }
  }
}
