// swift-tools-version: 6.2
import PackageDescription

// The house, from the door: rooms are listed from the bottom up, and an import only ever points up this list
// (that is, down the house). See README.md, "The house", for what each room is for.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
]

/// A room: a library target under Sources/NAME.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: documentation[name] ?? [], swiftSettings: settings)
}

/// The tests of a room, under Tests/NAMETests. `TestSupport` finds the conformance data and seeds random tests.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Notes that live beside the code they explain and are no input of the build.
let documentation: [String: [String]] = [:]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
  name: "chartside",
  platforms: [.macOS(.v26)],
  products: [
    "JSON", "ClinicalTypes", "FHIR", "FHIRPath", "FHIRValidation", "CQL", "HTTPClient", "FHIRClient", "SMART",
    "CDSHooks",
    "Deidentification",
  ].map { .library(name: $0, targets: [$0]) } + [.executable(name: "chartside", targets: ["chartside"])],
  traits: [
    .trait(name: "TLS", description: "Serve HTTPS in the process. Off by default: it compiles BoringSSL.")
  ],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  ],
  targets: [
    // Values and documents
    room("JSON"),
    room("ClinicalTypes"),
    room("FHIR", ["JSON", "ClinicalTypes"]),
    room("FHIRPath", ["FHIR", "JSON", "ClinicalTypes"]),
    room("FHIRValidation", ["FHIRPath", "FHIR", "JSON", "ClinicalTypes"]),
    room("CQL", ["FHIRPath", "FHIR", "JSON", "ClinicalTypes"]),

    // The network and who may use it
    .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "CLibcurlShim", dependencies: ["CLibcurl"]),
    room("HTTPClient", ["CLibcurl", "CLibcurlShim"]),
    room("FHIRClient", ["HTTPClient", "FHIR", "JSON", "ClinicalTypes"]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .target(name: "COpenSSLShim", dependencies: ["COpenSSL"]),
    room("SMART", ["HTTPClient", "JSON", "COpenSSL", "COpenSSLShim"]),

    // Decision support
    room("CDSHooks", ["FHIRPath", "FHIR", "JSON", "ClinicalTypes"]),
    room("Reasoning", ["CDSHooks", "FHIR", "JSON", "ClinicalTypes"]),
    room(
      "Guidelines", ["Reasoning", "CDSHooks", "CQL", "FHIRValidation", "FHIRPath", "FHIR", "JSON", "ClinicalTypes"]),
    room("Deidentification", ["FHIRPath", "FHIR", "JSON", "ClinicalTypes", "COpenSSL", "COpenSSLShim"]),
    room(
      "ModelGateway",
      ["Reasoning", "CDSHooks", "Deidentification", "SMART", "HTTPClient", "FHIR", "JSON", "ClinicalTypes"]),

    // The service
    room(
      "Records",
      [
        "SMART", "CDSHooks", "Reasoning", "ModelGateway", "JSON", .product(name: "GRDB", package: "GRDB.swift"),
        "COpenSSL", "COpenSSLShim",
      ]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    room(
      "WebServer",
      [
        "JSON", "CZlib", logging, metrics, lifecycle, .product(name: "HTTPTypes", package: "swift-http-types"),
        // The core alone: our routes are few and fixed, and need no router, coder or middleware of the framework.
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "HummingbirdTLS", package: "hummingbird", condition: .when(traits: ["TLS"])),
      ]),
    room(
      "ChartsideServer",
      [
        "WebServer", "Records", "Guidelines", "ModelGateway", "Deidentification", "Reasoning", "CDSHooks", "SMART",
        "FHIRClient", "HTTPClient",
        "FHIRPath", "FHIR", "JSON", "ClinicalTypes", "Yams", logging, metrics, lifecycle, hummingbird,
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
      ]),
    room(
      "Sandbox",
      [
        "WebServer", "SMART", "CDSHooks", "HTTPClient", "FHIR", "FHIRPath", "JSON", "ClinicalTypes", hummingbird,
        logging, lifecycle,
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    program(
      "chartside",
      [
        "ChartsideServer", "Sandbox", "WebServer", "Guidelines", "Records", "CDSHooks", "CQL", "Deidentification",
        "ModelGateway", "FHIRPath", "FHIRValidation",
        "FHIR", "JSON", "ClinicalTypes", "Reasoning", "SMART", "FHIRClient", "HTTPClient", logging, lifecycle,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    program("GenerateTypeTable", ["JSON"]),
    program(
      "Benchmarks",
      [
        "JSON", "ClinicalTypes", "FHIR", "FHIRPath", "CQL", "HTTPClient", "SMART", "CDSHooks", "Guidelines",
        "Reasoning",
      ]),

    // Tests: one target a room, third-party suites in Conformance, the whole house in EndToEnd
    .target(name: "TestSupport", dependencies: ["JSON"], path: "Tests/TestSupport", swiftSettings: settings),
    tests("JSON"),
    tests("ClinicalTypes"),
    tests("FHIR", ["JSON", "ClinicalTypes"]),
    tests("FHIRPath", ["FHIR", "JSON", "ClinicalTypes"]),
    tests("FHIRValidation", ["FHIR", "FHIRPath", "JSON"]),
    tests("CQL", ["FHIRPath", "FHIR", "JSON", "ClinicalTypes"]),
    tests("HTTPClient"),
    tests("FHIRClient", ["HTTPClient", "FHIR", "JSON", "ClinicalTypes"]),
    tests("SMART", ["HTTPClient", "JSON"]),
    tests("CDSHooks", ["FHIR", "FHIRPath", "JSON", "ClinicalTypes"]),
    tests("Reasoning", ["CDSHooks", "FHIR", "JSON", "ClinicalTypes"]),
    tests("Guidelines", ["Reasoning", "CDSHooks", "CQL", "FHIR", "FHIRPath", "JSON", "ClinicalTypes"]),
    tests("Deidentification", ["FHIR", "JSON", "ClinicalTypes"]),
    tests(
      "ModelGateway", ["ClinicalTypes", "Reasoning", "CDSHooks", "Deidentification", "HTTPClient", "FHIR", "JSON"]),
    tests(
      "Records",
      ["CDSHooks", "Reasoning", "ModelGateway", "SMART", "JSON", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(
      "ChartsideServer",
      [
        "WebServer", "Records", "Guidelines", "ModelGateway", "Reasoning", "CDSHooks", "SMART", "FHIR",
        "ClinicalTypes", "JSON", "HTTPClient", logging, lifecycle,
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ]),
    tests(
      "Sandbox",
      [
        "WebServer", "CDSHooks", "FHIR", "JSON", "HTTPClient", "SMART", logging,
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "TestSupport", "JSON", "ClinicalTypes", "FHIR", "FHIRPath", "FHIRValidation", "CQL", "SMART", "CDSHooks",
        "Guidelines", "Reasoning",
      ], path: "Tests/Conformance", swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "TestSupport", "ChartsideServer", "Sandbox", "WebServer", "Guidelines", "Records", "ModelGateway",
        "Deidentification", "Reasoning", "SMART", "CDSHooks", "HTTPClient", "FHIRClient", "FHIR", "ClinicalTypes",
        "JSON", lifecycle, logging,
      ], path: "Tests/EndToEnd", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
