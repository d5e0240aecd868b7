import CDSHooks
import ClinicalTypes
import FHIR
import ModelGateway
import Reasoning
import TestSupport
import Testing

/// Claims that quote true facts and still say something that nobody has checked: none is shown, for whatever reason.
struct SlyClaimTests {
  static let claims: [(String, [AnswerDraft.Quote])] = [
    ("Metformin 28 is ordered.", [.metformin, .egfr]),
    ("The eGFR is 28, the potassium was 28 too.", [.egfr, .potassium]),
    ("Potassium fell from 5.1 to 4.2 mmol/L.", [.potassium, .oldPotassium]),
    ("Potassium rose from 5.1 to 4.2 mmol/L.", [.potassium, .oldPotassium]),
    ("The eGFR was 28 in 2025.", [.egfr]),
    ("The eGFR was 28 on 2 October.", [.egfr]),
    ("The eGFR was 45 on day 1000.", [.egfr, .oldEGFR]),
    ("The latest eGFR is 45.", [.egfr, .oldEGFR]),
    ("Type 1 diabetes mellitus is recorded.", [.diabetes]),
    ("Diabetes mellitus type 2 is absent.", [.diabetes]),
    ("The patient is male and 67 years of age.", [.age]),
    ("Metformin 850 mg oral tablet is ordered.", [.metformin]),
    ("Metformin 500 mg oral tablet three times a day.", [.metformin]),
    ("The patient has never taken metformin.", [.metformin]),
    ("Metformin was stopped on day 1000.", [.metformin, .egfr]),
    ("Warfarin is still active despite being stopped.", [.warfarin]),
    ("Kidney transplantation has taken place with an eGFR of 28.", [.egfr]),
    ("The patient smokes and has an eGFR of 28.", [.egfr]),
    ("The patient is on chemotherapy with eGFR 28.", [.egfr]),
    ("Grapefruit juice explains the eGFR of 28.", [.egfr]),
    ("The eGFR of 28 is caused by metformin.", [.egfr, .metformin]),
    ("Metformin causes the type 2 diabetes mellitus.", [.metformin, .diabetes]),
    ("Metformin is indicated below an eGFR of 30.", [.metformin, .egfr]),
    ("Metformin is contraindicated at an eGFR of 45.", [.metformin, .oldEGFR]),
    ("Systolic blood pressure is 84 mmHg.", [.systolic]),
    ("Blood pressure is 152/84 mmHg.", [.systolic]),
    ("Systolic blood pressure of 152 mmHg exceeds 28.", [.systolic, .egfr]),
    ("The eGFR is XXVIII.", [.egfr]),
    ("The eGFR is twenty eight.", [.egfr]),
    ("The eGFR is a quarter of what it was.", [.egfr, .oldEGFR]),
    ("Stopp Metformin bei eGFR 28.", [.metformin, .egfr]),
    ("Metformin absetzen bei eGFR 28.", [.metformin, .egfr]),
    ("Metformin to be ceased at eGFR 28.", [.metformin, .egfr]),
    ("Metformin wants withdrawing at eGFR 28.", [.metformin, .egfr]),
    ("Go ahead with linagliptin at eGFR 28.", [.egfr]),
    ("Push fluids at eGFR 28.", [.egfr]),
    ("Nothing stands against metformin at eGFR 28.", [.metformin, .egfr]),
    ("Metformin is compatible with eGFR 28.", [.metformin, .egfr]),
    ("Metformin is permitted at eGFR 28.", [.metformin, .egfr]),
    ("The penicillin allergy is outdated.", [.penicillin]),
    ("The penicillin allergy has been ruled out.", [.penicillin]),
    ("Penicillin can be given.", [.penicillin]),
    ("The eGFR of 28 belongs to somebody else.", [.egfr]),
    ("eGFR 28 mmol/L", [.egfr]),
    ("eGFR 28 mL/h", [.egfr]),
    ("eGFR 28 mL/min/1.73 m² ± 5", [.egfr]),
    ("eGFR ~28", [.egfr]),
    ("eGFR 28+", [.egfr]),
    ("eGFR -28", [.egfr]),
    ("eGFR 0.28e2", [.egfr]),
    ("eGFR 28-45", [.egfr, .oldEGFR]),
    ("eGFR 2 8", [.egfr]),
    ("The patient will not survive an eGFR of 28.", [.egfr]),
    ("Prognosis is poor at an eGFR of 28.", [.egfr]),
    ("Blood pressure looks good: systolic blood pressure 152 mmHg.", [.systolic]),
    ("Call 911 for eGFR 28.", [.egfr]),
    ("The nurse must not see this eGFR of 28.", [.egfr]),
    ("Metformin is listed; eGFR 28 (Dr. Smith, St. Mary).", [.metformin, .egfr]),
    ("O3 shows an eGFR of 28.", [.egfr]),
    ("eGFR 28: hxxp//evil dot com", [.egfr]),
    ("Penicillin is on the menu.", [.penicillin]),
    ("Metformin is an alternative to penicillin.", [.penicillin, .metformin]),
    ("Linagliptin 5 mg daily is recorded.", [.metformin]),
    ("The patient has linagliptin 5 mg daily.", [.metformin]),
    ("Metformin is prescribed since day 1000 with the eGFR of 28.", [.metformin, .egfr]),
    ("Metformin is ordered on day 1000.", [.metformin, .egfr]),
    ("Metformin and warfarin were stopped.", [.metformin, .warfarin]),
    ("Warfarin and metformin are active.", [.metformin, .warfarin]),
    ("Warfarin was stopped. This has been prescribed since.", [.warfarin]),
    ("Penicillin and metformin are ordered.", [.metformin, .penicillin]),
    ("The patient has had penicillin.", [.penicillin]),
    ("The potassium is present. It is 28.", [.potassium, .egfr]),
    ("The eGFR is 30.", [.egfr]),
    ("The eGFR is below the systolic blood pressure.", [.egfr, .systolic]),
    ("The eGFR is 45.", [.oldEGFR]),
    ("The eGFR is 45.", [.oldEGFR, .egfr]),
    ("The eGFR is 28 and 45.", [.oldEGFR, .egfr]),
    ("The eGFR was 28 on day 634.", [.oldEGFR, .egfr]),
    ("The age of the eGFR is 67 years.", [.age, .egfr]),
    ("The systolic blood pressure is 67.", [.age, .systolic]),
    ("Metformin is a problem.", [.metformin]),
    ("The allergy to metformin is recorded.", [.metformin, .penicillin]),
    ("The eGFR of 28 is above 30.", [.egfr]),
    ("The eGFR of 28 exceeds an eGFR of 30.", [.egfr]),
    ("Below 30 is the eGFR of 45.", [.egfr, .oldEGFR]),
    ("The eGFR was 45 since day 634.", [.egfr, .oldEGFR]),
  ]

