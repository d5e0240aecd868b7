import Foundation

/// Benchmarks print one JSON line a figure; build them in release:
///
///     swift run -c release Benchmarks json BUNDLE.json
///     swift run -c release Benchmarks http https://localhost:8443/observation.json --ca ca.pem --curl
@main struct BenchmarkProgram {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "json": try JSONBenchmark.run(arguments: rest)
    case "fhirpath": try FHIRPathBenchmark.run(arguments: rest)
    case "hook": try await HookBenchmark.run(arguments: rest)
    case "cql": try CQLBenchmark.run(arguments: rest)
    case "cql-translate": try CQLTranslateBenchmark.run(arguments: rest)
    case "http": try await HTTPClientBenchmark.run(arguments: rest)
    default:
      let usage = """
        usage: Benchmarks json FILE... | fhirpath BUNDLE... | hook [CONTENT]... | cql BUNDLE... | cql-translate FOLDER...
               | http URL...

        """
      FileHandle.standardError.write(Data(usage.utf8))
      exit(2)
    }
  }
}
