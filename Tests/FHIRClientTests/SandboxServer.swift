import FHIRClient
import HTTPClient
import TestSupport

/// A loopback server whose answers are a function of the path, and a client for its `/fhir`.
struct SandboxServer {
  let server: LoopbackServer
  let http: HTTPClient
  let client: FHIRClient
  let base: BaseURL

  init(
    token: String? = "token", limits: FHIRClientLimits = FHIRClientLimits(), _ handler: @escaping LoopbackServer.Handler
  ) throws {
    server = try LoopbackServer(handler)
    base = try BaseURL(server.origin + "/fhir")
    http = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    let bearer = try token.map { [base] in try BearerToken($0, base: base) }
    client = FHIRClient(base: base, token: bearer, http: http, limits: limits)
  }

  func stop() async {
    server.stop()
    await http.shutdown()
  }
}

extension LoopbackConnection {
  /// A FHIR answer.
  func fhir(status: Int = 200, headers: [(String, String)] = [], _ json: String) {
    respond(
      status: status, headers: headers + [("Content-Type", "application/fhir+json; charset=utf-8")],
      body: Array(json.utf8))
  }

  /// A searchset of resources, each `(JSON, mode)`, and the link to the next page.
  func searchset(_ entries: [(String, String?)], next: String? = nil) {
    let links =
      next.map { #", "link": [{"relation": "self", "url": "x"}, {"relation": "next", "url": "\#($0)"}]"# } ?? ""
    let list = entries.map { resource, mode in
      #"{"resource": \#(resource)\#(mode.map { #", "search": {"mode": "\#($0)"}"# } ?? "")}"#
    }
    fhir(
      #"{"resourceType": "Bundle", "type": "searchset"\#(links), "total": 7, "entry": [\#(list.joined(separator: ","))]}"#
    )
  }
}

func observation(_ id: String) -> String { #"{"resourceType": "Observation", "id": "\#(id)"}"# }
