import ClinicalTypes
import FHIR
import HTTPClient
import JSON

/// Questions to a terminology server (R4, "Terminology Service").
extension FHIRClient {
  /// The expansion of a value set (`GET [base]/ValueSet/$expand`).
  /// - Parameters:
  ///   - canonical: The value set's URL, with `|version` where one is meant.
  ///   - deadline: When to give up.
  /// - Returns: The ValueSet with its expansion; whether that is whole is for ``FHIR/LocalTerminology`` to see.
  /// - Throws: ``FHIRClientError``
  func expansion(of canonical: String, deadline: ContinuousClock.Instant) async throws(FHIRClientError) -> Resource {
    let document = try await operation(
      "ValueSet/$expand", canonical: canonical, [], bytes: limits.bytes, deadline: deadline)
    guard let resource = Resource(document.root), resource.isType("ValueSet") else {
      throw FHIRClientError(.wrongResource, at: "\(base)/ValueSet/$expand", "the server's expansion is no ValueSet")
    }
    return resource
  }

  /// Whether a code is in a value set (`GET [base]/ValueSet/$validate-code`).
  /// - Parameters:
  ///   - code: The code; its system must be known.
  ///   - canonical: The value set's URL, with `|version` where one is meant.
  ///   - deadline: When to give up.
  /// - Returns: The server's `result`.
  /// - Throws: ``FHIRClientError``, also where the server says no only because it lacks the code's system.
  func validate(
    _ code: Code, in canonical: String, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> Bool {
    var parameters = [("code", code.code)]
    if let system = code.system { parameters.append(("system", system)) }
    let document = try await operation(
      "ValueSet/$validate-code", canonical: canonical, parameters, bytes: 1 << 20, deadline: deadline)
    let answers = document.root["parameter"].elements
    guard let result = answers.first(where: { $0["name"].stringEquals("result") })?["valueBoolean"]?.bool else {
      throw FHIRClientError(
        .wrongResource, at: "\(base)/ValueSet/$validate-code", "the server's answer has no parameter 'result'")
    }
    if !result, answers.contains(where: Self.tellsOfUnknownSystem) {
      throw FHIRClientError(
        .operationOutcome, at: "\(base)/ValueSet/$validate-code",
        "the server does not know the code's system, so that its no is no answer")
    }
    return result
  }

  /// Whether a parameter of the answer says that the server does not know a code system: by name, as servers have long
  /// done, or by an issue of the code `not-found`, of FHIR's and of `tx-issue-type`.
  private static func tellsOfUnknownSystem(_ parameter: JSONValue) -> Bool {
    let name = parameter["name"]
    if name.stringEquals("x-caused-by-unknown-system") || name.stringEquals("x-unknown-system") { return true }
    guard name.stringEquals("issues") else { return false }
    return parameter["resource"]["issue"].elements.contains { issue in
      issue["code"].stringEquals("not-found")
        && issue["details"]["coding"].elements.contains { $0["code"].stringEquals("not-found") }
    }
  }

  private func operation(
    _ path: String, canonical: String, _ parameters: [(String, String)], bytes: Int, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> JSONDocument {
    let parts = canonical.split(separator: "|", maxSplits: 1).map(String.init)
    var all = [("url", parts.first ?? canonical)]
    if parts.count > 1 { all.append(("valueSetVersion", parts[1])) }
    all += parameters
    let query = SearchQuery(
      type: "ValueSet", parameters: all.map { .init($0.0, values: [SearchValue(raw: $0.1)]) })
    let url: HTTPURL
    do throws(InvalidURL) {
      url = try HTTPURL("\(base.absoluteString)/\(path)?\(query.queryText)")
    } catch {
      throw FHIRClientError(.invalidRequest, at: "\(base)/\(path)", error.reason)
    }
    return try await get(url, bytes: bytes, deadline: deadline)
  }
}
