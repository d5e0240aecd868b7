import FHIR
import JSON

/// The answer to a search, as a `searchset` Bundle.
struct SearchBundle {
  let plan: SearchPlan
  let answer: SearchEngine.Answer
  /// The address of the FHIR server, without a trailing slash.
  let base: String

  func write(to writer: inout JSONWriter) {
    writer.object { bundle in
      bundle.member("resourceType", "Bundle")
      bundle.member("type", "searchset")
      bundle.member("total", answer.total)
      bundle.key("link")
      bundle.array { links in
        link(&links, "self", offset: plan.controls.offset)
        if let next = answer.nextOffset { link(&links, "next", offset: next) }
      }
      guard !answer.matches.isEmpty || !plan.ignored.isEmpty else { return }
      bundle.key("entry")
      bundle.array { entries in
        for resource in answer.matches { entry(&entries, resource, mode: "match") }
        for resource in answer.included { entry(&entries, resource, mode: "include") }
        if !plan.ignored.isEmpty { notice(&entries) }
      }
    }
  }

  func serialized() -> [UInt8] {
    var writer = JSONWriter(capacity: 4096 + answer.matches.count * 1024)
    write(to: &writer)
    return writer.bytes
  }

  private func link(_ writer: inout JSONWriter, _ relation: String, offset: Int) {
    var query = SearchQuery(type: plan.type, parameters: plan.applied.filter { $0.name != "_offset" })
    if offset > 0 { query.append("_offset", SearchValue(literal: String(offset))) }
    writer.object { link in
      link.member("relation", relation)
      link.member("url", base + "/" + query.text)
    }
  }

  private func entry(_ writer: inout JSONWriter, _ resource: Resource, mode: String) {
    writer.object { entry in
      entry.member("fullUrl", resource.reference.map { base + "/" + $0 })
      entry.member("resource", resource.value)
      entry.key("search")
      entry.object { $0.member("mode", mode) }
    }
  }

  /// Parameters that were ignored are named in the answer, as FHIR asks (R4, "Search", 3.1.1.1).
  private func notice(_ writer: inout JSONWriter) {
    let outcome = OperationOutcome(issues: [
      .init(
        severity: .warning, code: .notSupported,
        diagnostics: "These search parameters were ignored: \(plan.ignored.joined(separator: ", ")).")
    ])
    writer.object { entry in
      entry.key("resource")
      outcome.write(to: &entry)
      entry.key("search")
      entry.object { $0.member("mode", "outcome") }
    }
  }
}
