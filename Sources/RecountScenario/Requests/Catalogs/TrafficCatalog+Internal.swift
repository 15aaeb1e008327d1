// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension TrafficCatalog {
  /// An image registry in front of an artifact store.
  static var registry: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(
          380, "GET", "/v2/{image}/blobs/sha256:{digest}", or: (307, 250), milliseconds: 85,
          bytes: 2_900_000),
        Route(210, "GET", "/v2/{image}/manifests/{tag}", milliseconds: 24, bytes: 2740),
        Route(170, "HEAD", "/v2/{image}/manifests/{tag}", milliseconds: 11, bytes: 0),
        Route(80, "GET", "/v2/", or: (401, 480), milliseconds: 2, bytes: 2),
        Route(60, "GET", "/v2/{image}/manifests/sha256:{digest}", milliseconds: 19, bytes: 1570),
        Route(40, "HEAD", "/v2/{image}/blobs/sha256:{digest}", milliseconds: 9, bytes: 0),
        Route(
          22, "GET", "/token?service=packages.example&scope=repository%3A{image}%3Apull",
          milliseconds: 31, bytes: 1380),
        Route(10, "POST", "/v2/{image}/blobs/uploads/", 202, milliseconds: 40, bytes: 0),
        Route(10, "PATCH", "/v2/{image}/blobs/uploads/{uuid}", 202, milliseconds: 420, bytes: 0),
        Route(
          10, "PUT", "/v2/{image}/blobs/uploads/{uuid}?digest=sha256%3A{digest}", 201,
          milliseconds: 60, bytes: 0),
        Route(6, "PUT", "/v2/{image}/manifests/{tag}", 201, milliseconds: 55, bytes: 0),
        Route(4, "GET", "/v2/{image}/tags/list?n=100", milliseconds: 38, bytes: 940),
        Route(14, "GET", "/healthz", milliseconds: 1, bytes: 2),
      ],
      hosts: ["packages.example"], audience: .builders, everydayFailures: .everydayRegistry,
      incidentFailures: .overloadedRegistry)
  }

  /// Delivery of events to the apps that asked for them.
  static var webhooks: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(
          420, "POST", "/webhooks/1.0/tenant/{cloud}/deliver/{hex:16}", 202, milliseconds: 34,
          bytes: 0),
        Route(220, "POST", "/connect/events/{app}/issue_updated", milliseconds: 120, bytes: 64),
        Route(130, "POST", "/connect/events/{app}/page_created", milliseconds: 110, bytes: 64),
        Route(90, "POST", "/connect/events/{app}/repo_push", milliseconds: 95, bytes: 64),
        Route(
          70, "GET", "/webhooks/1.0/tenant/{cloud}/subscriptions", or: (304, 300),
          milliseconds: 18, bytes: 2210),
        Route(
          30, "PUT", "/webhooks/1.0/tenant/{cloud}/subscriptions/{id}", milliseconds: 45,
          bytes: 310),
        Route(
          15, "DELETE", "/webhooks/1.0/tenant/{cloud}/subscriptions/{id}", 204,
          milliseconds: 30, bytes: 0),
        Route(15, "POST", "/connect/lifecycle/{app}/installed", 204, milliseconds: 260, bytes: 0),
      ],
      hosts: ["webhooks.internal.example"], audience: .integrations, incidentFailures: .saturated)
  }

  /// Discovery, execution and management of third-party apps.
  static var apps: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(
          300, "GET", "/apps/1/tenant/{cloud}/modules?context=issue.view", or: (304, 350),
          milliseconds: 22, bytes: 6100),
        Route(
          220, "POST", "/apps/1/invoke/{app}/function/{module}", milliseconds: 180, bytes: 1450),
        Route(160, "GET", "/apps/1/iframe/{app}/panel?issueId={id}", milliseconds: 60, bytes: 9800),
        Route(
          110, "GET", "/apps/1/assets/{app}/{hex:12}/main.js", or: (304, 500), milliseconds: 12,
          bytes: 88_000),
        Route(90, "POST", "/apps/1/storage/{app}/query", milliseconds: 40, bytes: 780),
        Route(
          60, "GET", "/apps/1/search?q={module}&offset={n:0-9}0", milliseconds: 75,
          bytes: 12_400),
        Route(30, "POST", "/developer/1/deployments/{app}", 202, milliseconds: 900, bytes: 210),
        Route(20, "GET", "/developer/1/deployments/{app}/{uuid}", milliseconds: 28, bytes: 640),
        Route(10, "PUT", "/developer/1/apps/{app}/permissions", milliseconds: 85, bytes: 120),
      ],
      hosts: ["apps.example", "developer.apps.example"], audience: .integrations,
      incidentFailures: .starved)
  }

  /// The store of uploaded files that the products share.
  static var attachments: TrafficCatalog {
    TrafficCatalog(
      routes: [
        Route(
          420, "GET", "/file/{uuid}/binary?client={cloud}&name={file}", or: (206, 120),
          milliseconds: 140, bytes: 410_000),
        Route(
          230, "GET", "/file/{uuid}/image?width={n:1-12}00&mode=crop", or: (304, 350),
          milliseconds: 90, bytes: 38_000),
        Route(120, "POST", "/upload", 201, milliseconds: 160, bytes: 180),
        Route(110, "PUT", "/chunk/{hex:40}-{n:1000-4194304}", 201, milliseconds: 380, bytes: 0),
        Route(70, "POST", "/file/binary?collection={cloud}", 201, milliseconds: 620, bytes: 720),
        Route(40, "POST", "/items", milliseconds: 24, bytes: 1900),
        Route(10, "DELETE", "/file/{uuid}", 204, milliseconds: 30, bytes: 0),
      ],
      hosts: ["attachments.example"], audience: .browsers, incidentFailures: .saturated)
  }
}
