// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A call to AWS that CloudTrail recorded.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
struct CloudTrailRecord: Decodable {
  var time: String?
  var source: String
  var name: String
  var id: String?
  var errorCode: String?
  var service: String?
  private var readOnly: Bool?

  private enum Key: String, CodingKey {
    case eventTime, eventSource, eventName, eventID, errorCode, readOnly, requestParameters
  }

  private enum Parameter: String, CodingKey, CaseIterable {
    case service, serviceName, functionName, stackName, applicationName
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    time = try values.decodeIfPresent(String.self, forKey: .eventTime)
    source = try values.decode(String.self, forKey: .eventSource)
    name = try values.decode(String.self, forKey: .eventName)
    id = try values.decodeIfPresent(String.self, forKey: .eventID)
    errorCode = try values.decodeIfPresent(String.self, forKey: .errorCode)
    readOnly = try? values.decodeIfPresent(Bool.self, forKey: .readOnly)
    // Parameters are as each service has them: other types are no names.
    if let parameters = try? values.nestedContainer(
      keyedBy: Parameter.self, forKey: .requestParameters)
    {
      for key in Parameter.allCases where service == nil {
        service = try? parameters.decodeIfPresent(String.self, forKey: key)
      }
    }
    service = service?.split { $0 == "/" || $0 == ":" }.last.map(String.init)
  }

  /// Whether it changed nothing; older records do not say so, and their names do.
  var isRead: Bool {
    readOnly
      ?? ["Get", "List", "Describe", "Head", "Lookup", "BatchGet"].contains { name.hasPrefix($0) }
  }

  /// The calls that bring a new version or new machines; names of Lambda end in a version.
  private static let deployments: [(source: String, names: [String])] = [
    ("ecs.", ["UpdateService", "CreateService", "RegisterTaskDefinition", "CreateTaskSet"]),
    ("ec2.", ["RunInstances"]),
    ("lambda.", ["UpdateFunctionCode", "CreateFunction", "PublishVersion", "UpdateAlias"]),
    ("codedeploy.", ["CreateDeployment"]),
    ("cloudformation.", ["CreateStack", "UpdateStack", "ExecuteChangeSet"]),
    ("autoscaling.", ["StartInstanceRefresh"]),
    ("codepipeline.", ["StartPipelineExecution"]),
    ("elasticbeanstalk.", ["UpdateEnvironment", "CreateApplicationVersion"]),
    ("apprunner.", ["StartDeployment", "UpdateService"]),
    ("apigateway.", ["CreateDeployment"]),
    ("appconfig.", ["StartDeployment"]),
  ]

  /// What it means for the incident: a call that was refused deployed nothing.
  var kind: Milestone.Kind {
    guard errorCode == nil else { return .note }
    let isDeployment = CloudTrailRecord.deployments.contains { entry in
      source.hasPrefix(entry.source)
        && entry.names.contains { known in
          name.hasPrefix(known)
            && (name.utf8.count == known.utf8.count
              || name.utf8.dropFirst(known.utf8.count).first.map(isDigit) == true)
        }
    }
    return isDeployment ? .deployed : .note
  }
}

/// A file of CloudTrail, or a record alone.
struct CloudTrailFile: Decodable {
  var records: [CloudTrailRecord]

  private enum Key: String, CodingKey {
    case records = "Records"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    records =
      values.contains(.records)
      ? try values.decode([CloudTrailRecord].self, forKey: .records)
      : [try CloudTrailRecord(from: decoder)]
  }
}
