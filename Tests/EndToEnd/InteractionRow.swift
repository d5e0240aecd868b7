/// A request of the drug interaction guide, what is shown for it, and why that follows from the guide's CQL.
///
/// All cards of a plan have one topic, so the gravest is shown and holds the others under "Also".
struct InteractionRow: Sendable {
  /// The days for which the requests were made: their data are of the weeks before.
  enum Clock: String, CaseIterable, Sendable {
    case march = "2020-03-29T12:00:00Z"
    case april = "2020-04-29T12:00:00Z"
  }

  /// How a request is sent so that it can be answered with cards.
  enum Delivery: Sendable {
    /// As published.
    case asSent
    /// With its patient, whom it leaves out: as published it gets 412, which names `prefetch.patient`.
    case withPatient
    /// Of hook `medication-prescribe` in DSTU2, its data inside the context and its dates CQL: as published it gets 412;
    /// made a request of today, it is answered. See ``InteractionConversion``.
    case converted
  }

  let request: String
  let clock: Clock
  let service: String
  let delivery: Delivery
  /// `indicator: beginning of the summary`; nil for silence.
  let card: String?
  /// Beginnings of the lines under "Also".
  var also: [String] = []
  let why: String

  private static let ulcer =
    "ketorolac is in NSAIDs and warfarin was ordered within 100 days: included. No PPI on record: critical (card 2). The "
    + "base card is a warning, since the NSAID is not topical. The ulcer is in the set of bleeds, but its assertedDate is no "
    + "element of R4, so the computed summary of card 3 is null and the plan's fixed one stands. No steroid, MRA or NSAID on "
    + "record: card 4 is info."
  private static let ulcerAlso = [
    "Potential Drug-Drug Interaction between warfarin (Warfarin Sodium 0.5 MG", "Patient is (not) 65 y/o",
    "Patient is not concomitantly taking systemic corticosteroids",
  ]
  private static let digoxin =
    "digoxin is ordered, cyclosporine was within 100 days: included. Digoxin was, too, so it is a continuation, and the level "
    + "of 0.7 ng/mL within 30 days is below 0.9; but 'mEq/L' is no UCUM code, so potassium compares to null, the electrolytes "
    + "are not known to be normal, and the base indicator is warning. Card 2 is info (no new cyclosporine, level normal), "
    + "card 3 a warning."
  private static let digoxinCard =
    "warning: Potential Drug-Drug Interaction between digoxin (Digoxin 0.2 MG Oral Capsule) and cyclosporine"
  private static let digoxinAlso = [
    "Within 100 days, the patient has not had", "Patient has digoxin level within 30 days",
  ]
  private static let undated =
    " has no date in the request, so no interval of it is within 100 days: not included, and silence follows"

  static let all: [InteractionRow] =
    ["select-coordination", "select-no-coordination", "sign-coordination", "sign-no-coordination"].flatMap { name in
      let hook = name.split(separator: "-")[0]
      return [
        InteractionRow(
          request: "warfarin-nsaids-order-\(name)", clock: .march, service: "warfarin-nsaids-cds-\(hook)",
          delivery: .withPatient, card: "critical: Patient is not taking a proton pump inhibitor", also: ulcerAlso,
          why: ulcer),
        InteractionRow(
          request: "digoxin-cyclosporine-order-\(name)", clock: .march, service: "digoxin-cyclosporine-cds-\(hook)",
          delivery: .asSent, card: digoxinCard, also: digoxinAlso, why: digoxin),
      ]
    } + updates + old

  /// Drafts of both interactions in one request: each service speaks of its own.
  private static let updates = [
    InteractionRow(
      request: "multi-update-draft-orders-1", clock: .april, service: "warfarin-nsaids-cds-select",
      delivery: .withPatient, card: "critical: Patient is not taking a proton pump inhibitor", also: ulcerAlso,
      why: ulcer),
    InteractionRow(
      request: "multi-update-draft-orders-2", clock: .april, service: "digoxin-cyclosporine-cds-select",
      delivery: .asSent, card: digoxinCard, also: digoxinAlso, why: digoxin),
    InteractionRow(
      request: "multi-update-draft-orders-3", clock: .april, service: "warfarin-nsaids-cds-sign",
      delivery: .withPatient, card: "critical: Patient is not taking a proton pump inhibitor", also: ulcerAlso,
      why: ulcer),
    InteractionRow(
      request: "multi-update-draft-orders-4", clock: .april, service: "digoxin-cyclosporine-cds-sign",
      delivery: .asSent, card: digoxinCard, also: digoxinAlso, why: digoxin),
  ]

  private static let old = [
    warfarin(
      "01", "info: Potential Drug-Drug Interaction between warfarin", [],
      "diclofenac gel is in the topical set and warfarin is 90 days old: base card only, info, since all others are for "
        + "systemic NSAIDs"),
    warfarin(
      "02", "warning: Potential Drug-Drug Interaction between warfarin",
      [
        "Patient is taking a proton pump inhibitor (Rabeprazole", "Patient is not 65 y/o",
        "Patient is not concomitantly",
      ], "rabeprazole 10 days ago: card 2 is info, as are 3 and 4, so the base card's warning is the gravest"),
    warfarin("03", nil, [], "the MedicationDispense of warfarin" + undated),
    warfarin(
      "04", "critical: Patient is not taking a proton pump inhibitor",
      ["Potential Drug-Drug Interaction", "Patient is (not) concomitantly", "Patient is (not) 65 y/o"],
      "warfarin was administered today, and no PPI is on record. The NSAID on record makes card 4 a warning; its summary joins "
        + "names of steroids and MRAs, of which there are none, so it is null and the fixed one stands. The gastric "
        + "ulcer is in the set of bleeds and has no asserted date: card 3 is a warning with its fixed summary, too"),
    warfarin("05", nil, [], "the MedicationStatement of warfarin" + undated),
    cyclosporine("01", nil, [], "the MedicationDispense of digoxin" + undated),
    cyclosporine("02", nil, [], "the MedicationDispense of digoxin" + undated),
    cyclosporine(
      "03", "warning: Potential Drug-Drug Interaction between digoxin (Digoxin 0.25 MG",
      ["Within 100 days, the patient has not had"],
      "digoxin is ordered, cyclosporine 10 days old: included, a new order, so the base indicator is warning. No digoxin on "
        + "record: no card 2. No electrolytes: card 3 is a warning"),
    cyclosporine(
      "04", "warning: Potential Drug-Drug Interaction between digoxin (Digoxin 0.25 MG",
      ["Within 100 days, the patient has not had"],
      "digoxin is ordered, cyclosporine is of today: included. The dispensed digoxin and the level have no dates, so neither "
        + "counts: no card 2"),
  ]

  private static func warfarin(_ number: String, _ card: String?, _ also: [String], _ why: String) -> InteractionRow {
    InteractionRow(
      request: "request-warfarin-nsaid-scenario-\(number)", clock: .march, service: "warfarin-nsaids-cds-select",
      delivery: .converted, card: card, also: also, why: why)
  }

  private static func cyclosporine(_ number: String, _ card: String?, _ also: [String], _ why: String) -> InteractionRow
  {
    InteractionRow(
      request: "request-digoxin-cyclosporine-scenario-\(number)", clock: .march,
      service: "digoxin-cyclosporine-cds-select", delivery: .converted, card: card, also: also, why: why)
  }
}
