// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The envelopes that are known, in the order in which detection asks for them.
package enum EnvelopeKind: String, CaseIterable, Sendable {
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
  package static let allCases: [EnvelopeKind] = [
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

  /// Whether a format that takes the lines as they are is preferred: it may read the envelope itself,
  /// or have more fields than the message in them.
  var yieldsToFormats: Bool {
    switch self {
    case .syslog, .structuredSyslog, .message: true
    default: false
    }
  }

  /// Whether lines of this form are an envelope, whatever stands in them.
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

  /// Whether `line`, without colours, has this envelope.
  func matches(_ line: [UInt8]) -> Bool {
    switch self {
    case .cri: opens(CRIEnvelope(), line)
    case .dockerJSON: opens(DockerEnvelope(), line)
    case .structuredSyslog: opens(StructuredSyslogEnvelope(), line)
    case .syslog: opens(SyslogEnvelope(), line)
    case .compose: opens(ComposeEnvelope(), line)
    case .kubectl: opens(KubectlEnvelope(), line)
    case .stern: opens(SternEnvelope(), line)
    case .journalJSON: opens(JournalEnvelope(), line)
    case .journalExport: JournalExportParser.matches(line)
    case .cloudWatch: mayBeJSON(line) && CloudWatchParser.matches(line)
    case .message: opens(MessageEnvelope(), line)
    case .stamp: opens(StampEnvelope(), line)
    case .stream: opens(StreamEnvelope(), line)
    case .klog: opens(KlogEnvelope(), line)
    // Told by what is left once it is taken off, and by all lines together.
    case .colour, .document: false
    }
  }

  private func opens(_ envelope: some Envelope, _ line: [UInt8]) -> Bool {
    var envelope = envelope
    var slip = EnvelopeSlip()
    return envelope.open(line.span, 0..<line.count, into: &slip) == .opened
  }

  /// A parser that takes this envelope off and has `inner` read the lines.
  func parser(
    around inner: any EventParser, _ services: EnvelopeServices, path: String
  ) -> any PeeledParser {
    switch self {
    case .cri: EnvelopeParser<CRIEnvelope>(inner, services, path: path)
    case .dockerJSON: EnvelopeParser<DockerEnvelope>(inner, services, path: path)
    case .structuredSyslog: EnvelopeParser<StructuredSyslogEnvelope>(inner, services, path: path)
    case .syslog: EnvelopeParser<SyslogEnvelope>(inner, services, path: path)
    case .compose: EnvelopeParser<ComposeEnvelope>(inner, services, path: path)
    case .kubectl: EnvelopeParser<KubectlEnvelope>(inner, services, path: path)
    case .stern: EnvelopeParser<SternEnvelope>(inner, services, path: path)
    case .journalJSON: EnvelopeParser<JournalEnvelope>(inner, services, path: path)
    case .journalExport: JournalExportParser(inner, services)
    case .cloudWatch: CloudWatchParser(inner, services)
    case .message: EnvelopeParser<MessageEnvelope>(inner, services, path: path)
    case .stamp: EnvelopeParser<StampEnvelope>(inner, services, path: path)
    case .stream: EnvelopeParser<StreamEnvelope>(inner, services, path: path)
    case .colour: EnvelopeParser<ColourEnvelope>(inner, services, path: path)
    case .klog: EnvelopeParser<KlogEnvelope>(inner, services, path: path)
    case .document: JSONDocumentParser(inner, services)
    }
  }
}
