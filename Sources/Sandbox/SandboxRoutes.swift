import FHIR
import HTTPTypes
import JSON
import SMART
import WebServer

/// What the sandbox serves: the page, what the page asks for, its key set, and the FHIR server.
struct SandboxRoutes: RouteCollection {
  let sandbox: SandboxEHR

  var routes: [Route] {
    let firing = HookFiring(sandbox: sandbox)
    return FHIRRoutes(engine: sandbox.engine, tokens: sandbox.tokens, base: { [sandbox] in sandbox.fhirBase }).routes
      + [
        .get("/") { [sandbox] _ in .html(try SandboxPage(sandbox: sandbox).rendered()) },
        .get("/assets/sandbox.css") { _ in .asset(Array(SandboxStyle.text.utf8), contentType: "text/css; charset=utf-8")
        },
        .get("/assets/sandbox.js") { _ in
          .asset(Array(SandboxScript.text.utf8), contentType: "text/javascript; charset=utf-8")
        },
        .get("/assets/cards.js") { _ in
          .asset(Array(CardScript.text.utf8), contentType: "text/javascript; charset=utf-8")
        },
        .get("/sandbox/jwks.json") { [sandbox] _ in
          .asset(sandbox.keySet.serialized(), contentType: "application/json", maximumAge: 300)
        },
        .get("/sandbox/patients/{id}") { [sandbox] request in
          let chart = try sandbox.chart(of: request.parameter("id") ?? "")
          var writer = JSONWriter(capacity: 8192)
          chart.write(to: &writer)
          return .json(writer.bytes)
        },
        .get("/sandbox/patients/{id}/orders") { [sandbox] request in try Self.orders(request, in: sandbox) },
        .get("/sandbox/services") { _ in try await firing.services() },
        .post("/sandbox/fire") { request in try await firing.fire(request.body) },
        .post("/sandbox/feedback") { request in try await firing.feedback(request.body) },
      ]
  }

  private static func orders(_ request: WebRequest, in sandbox: SandboxEHR) throws -> WebResponse {
    let id = request.parameter("id") ?? ""
    _ = try sandbox.chart(of: id)
    var writer = JSONWriter()
    writer.array { array in
      for order in sandbox.orders(for: id) {
        array.object { object in
          object.member("id", order.id)
          object.member("title", order.title)
        }
      }
    }
    return .json(writer.bytes)
  }
}
