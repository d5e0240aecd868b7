/// A model's answer, of the right form and otherwise unchecked.
struct ModelAnswer: Sendable {
  struct Quote: Sendable, Hashable {
    let reference: String
    let fact: String
    let value: String?
    let unit: String?
    let date: String?
  }

  struct Proposal: Sendable, Hashable {
    let actionID: String
    let reason: String
  }

  struct Finding: Sendable, Hashable {
    let evidence: [Quote]
    let claim: String
    let rationale: String?
    let guidelineID: String?
    let severity: String
    let confidence: String
    let actions: [Proposal]
  }

  let findings: [Finding]
  let missingData: [String]
  let abstains: Bool
}