  @Test(arguments: claims) func isNotShown(_ claim: String, _ quotes: [AnswerDraft.Quote]) async throws {
    let verdict = try await Self.verdict(on: claim, quoting: quotes)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.refusals.count == 1)
  }

  /// Whichever digit of an answer is another one, nothing of it is shown.
  @Test func everyDigitCounts() async throws {
    let truth = Array(AnswerDraft(findings: [.metformin]).text.utf8)
    let places = truth.indices.filter { (0x30...0x39).contains(truth[$0]) }
    #expect(places.count > 40)
    for place in places {
      for digit in UInt8(0x30)...0x39 where digit != truth[place] {
        var lie = truth
        lie[place] = digit
        let text = String(decoding: lie, as: UTF8.self)
        let verdict = try await Self.verdict(of: text)
        #expect(verdict.findings.isEmpty, "\(text)")
      }
    }
  }

  /// Whatever bytes come, the verdict comes too.
  @Test func mutatedAnswersAreJudgedToo() async throws {
    let truth = Array(AnswerDraft(findings: [.metformin, .potassium]).text.utf8)
    var random = SeededGenerator(seed: 6)
    let bytes = Array("\"{}[],:\\<&|#*0129.-–½ §aμ²\u{202E}\u{200B}\n".utf8)
    for _ in 0..<600 {
      var lie = truth
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<lie.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: lie[place] = bytes.randomElement(using: &random) ?? 0
        case 1: lie.remove(at: place)
        default: lie.insert(contentsOf: bytes.shuffled(using: &random).prefix(3), at: place)
        }
      }
      let verdict = try await Self.verdict(of: String(decoding: lie, as: UTF8.self))
      #expect(verdict.findings.allSatisfy { !$0.evidence.isEmpty && $0.severity < .critical })
    }
  }

  static func verdict(on claim: String, quoting quotes: [AnswerDraft.Quote]) async throws -> Verdict {
    let item = AnswerDraft.Item(evidence: quotes, claim: claim, guidelineID: "metforminRenal")
    return try await verdict(of: AnswerDraft(findings: [item]).text)
  }

  static func verdict(of text: String) async throws -> Verdict {
    let reply = ModelReply(text: text, rung: .jsonSchema)
    let verifier = Verifier(
      registration: SampleRegistration.registration(), menu: try SampleRegistration.menu(),
      orderCheck: RuleOrderCheck(models: [SampleRules()]))
    let chart = try SampleChart.chart()
    let resources = chart.results.flatMap { $0.resources.map(\.resource) }
      .sorted { ($0.reference ?? "") < ($1.reference ?? "") }
    let sheet = FactSheet(try await PseudonymDeidentifier().deidentify(resources, now: chart.now).records)
    return await verifier.verify(reply, about: sheet, in: chart, deadline: SampleChart.deadline)
  }
}
