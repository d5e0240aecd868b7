import CDSHooks
import FHIR
import JSON
import SMART

/// One hook call as the EHR sends it.
struct HookCall {
  let order: FireOrder
  let instance = SecureRandom.uuid()
  let fhirBase: String
  let clientID: String
  let encounter: String?
  let drafts: [DraftOrder]
  /// The service's prefetch templates, by key, in order.
  let templates: [(key: String, text: String)]

  /// The scopes that the templates need; all reading when the service names none.
  var scopes: Scopes {
    let needed = Scopes.needed(forQueries: templates.map(\.text))
    return needed.resources.isEmpty ? Scopes(parsing: "patient/*.rs") : needed
  }

  /// The request's body. The prefetch is resolved by `engine`; without one it is left out.
  func body(accessToken: String, prefetchedBy engine: SearchEngine?) -> [UInt8] {
    var writer = JSONWriter(capacity: 8192)
    writer.object { request in
      request.member("hook", order.hook)
      request.member("hookInstance", instance)
      request.member("fhirServer", fhirBase)
      request.key("fhirAuthorization")
      request.object { authorization in
        authorization.member("access_token", accessToken)
        authorization.member("token_type", "Bearer")
        authorization.member("expires_in", Int(AccessTokens.lifetime.components.seconds))
        authorization.member("scope", scopes.description)
        authorization.member("subject", clientID)
        authorization.member("patient", order.patient)
      }
      request.key("context")
      request.object { context in writeContext(to: &context) }
      guard let engine, let context = self.context else { return }
      request.key("prefetch")
      request.object { prefetch in
        for template in templates {
          guard let parsed = try? PrefetchTemplate(parsing: template.text),
            case .query(let query) = parsed.resolve(in: context)
          else { continue }
          PrefetchAnswer(query: query, patient: order.patient, base: fhirBase, engine: engine)
            .write(to: &prefetch, key: template.key)
        }
      }
    }
    return writer.bytes
  }

  /// The context as the service will read it: the templates' tokens are taken from there.
  private var context: HookContext? {
    let bytes = body(accessToken: "none", prefetchedBy: nil)
    guard let document = try? JSONDocument(fhir: bytes) else { return nil }
    return try? HookRequest(decoding: document, answering: [order.hook]).context
  }

  private func writeContext(to context: inout JSONWriter) {
    context.member("userId", "Practitioner/\(SandboxEHR.clinicianID)")
    context.member("patientId", order.patient)
    context.member("encounterId", encounter)
    guard order.hook.hasPrefix("order-") else { return }
    if order.hook == "order-select" {
      context.key("selections")
      context.array { selections in
        for draft in drafts {
          selections.value("\(draft.resource["resourceType"]?.string ?? "")/\(draft.resource["id"]?.string ?? "")")
        }
      }
    }
    context.key("draftOrders")
    context.object { bundle in
      bundle.member("resourceType", "Bundle")
      bundle.member("type", "collection")
      guard !drafts.isEmpty else { return }
      bundle.key("entry")
      bundle.array { entries in
        for draft in drafts { entries.object { $0.member("resource", draft.resource) } }
      }
    }
  }
}
