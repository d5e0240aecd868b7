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
    let standing = try? await orderCheck?.findings(in: chart, deadline: deadline)
    var judge = FindingJudge(
      verifier: self, sheet: sheet, chart: chart, deadline: deadline, standing: standing ?? nil,
      missing: answer.missingData)
    for (index, finding) in answer.findings.enumerated() {
      do throws(FindingJudge.Fault) {
        verdict.findings.append(try await judge.judge(finding, at: index))
      } catch {
        verdict.refusals.append(Refusal(error.step, error.reason, finding: index))
      }
    }
    verdict.lowered = judge.lowered
    // What a model that errs this often has right may be chance.
    let faults = verdict.refusals.filter { $0.step < .merge }.count
    if !verdict.findings.isEmpty, faults * 2 > answer.findings.count {
      verdict.findings = []
      verdict.refusals.append(Refusal(.abstention, .tooLittleLeft))
    }
    return verdict
  }
}
