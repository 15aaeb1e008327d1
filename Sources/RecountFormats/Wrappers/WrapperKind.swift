// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The wrappers that are known, in the order in which detection asks for them.
package enum WrapperKind: String, CaseIterable, Sendable {
  case cri
  case dockerJSON = "docker-json"
  case structuredSyslog = "syslog-5424"
  case syslog = "syslog-3164"
  case compose
  case kubectl
  case stern
  case journalJSON = "journald-json"
  case journalExport = "journald-export"
  case cloudWatch = "cloudwatch"
  case message = "json-message"
  case stream = "aws-tail"
  case stamp = "stamped"
  case colour = "ansi"
  case klog
  /// Objects of JSON that are no lines; they hold no other lines than JSON.
  case document = "json-document"

  /// Those that can stand around any line.
  package static let allCases: [WrapperKind] = [
    .cri, .dockerJSON, .structuredSyslog, .syslog, .compose, .kubectl, .stern, .journalJSON,
    .journalExport, .cloudWatch, .message, .stream, .klog, .stamp, .colour,
  ]

  /// Levels that are taken off at most.
  package static let maxDepth = 4

  /// For people, behind the format's title.
  package var title: String {
    switch self {
    case .cri: "files of CRI containers"
    case .dockerJSON: "Docker's json-file"
    case .structuredSyslog: "syslog (RFC 5424)"
    case .syslog: "syslog (RFC 3164)"
    case .compose: "docker compose logs"
    case .kubectl: "kubectl logs --prefix"
    case .stern: "stern"
    case .journalJSON: "journald's JSON"
    case .journalExport: "journald's export"
    case .cloudWatch: "CloudWatch events"
    case .message: "messages of JSON lines"
    case .stamp: "stamped lines"
    case .stream: "aws logs tail"
    case .colour: "coloured lines"
    case .klog: "lines of klog"
    case .document: "JSON documents"
    }
  }

  /// Whether a format that takes the lines as they are is preferred: it may read the wrapper itself,
  /// or have more fields than the message in them.
  var yieldsToFormats: Bool {
    switch self {
    case .syslog, .structuredSyslog, .message: true
    default: false
    }
  }

  /// Whether lines of this form are a wrapper, whatever stands in them.
  var isUnmistakable: Bool {
    switch self {
    case .message, .stamp, .stream, .colour, .stern, .document: false
    default: true
    }
  }

  /// Whether what a line means may depend on lines before it.
  var joinsLines: Bool {
    switch self {
    case .cri, .dockerJSON, .journalExport, .document: true
    default: false
    }
  }

  /// Whether the name of a service stands in the lines.
  var namesServices: Bool {
    switch self {
    case .cri, .dockerJSON, .stamp, .colour, .klog, .document: false
    default: true
    }
  }

  /// Whether the content is the file of one container, whose name stands in the path.
  var isContainerFile: Bool { self == .cri || self == .dockerJSON }

  /// Whether `line`, without colours, has this wrapper.
  func matches(_ line: [UInt8]) -> Bool {
    switch self {
    case .cri: opens(CRIWrapper(), line)
    case .dockerJSON: opens(DockerWrapper(), line)
    case .structuredSyslog: opens(StructuredSyslogWrapper(), line)
    case .syslog: opens(SyslogWrapper(), line)
    case .compose: opens(ComposeWrapper(), line)
    case .kubectl: opens(KubectlWrapper(), line)
    case .stern: opens(SternWrapper(), line)
    case .journalJSON: opens(JournalWrapper(), line)
    case .journalExport: JournalExportParser.matches(line)
    case .cloudWatch: mayBeJSON(line) && CloudWatchParser.matches(line)
    case .message: opens(MessageWrapper(), line)
    case .stamp: opens(StampWrapper(), line)
    case .stream: opens(StreamWrapper(), line)
    case .klog: opens(KlogWrapper(), line)
    // Told by what is left once it is taken off, and by all lines together.
    case .colour, .document: false
    }
  }

  private func opens(_ wrapper: some Wrapper, _ line: [UInt8]) -> Bool {
    var wrapper = wrapper
    var slip = WrapperSlip()
    return wrapper.open(line.span, 0..<line.count, into: &slip) == .opened
  }

  /// A parser that takes this wrapper off and has `inner` read the lines.
  func parser(
    around inner: any EventParser, _ services: WrapperServices, path: String
  ) -> any PeeledParser {
    switch self {
    case .cri: WrapperParser<CRIWrapper>(inner, services, path: path)
    case .dockerJSON: WrapperParser<DockerWrapper>(inner, services, path: path)
    case .structuredSyslog: WrapperParser<StructuredSyslogWrapper>(inner, services, path: path)
    case .syslog: WrapperParser<SyslogWrapper>(inner, services, path: path)
    case .compose: WrapperParser<ComposeWrapper>(inner, services, path: path)
    case .kubectl: WrapperParser<KubectlWrapper>(inner, services, path: path)
    case .stern: WrapperParser<SternWrapper>(inner, services, path: path)
    case .journalJSON: WrapperParser<JournalWrapper>(inner, services, path: path)
    case .journalExport: JournalExportParser(inner, services)
    case .cloudWatch: CloudWatchParser(inner, services)
    case .message: WrapperParser<MessageWrapper>(inner, services, path: path)
    case .stamp: WrapperParser<StampWrapper>(inner, services, path: path)
    case .stream: WrapperParser<StreamWrapper>(inner, services, path: path)
    case .colour: WrapperParser<ColourWrapper>(inner, services, path: path)
    case .klog: WrapperParser<KlogWrapper>(inner, services, path: path)
    case .document: JSONDocumentParser(inner, services)
    }
  }
}
