import Foundation
import HTTPClient

/// Requests a second and CPU a request of ``HTTPClient`` over kept-alive connections, beside `curl --parallel`.
///
///     Benchmarks http URL [--concurrency 16] [--requests 20000] [--rounds 3] [--ca FILE] [--http1] [--curl]
///
/// The URL is a file on a server on this machine, for instance an nginx with one worker, `keepalive_requests 10000000`
/// and a TLS listener. One JSON line a round: what was asked over which HTTP, requests a second, client CPU in
/// microseconds a request, median and 99th percentile of the latency in milliseconds, connections opened. With `--curl`
/// each round is followed by the same requests through one `curl --parallel` process (its start included, so ask for
/// enough).
enum HTTPClientBenchmark {
  struct Options {
    var url = ""
    var concurrency = 16
    var requests = 20_000
    var rounds = 3
    var caFile: String?
    var offersHTTP2 = true
    var comparesWithCurl = false
  }

  struct WrongUse: Error, CustomStringConvertible {
    var description: String
  }

  static func run(arguments: [String]) async throws {
    let options = try options(arguments)
    let url = try HTTPURL(options.url)
    let policy = TrustPolicy(
      allowedSchemes: [.http, .https], allowLoopback: true, allowPrivate: true, caFile: options.caFile,
      maximumConnectionsPerHost: options.concurrency, offersHTTP2: options.offersHTTP2)
    for _ in 0..<options.rounds {
      try await measure(url, policy, options)
      if options.comparesWithCurl { try measureCurl(options) }
    }
  }

  private static func options(_ arguments: [String]) throws -> Options {
    var options = Options()
    var rest = arguments[...]
    func value() throws -> String {
      guard let value = rest.popFirst() else { throw WrongUse(description: "an option lacks its value") }
      return value
    }
    func number() throws -> Int {
      guard let number = Int(try value()), number > 0 else { throw WrongUse(description: "a count must be above 0") }
      return number
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--concurrency": options.concurrency = try number()
      case "--requests": options.requests = try number()
      case "--rounds": options.rounds = try number()
      case "--ca": options.caFile = try value()
      case "--http1": options.offersHTTP2 = false
      case "--curl": options.comparesWithCurl = true
      default: options.url = argument
      }
    }
    guard !options.url.isEmpty else {
      throw WrongUse(
        description: "usage: http URL [--concurrency N] [--requests N] [--rounds N] [--ca FILE] [--http1] [--curl]")
    }
    return options
  }

  private static func measure(_ url: HTTPURL, _ policy: TrustPolicy, _ options: Options) async throws {
    let client = HTTPClient(policy: policy)
    var warmUp: HTTPResponse?
    for _ in 0..<100 { warmUp = try await client.send(HTTPRequest(.get, url), deadline: .now + .seconds(10)) }
    let each = options.requests / options.concurrency
    let clock = ContinuousClock()
    let cpu = cpuMicroseconds(ofChildren: false)
    let start = clock.now
    let (latencies, opened) = try await withThrowingTaskGroup(of: ([Double], Int).self) { group in
      for _ in 0..<options.concurrency {
        group.addTask {
          var latencies: [Double] = []
          var opened = 0
          latencies.reserveCapacity(each)
          for _ in 0..<each {
            let before = clock.now
            let response = try await client.send(HTTPRequest(.get, url), deadline: before + .seconds(10))
            latencies.append((clock.now - before) / .milliseconds(1))
            if !response.reusedConnection { opened += 1 }
            guard response.status == 200 else { throw WrongUse(description: "status \(response.status)") }
          }
          return (latencies, opened)
        }
      }
      return try await group.reduce(into: ([Double](), 0)) { total, part in
        total.0 += part.0
        total.1 += part.1
      }
    }
    let seconds = (clock.now - start) / .seconds(1)
    let used = cpuMicroseconds(ofChildren: false) - cpu
    let sorted = latencies.sorted()
    report(
      "HTTPClient", version: warmUp?.version.rawValue ?? "?", tls: url.scheme == .https, count: sorted.count, seconds,
      used,
      extra: String(
        format: ", \"p50\": %.3f, \"p99\": %.3f, \"connections\": %d", sorted[sorted.count / 2],
        sorted[min(sorted.count - 1, sorted.count * 99 / 100)], opened))
    await client.shutdown()
  }

  /// The same requests through one `curl` process.
  private static func measureCurl(_ options: Options) throws {
    let configuration = FileManager.default.temporaryDirectory.appendingPathComponent("curl-\(UUID().uuidString).conf")
    defer { try? FileManager.default.removeItem(at: configuration) }
    var text = "parallel\nparallel-max = \(options.concurrency)\nsilent\n"
    text += options.offersHTTP2 ? "" : "http1.1\n"
    if let file = options.caFile { text += "cacert = \"\(file)\"\n" }
    for _ in 0..<options.requests { text += "url = \"\(options.url)\"\noutput = \"/dev/null\"\n" }
    try Data(text.utf8).write(to: configuration)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["curl", "--config", configuration.path]
    process.standardError = FileHandle.nullDevice
    let cpu = cpuMicroseconds(ofChildren: true)
    let start = ContinuousClock.now
    try process.run()
    process.waitUntilExit()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard process.terminationStatus == 0 else {
      throw WrongUse(description: "curl ended with status \(process.terminationStatus)")
    }
    report(
      "curl --parallel", version: options.offersHTTP2 ? "HTTP/2 offered" : "HTTP/1.1",
      tls: options.url.hasPrefix("https"),
      count: options.requests, seconds, cpuMicroseconds(ofChildren: true) - cpu, extra: "")
  }

  private static func report(
    _ client: String, version: String, tls: Bool, count: Int, _ seconds: Double, _ cpu: Double, extra: String
  ) {
    print(
      String(
        format:
          "{\"client\": \"%@\", \"http\": \"%@\", \"tls\": %@, \"requests\": %d, \"perSecond\": %.0f, \"cpuMicroseconds\": %.1f%@}",
        client, version, tls ? "true" : "false", count, Double(count) / seconds, cpu / Double(count), extra))
  }

  private static func cpuMicroseconds(ofChildren: Bool) -> Double {
    var usage = rusage()
    getrusage(ofChildren ? -1 : 0, &usage)  // RUSAGE_CHILDREN, RUSAGE_SELF
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) * 1e6 + Double($1.tv_usec) }
  }
}
