import JSON
import ModelGateway
import Reasoning

/// The audit line of a model's event: what happened, to which registration, prompt and call. It holds counts, fixed words and
/// identifiers of software and content; no fact, no text, no reference.
struct ModelEventLine {
  let event: ModelEvent
  let time: Int64

  func serialized() -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.object {
      $0.member("time", Int(time))
      $0.member("model", event.modelID)
      $0.member("version", event.modelVersion)
      $0.member("prompt", event.promptHash)
      $0.member("mode", event.mode.rawValue)
      $0.member("service", event.caller.service)
      $0.member("hook", event.hook)
      $0.member("hookInstance", String(event.hookInstance.prefix(64)))
      $0.member("patient", event.caller.patient)
      $0.member("event", event.name)
      Self.write(event.kind, to: &$0)
    }
    return writer.bytes
  }

  private static func write(_ kind: ModelEvent.Kind, to writer: inout JSONWriter) {
    switch kind {
    case .sent(let report, let facts, let omitted):
      writer.member("facts", facts)
      writer.member("omitted", omitted)
      writer.member("deidentification", report)
    case .answered(let call):
      writer.member("answeredBy", call.model)
      writer.member("fingerprint", call.systemFingerprint)
      writer.member("hostRequest", call.requestID)
      writer.member("rung", call.rung.rawValue)
      writer.member("inputTokens", call.usage?.input)
      writer.member("outputTokens", call.usage?.output)
      writer.member("ms", Int(call.duration / .milliseconds(1)))
    case .failed(let error): writer.member("reason", error.name)
    case .notSent(let reason): writer.member("reason", reason.rawValue)
    case .drift(let drift, let closed):
      writer.member("expected", drift.expected)
      writer.member("answeredBy", drift.answered)
      writer.member("fingerprint", drift.systemFingerprint)
      writer.member("closed", closed)
    case .judged(let judgement):
      writer.member("answered", judgement.answered)
      writer.member("passed", judgement.passed)
      writer.member("lowered", judgement.lowered)
      writer.member("rulesOnly", judgement.rulesOnly?.count)
      write(judgement.items.compactMap(\.refusal) + judgement.refusals, to: &writer)
    case .presented(let passed, let shown, let refusals):
      writer.member("passed", passed)
      writer.member("shown", shown)
      write(refusals, to: &writer)
    case .missed(let isUnderWay): writer.member("underWay", isUnderWay)
    case .circuitOpened, .circuitClosed, .notPermitted: break
    }
  }

  private static func write(_ refusals: [Refusal], to writer: inout JSONWriter) {
    guard !refusals.isEmpty else { return }
    writer.key("refusals")
    writer.array { array in
      for refusal in refusals {
        array.object {
          $0.member("finding", refusal.finding)
          $0.member("step", "\(refusal.step)")
          $0.member("reason", refusal.reason.rawValue)
        }
      }
    }
  }
}
