import Foundation
import JSON

/// `Benchmarks json FILE...`: how fast a bundle is parsed, with and without FHIR's vocabulary, and written again.
enum JSONBenchmark {
  static func run(arguments: [String]) throws {
    for path in arguments {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let repeats = max(1, 2_000_000 / max(bytes.count, 1))
      let parse = try Measurement.median(repeats: repeats) { _ = try JSONDocument(parsing: bytes) }
      let document = try JSONDocument(parsing: bytes)
      let write = Measurement.median(repeats: repeats) {
        var writer = JSONWriter(capacity: bytes.count)
        writer.raw(document.root)
      }
      Measurement.report(
        "json-parse",
        [
          "bytes": Double(bytes.count), "nodes": Double(document.nodes.count), "parse_us": parse / 1000,
          "parse_MBps": Double(bytes.count) / parse * 1000, "copy_us": write / 1000,
        ])
    }
  }
}
