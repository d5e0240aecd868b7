import ClinicalTypes
import FHIR
import HTTPTypes
import JSON
import SMART
import WebServer

/// Fires hooks and sends feedback on the page's behalf.
struct HookFiring: Sendable {
  let sandbox: SandboxEHR

  /// Discovery, as the page shows it.
  func services() async throws -> WebResponse {
    let outcome = try await connection().discover()
    var writer = JSONWriter()
    writer.object { object in
      object.member("failure", failure(of: outcome, expecting: "services"))
      object.member("services", outcome.json["services"])
    }
    return .json(writer.bytes)
  }

  /// One hook call: what was sent, what came back and how long it took.
  func fire(_ body: [UInt8]) async throws -> WebResponse {
    let order = try FireOrder(body)
    let connection = try connection()
    let chart = try sandbox.chart(of: order.patient)
    let discovery = await connection.discover()
    let service = discovery.json["services"].elements.first {
      $0["id"].string == order.service && $0["hook"].string == order.hook
    }
    guard let service else {
      let reason = failure(of: discovery, expecting: "services") ?? "The service does not offer this hook."
      throw WebProblem(.badGateway, code: .notFound, reason, at: "service")
    }
    let call = HookCall(
      order: order, fhirBase: sandbox.fhirBase, clientID: SandboxEHR.clientID, encounter: encounter(of: chart),
      drafts: sandbox.orders(for: order.patient).filter { order.drafts.contains($0.id) },
      templates: service["prefetch"].members.compactMap { member in member.value.string.map { (member.key, $0) } })
    let engine = order.sendsPrefetch ? sandbox.engine : nil
    let token = sandbox.tokens.issue(patient: order.patient, scopes: call.scopes)
    let request = call.body(accessToken: token, prefetchedBy: engine)
    let outcome = await connection.call(order.service, body: request)

    var writer = JSONWriter()
    writer.object { object in
      object.member("service", order.service)
      object.member("title", service["title"].string ?? order.service)
      object.member("hook", order.hook)
      object.member("status", outcome.status)
      object.key("milliseconds")
      object.number(String(Int(outcome.milliseconds.rounded())))
      object.member("failure", failure(of: outcome, expecting: "cards"))
      object.member("response", outcome.json)
      object.key("request")
      object.raw(json: Array(request.replacing(token.utf8, with: "(not shown)".utf8)))
    }
    return .json(writer.bytes)
  }

  /// Feedback on a card: `{service, card, outcome: accepted | overridden, suggestions: [uuid], reason: {code, system}, comment}`.
  func feedback(_ body: [UInt8]) async throws -> WebResponse {
    let root = try FireOrder.object(body)
    guard let service = root["service"].string, let card = root["card"].string, let result = root["outcome"].string,
      result == "accepted" || result == "overridden"
    else { throw WebProblem(.badRequest, code: .required, "A service, a card and an outcome are expected.") }
    var writer = JSONWriter()
    writer.object { report in
      report.key("feedback")
      report.array { array in
        array.object { entry in
          entry.member("card", card)
          entry.member("outcome", result)
          if result == "accepted" {
            entry.key("acceptedSuggestions")
            entry.array { accepted in
              for id in root["suggestions"].elements.compactMap(\.string) { accepted.object { $0.member("id", id) } }
            }
          } else if root["reason"] != nil || root["comment"] != nil {
            entry.key("overrideReason")
            entry.object { reason in
              reason.member("reason", root["reason"])
              reason.member("userComment", root["comment"].string)
            }
          }
          entry.member("outcomeTimestamp", SandboxEHR.dateTime(sandbox.now()).description)
        }
      }
    }
    let outcome = try await connection().feedback(service, body: writer.bytes)
    var answer = JSONWriter()
    answer.object { object in
      object.member("status", outcome.status)
      object.member("failure", outcome.failure)
    }
    return .json(answer.bytes)
  }

  private func connection() throws(WebProblem) -> ServiceConnection {
    guard let connection = sandbox.connection else {
      throw WebProblem(.serviceUnavailable, code: .noStore, "The sandbox does not yet know its own address.")
    }
    return connection
  }

  /// A 200 without the member that matters is a failure too: it must never look like "no cards".
  private func failure(of outcome: ServiceConnection.Outcome, expecting member: String) -> String? {
    if let failure = outcome.failure { return failure }
    return outcome.json[member]?.isArray == true ? nil : "The answer has no list of \(member)."
  }

  /// The encounter that is going on, if any.
  private func encounter(of chart: PatientChart) -> String? {
    chart.store.resources(ofType: "Encounter", patient: chart.patient.id ?? "")
      .last { $0.value["status"].stringEquals("in-progress") }?.id
  }
}
