// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let kubernetesEvents = LogFormat(
    name: "kubernetes-events",
    title: "Kubernetes events",
    family: .record, stamp: .end, specificity: 0.97, isDocument: true,
    notes: """
      The list of `kubectl get events -o json`, a single event, or events and lines of a watch one a \
      line; of core/v1 or of events.k8s.io. Warnings and `Killing` are notes, `ScalingReplicaSet` is \
      `deployed`, or a note where it scales down; other events are counted and give nothing. That \
      an autoscaler scales up looks the same as a deployment. An event that was seen several times \
      gives two milestones, the first and the last. The service is the name of the object without \
      the hashes of replica set and pod; a node is none. Clusters forget events after an hour.
      """,
    examples: [
      Example(
        #"{"apiVersion":"v1","kind":"List","items":[{"kind":"Event","metadata":{"name":"cart-7d9f8b6c5d-x2k4p.17f8","namespace":"shop","creationTimestamp":"2025-03-12T09:14:02Z"},"involvedObject":{"kind":"Pod","namespace":"shop","name":"cart-7d9f8b6c5d-x2k4p"},"reason":"BackOff","message":"Back-off restarting failed container","firstTimestamp":"2025-03-12T09:14:02Z","lastTimestamp":"2025-03-12T09:20:33Z","count":27,"type":"Warning","eventTime":null},{"kind":"Event","metadata":{"name":"x"},"involvedObject":{"kind":"Pod","name":"cart-7d9f8b6c5d-x2k4p"},"reason":"Pulled","message":"Image is present","firstTimestamp":"2025-03-12T09:14:01Z","lastTimestamp":"2025-03-12T09:14:01Z","count":1,"type":"Normal"}]}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500000,"service":"cart","text":"BackOff pod/cart-7d9f8b6c5d-x2k4p: Back-off restarting failed container","time":"2025-03-12T09:14:02.000000Z"}
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500000,"service":"cart","text":"last of 27: BackOff pod/cart-7d9f8b6c5d-x2k4p: Back-off restarting failed container","time":"2025-03-12T09:20:33.000000Z"}
          """#),
      Example(
        #"{"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"cart.17f9"},"regarding":{"kind":"Deployment","name":"cart"},"reason":"ScalingReplicaSet","note":"Scaled up replica set cart-7d9f8b6c5d to 3","eventTime":"2025-03-12T09:10:41.310200Z","deprecatedFirstTimestamp":null,"type":"Normal"}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"deployed","plus_minus_us":1,"service":"cart","text":"ScalingReplicaSet deployment/cart: Scaled up replica set cart-7d9f8b6c5d to 3","time":"2025-03-12T09:10:41.310200Z"}
          """#),
    ],
    refusals: [
      Refusal(
        #"{"kind":"Event","involvedObject":{"kind":"Pod","name":"a"},"reason":"Failed","type":"Warning"}"#,
        because: .missingField),
      Refusal(
        #"{"involvedObject":{"name":"a"},"reason":"Failed","type":"Warning","eventTime":"soon"}"#,
        because: .malformedTime),
      Refusal(#"{"kind":"Pod","involvedObject":{},"reason":"x"}"#, because: .malformedJSON),
    ],
    matches: { KubernetesEventParser.matches($0) },
    makeParser: { _ in KubernetesEventParser() })
}
