/// One thing that a record says: what, how much, when.
public struct ChartFact: Sendable, Hashable {
  /// Where in its resource it stands (`value`, `component[1]`), the same in the chart and in what was sent.
  public var element: String
  /// The resource's type.
  public var type: String
  /// What it is, in the record's words (`Potassium`).
  public var label: String
  /// The codes that say so, `system|code`.
  public var codes: [String]
  /// How much, or which; a decimal as written.
  public var value: String?
  /// The unit, as written.
  public var unit: String?
  /// The unit's UCUM code, where it differs.
  public var unitCode: String?
  /// When, as written.
  public var date: String?
  /// The state of the record (`active`, `stopped`).
  public var status: String?

  /// A fact.
  public init(
    element: String, type: String, label: String, codes: [String] = [], value: String? = nil, unit: String? = nil,
    unitCode: String? = nil, date: String? = nil, status: String? = nil
  ) {
    self.element = element
    self.type = type
    self.label = label
    self.codes = codes
    self.value = value
    self.unit = unit
    self.unitCode = unitCode
    self.date = date
    self.status = status
  }
}
