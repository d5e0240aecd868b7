import JSON

/// A model's answer in the making: truthful ones to begin with, and to be falsified.
struct AnswerDraft: Sendable {
  struct Quote: Sendable {
    var ref: String
    var fact: String
    var value: String?
    var unit: String?
    var date: String?

    var tree: JSONTree {
      [
        "ref": .string(ref), "fact": .string(fact), "value": optional(value), "unit": optional(unit),
        "date": optional(date),
      ]
    }
  }

  struct Item: Sendable {
    var evidence: [Quote]
    var claim: String
    var rationale: String?
    var guidelineID: String?
    var severity = "warning"
    var confidence = "high"
    var actions: [(id: String, reason: String)] = []

    var tree: JSONTree {
      [
        "evidence": .array(evidence.map(\.tree)), "claim": .string(claim), "rationale": optional(rationale),
        "guidelineId": optional(guidelineID), "severity": .string(severity), "confidence": .string(confidence),
        "actions": .array(actions.map { ["actionId": .string($0.id), "reason": .string($0.reason)] }),
      ]
    }
  }

  var findings: [Item]
  var missing: [String] = []
  var abstains = false

  var tree: JSONTree {
    [
      "findings": .array(findings.map(\.tree)), "missingData": .array(missing.map(JSONTree.string)),
      "abstain": .bool(abstains), "abstainReason": .null,
    ]
  }

  var text: String { String(decoding: tree.serialized(), as: UTF8.self) }
}

private func optional(_ string: String?) -> JSONTree { string.map(JSONTree.string) ?? .null }

extension AnswerDraft.Quote {
  private typealias Days = PseudonymDeidentifier

  static let egfr = Self(ref: "Observation/O3", fact: "eGFR", value: "28", unit: unit, date: Days.day("2026-10-02"))
  static let oldEGFR = Self(ref: "Observation/O2", fact: "eGFR", value: "45", unit: unit, date: Days.day("2025-10-01"))
  static let oldPotassium = Self(
    ref: "Observation/O4", fact: "Potassium", value: "4.2", unit: "mmol/L", date: Days.day("2026-01-20"))
  static let potassium = Self(
    ref: "Observation/O5", fact: "Potassium", value: "5.1", unit: "mmol/L", date: Days.day("2026-10-02"))
  static let systolic = Self(
    ref: "Observation/O1", fact: "Systolic blood pressure", value: "152", unit: "mmHg", date: Days.day("2026-10-02"))
  static let metformin = Self(
    ref: "MedicationRequest/MR1", fact: "Metformin 500 mg oral tablet", date: Days.day("2025-01-15"))
  static let warfarin = Self(
    ref: "MedicationRequest/MR2", fact: "Warfarin 5 mg oral tablet", date: Days.day("2024-05-01"))
  static let diabetes = Self(ref: "Condition/C1", fact: "Type 2 diabetes mellitus", date: Days.day("2015-06-01"))
  static let penicillin = Self(ref: "AllergyIntolerance/AI1", fact: "Penicillin", date: Days.day("2010-01-01"))
  static let age = Self(ref: "Patient/P1", fact: "Age", value: "67", unit: "years")

  private static let unit = "mL/min/1.73 m²"
}

extension AnswerDraft.Item {
  /// The finding that most lies are made of.
  static let metformin = Self(
    evidence: [.metformin, .egfr, .oldEGFR], claim: "Metformin is ordered while the eGFR is 28 mL/min/1.73 m².",
    rationale:
      "Metformin is contraindicated below an eGFR of 30; the eGFR fell from 45 to 28 between day 634 and day 1000.",
    guidelineID: "metforminRenal",
    actions: [("linagliptin-5", "Linagliptin 5 mg daily is an alternative on the menu.")])
  static let potassium = Self(
    evidence: [.potassium], claim: "The potassium is 5.1 mmol/L on day 1000.", severity: "info")
}
