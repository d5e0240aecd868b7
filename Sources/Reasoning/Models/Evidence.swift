/// A fact that a finding rests on, as the chart has it.
public struct Evidence: Sendable, Hashable {
  /// What it is (`eGFR`).
  public var label: String
  /// Its value, as written in the chart (`28`, `> 60`).
  public var value: String?
  /// The value's unit (`mL/min/1.73 m²`).
  public var unit: String?
  /// When it was so, as written in the chart (`2026-10-02`).
  public var date: String?
  /// Where it stands, `Type/id`.
  public var reference: String?

  /// A fact.
  public init(label: String, value: String? = nil, unit: String? = nil, date: String? = nil, reference: String? = nil) {
    self.label = label
    self.value = value
    self.unit = unit
    self.date = date
    self.reference = reference
  }
}
