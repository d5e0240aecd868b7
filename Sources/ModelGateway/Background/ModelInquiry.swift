import JSON
import Reasoning
import SMART

/// Puts one question to the deployment: de-identify → admit → record → send → look who answered.
struct ModelInquiry: Sendable {
  /// What came of a question.
  enum Outcome: Sendable {
    /// An answer of the registered model, unverified, about what was sent.
    case answered(ModelReply, FactSheet)
    /// Another model answered.
    case drifted(ModelDrift)
    /// Nothing was sent.
    case notSent(ModelEvent.NotSent)
  }

  let registration: ModelRegistration
  let client: ModelClient
  let deidentifier: any OutboundDeidentifier
  let menu: ActionMenu
  let schema: AnswerSchema
  let gate: ModelGate
  let journal: ModelJournal
  let clock: ModelClock
  let patience: Duration

  func ask(
    _ question: ModelQuestion, on occasion: ModelOccasion
  ) async throws(ModelCallError) -> Outcome {
    // Nothing is prepared for a deployment that is not to be called anyway.
    if let refusal = gate.refusal { throw .notAdmitted(refusal) }
    guard let payload = try? await deidentifier.deidentify(question.resources, now: occasion.chart.now) else {
      return .notSent(.notDeidentified)
    }
    let sheet = FactSheet(payload.records)
    guard !sheet.facts.isEmpty else { return .notSent(.noFacts) }
    let prompt = prompt(for: sheet)
    let estimate = TokenUsage(input: prompt.estimatedTokens, output: client.endpoint.maximumOutputTokens)
    let ticket: ModelGate.Ticket
    switch gate.admit(estimate) {
    case .success(let admitted): ticket = admitted
    case .failure(let refusal): throw .notAdmitted(refusal)
    }
    let sent = ModelEvent.Kind.sent(
      deidentification: payload.report, facts: sheet.facts.count, omitted: sheet.omitted)
    guard await journal.record(sent, on: occasion) else {
      gate.finish(ticket, .failed(.cancelled))
      return .notSent(.notRecorded)
    }
    let reply = try await send(prompt, under: ticket, on: occasion)
    if let drift = registration.drift(of: reply) { return .drifted(drift) }
    return .answered(reply, sheet)
  }

  private func send(
    _ prompt: ModelPrompt, under ticket: ModelGate.Ticket, on occasion: ModelOccasion
  ) async throws(ModelCallError) -> ModelReply {
    let began = clock.now()
    let reply: ModelReply
    do throws(ModelCallError) {
      reply = try await client.send(prompt, requestID: SecureRandom.uuid(), deadline: began + patience)
    } catch {
      await journal.announce(gate.finish(ticket, .failed(error)), on: occasion)
      throw error
    }
    await journal.announce(gate.finish(ticket, .answered(reply.usage)), on: occasion)
    await journal.record(
      .answered(
        ModelCall(
          model: ModelClient.identifier(reply.model),
          systemFingerprint: ModelClient.identifier(reply.systemFingerprint), requestID: reply.requestID,
          rung: reply.rung, usage: reply.usage, duration: clock.now() - began)), on: occasion)
    return reply
  }

  private func prompt(for sheet: FactSheet) -> ModelPrompt {
    let data: JSONTree = [
      "facts": sheet.tree,
      "menu": .array(menu.items.map { ["actionId": .string($0.id), "title": .string($0.title)] }),
      "guidelines": .array(
        registration.guidelines.map { ["guidelineId": .string($0.id), "text": .string($0.text)] }),
    ]
    return ModelPrompt(
      instructions: registration.prompt.instructions, data: String(decoding: data.serialized(), as: UTF8.self),
      schema: schema.tree)
  }
}
