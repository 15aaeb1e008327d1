// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One POST: hands its answer on in chunks and resumes its caller once, at the end.
///
/// Chunks come one after the other on the queue of the session. Redirections are not followed, since
/// they would carry the password elsewhere.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
  typealias Take = @Sendable (_ status: Int, _ chunk: [UInt8]) throws(RemoteError) -> Void

  private struct Progress {
    var continuation: CheckedContinuation<Result<Int, RemoteError>, Never>?
    var status = 0
    var fault: RemoteError?
    /// Whether the server asked for another password: the task ends as cancelled then.
    var wasChallenged = false
  }

  private let progress = Mutex(Progress())
  private let take: Take
  private let endpoint: RemoteEndpoint
  /// When the answer must have come, whatever the engine does.
  private let deadline: ContinuousClock.Instant
  private let seconds: Int

  private init(_ endpoint: RemoteEndpoint, _ take: @escaping Take) {
    self.endpoint = endpoint
    self.take = take
    seconds = endpoint.limits.seconds + endpoint.limits.graceSeconds
    deadline = .now + .seconds(seconds)
  }

  /// Sends a request and gives the status of its answer when all chunks were taken.
  ///
  /// - Throws: what `take` threw, or what happened on the way.
  static func send(
    _ request: URLRequest, to endpoint: RemoteEndpoint, _ take: @escaping Take
  ) async throws(RemoteError) -> Int {
    if Task.isCancelled { throw .cancelled }
    let exchange = HTTPExchange(endpoint, take)
    let session = URLSession(
      configuration: exchange.configuration, delegate: exchange, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let task = session.dataTask(with: request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        exchange.progress.withLock { $0.continuation = continuation }
        task.resume()
      }
    } onCancel: {
      task.cancel()
    }
    return try result.get()
  }

  private var configuration: URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = TimeInterval(seconds)
    configuration.timeoutIntervalForResource = TimeInterval(seconds)
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    return configuration
  }

  // MARK: - What the session tells

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    progress.withLock { $0.status = status }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let (status, isFaulty) = progress.withLock { ($0.status, $0.fault != nil) }
    guard !isFaulty else { return }
    do throws(RemoteError) {
      if ContinuousClock.now > deadline { throw .timedOut(seconds: seconds, by: .client) }
      try take(status, Array(data))
    } catch {
      progress.withLock { $0.fault = error }
      dataTask.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let address = endpoint.address
    let host = endpoint.host
    let (continuation, result) = progress.withLock { progress in
      let continuation = progress.continuation
      progress.continuation = nil
      if let fault = progress.fault {
        return (continuation, Result<Int, RemoteError>.failure(fault))
      }
      if progress.wasChallenged { return (continuation, .success(401)) }
      guard let error else { return (continuation, .success(progress.status)) }
      let wasAnswered = progress.status != 0
      let way = RemoteError(
        error, address: address, host: host, seconds: seconds, wasAnswered: wasAnswered)
      return (continuation, .failure(way))
    }
    continuation?.resume(returning: result)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    progress.withLock { $0.status = response.statusCode }
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    // The header has said all there is to say. Where a server asks again for a password, the library
    // of Linux would otherwise wait for ever; certificates it verifies without asking.
    if challenge.previousFailureCount > 0 || challenge.failureResponse != nil {
      progress.withLock { $0.wasChallenged = true }
      completionHandler(.cancelAuthenticationChallenge, nil)
    } else {
      completionHandler(.performDefaultHandling, nil)
    }
  }
}

extension RemoteError {
  /// What a session says happened on the way.
  fileprivate init(
    _ error: any Error, address: String, host: String, seconds: Int, wasAnswered: Bool
  ) {
    let code = (error as? URLError)?.code
    switch code {
    case .cancelled: self = .cancelled
    case .timedOut: self = .timedOut(seconds: seconds, by: .client)
    case .cannotConnectToHost where !wasAnswered: self = .refused(address: address)
    case .cannotFindHost, .dnsLookupFailed: self = .unknownHost(host)
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected:
      self = .certificate(host: host)
    case .networkConnectionLost, .badServerResponse, .cannotConnectToHost:
      self = .truncated(rows: 0)
    default:
      let words = (error as NSError).localizedDescription
      if wasAnswered {
        self = .truncated(rows: 0)
      } else if ["SSL", "TLS", "certificate"].contains(where: words.contains) {
        // On Linux the library gives these faults no code, only the words of its transport.
        self = .certificate(host: host)
      } else {
        self = .transport(words)
      }
    }
  }
}
