import CDSHooks
import JSON
public import Reasoning

/// Decides, without any model, what of a model's answer may be shown. The steps are those of ``Refusal/Step``, in that
/// order; a finding falls at the first that it fails, and falls whole: its words speak for its proposals.
public struct Verifier: Sendable {
  /// The model.
  public let registration: ModelRegistration
  /// What it may propose.
  public let menu: ActionMenu
  /// The rules that have the last word; nil lets no proposal through.
  public let orderCheck: (any OrderCheck)?

  /// A verifier.
  public init(registration: ModelRegistration, menu: ActionMenu, orderCheck: (any OrderCheck)?) {
    self.registration = registration
    self.menu = menu
    self.orderCheck = orderCheck
  }

  var schema: AnswerSchema {
    AnswerSchema(actionIDs: menu.items.map(\.id), guidelineIDs: registration.guidelines.map(\.id))
  }

  /// Judges a reply.
  /// - Parameters:
  ///   - reply: what the server answered.
  ///   - sheet: what was sent.
  ///   - chart: the chart of the call in which the findings would be shown.
  ///   - deadline: when the rules must have finished.
  /// - Returns: what may be shown, and why the rest may not.
  public func verify(
    _ reply: ModelReply, about sheet: FactSheet, in chart: Chart, deadline: ContinuousClock.Instant
  ) async -> Verdict {
    await verdict(on: reply, about: sheet, in: chart, deadline: deadline) {
      await standing(in: chart, deadline: deadline)
    }
  }

  /// Judges a reply for the records. Unlike ``verify(_:about:in:deadline:)`` it always asks the rules: of a model that says
  /// nothing, or nothing that can be read, it counts too what the rules found and it did not.
  public func judgement(
    on reply: ModelReply, about sheet: FactSheet, in chart: Chart, deadline: ContinuousClock.Instant
  ) async -> ModelJudgement {
    let standing = await standing(in: chart, deadline: deadline)
    var judgement = await verdict(on: reply, about: sheet, in: chart, deadline: deadline) { standing }.judgement
    judgement.ruleTopics = standing.map { Set($0.map(\.topic.code)).sorted() }
    return judgement
  }

  /// What the rules find in a chart; nil when they could not tell.
  private func standing(in chart: Chart, deadline: ContinuousClock.Instant) async -> [Finding]? {
    (try? await orderCheck?.findings(in: chart, deadline: deadline)) ?? nil
  }

  private func verdict(
    on reply: ModelReply, about sheet: FactSheet, in chart: Chart, deadline: ContinuousClock.Instant,
    beside standing: () async -> [Finding]?
  ) async -> Verdict {
    var verdict = await steps(on: reply, about: sheet, in: chart, deadline: deadline, beside: standing)
    // Where too little was left, each finding that fell with the rest says so.
    verdict.judgement.refusals = verdict.refusals.filter { $0.finding == nil && $0.reason != .tooLittleLeft }
    verdict.judgement.lowered = verdict.lowered
    return verdict
  }

  private func steps(
    on reply: ModelReply, about sheet: FactSheet, in chart: Chart, deadline: ContinuousClock.Instant,
    beside standing: () async -> [Finding]?
  ) async -> Verdict {
    var verdict = Verdict()
    guard let document = AnswerText.document(in: reply.text, rung: reply.rung) else {
      verdict.refusals = [Refusal(.schema, .notJSON)]
      return verdict
    }
    guard let answer = schema.read(document.root) else {
      verdict.refusals = [Refusal(.schema, .shape)]
      return verdict
    }
    verdict.answered = answer.findings.count
    guard !answer.abstains else {
      verdict.refusals = [Refusal(.abstention, .modelAbstained)]
      return verdict
    }
    guard !answer.findings.isEmpty else { return verdict }
    var judge = FindingJudge(
      verifier: self, sheet: sheet, chart: chart, deadline: deadline, standing: await standing(),
      missing: answer.missingData)
    for (index, finding) in answer.findings.enumerated() {
      var refusal: Refusal?
      do throws(FindingJudge.Fault) {
        verdict.findings.append(try await judge.judge(finding, at: index))
      } catch {
        let fallen = Refusal(error.step, error.reason, finding: index)
        verdict.refusals.append(fallen)
        refusal = fallen
      }
      verdict.judgement.items.append(item(finding, refusal))
    }
    verdict.lowered = judge.lowered
    // What a model that errs this often has right may be chance.
    let faults = verdict.refusals.filter { $0.step < .merge }.count
    if !verdict.findings.isEmpty, faults * 2 > answer.findings.count {
      verdict.findings = []
      verdict.refusals.append(Refusal(.abstention, .tooLittleLeft))
      for index in verdict.judgement.items.indices where verdict.judgement.items[index].refusal == nil {
        verdict.judgement.items[index].refusal = Refusal(.abstention, .tooLittleLeft, finding: index)
      }
    }
    return verdict
  }

  private func item(_ finding: ModelAnswer.Finding, _ refusal: Refusal?) -> ModelJudgement.Item {
    ModelJudgement.Item(
      guideline: registration.guidelines.first { $0.id == finding.guidelineID }?.id, refusal: refusal,
      proposals: finding.actions.compactMap { menu[$0.actionID]?.codes })
  }
}
