/// A retrieve: resources of a type, filtered by code and date (ELM `Retrieve`).
public struct CQLRetrieve: Sendable {
  /// The class of the resources.
  public let dataType: CQLType
  /// The profile that the source names, if any.
  public let templateID: String?
  /// The path of the codes: `code`, `medication`.
  public let codeProperty: String?
  /// How codes are compared: `in` (a value set or list), `=` or `~` (a code or concept).
  public let codeComparator: String?
  /// A value set, codes or a concept.
  public let codes: CQLExpression?
  /// The path of the date: `effective`, `period`.
  public let dateProperty: String?
  /// The path of the period's start where model and ELM split it.
  public let dateLowProperty: String?
  /// The path of the period's end where model and ELM split it.
  public let dateHighProperty: String?
  /// The interval in which the date must lie.
  public let dateRange: CQLExpression?
  /// The path of the id that must be among `ids` (ELM `idProperty` with `id`).
  public let idProperty: String?
  /// The ids.
  public let ids: CQLExpression?

  /// A retrieve.
  public init(
    dataType: CQLType, templateID: String? = nil, codeProperty: String? = nil, codeComparator: String? = nil,
    codes: CQLExpression? = nil, dateProperty: String? = nil, dateLowProperty: String? = nil,
    dateHighProperty: String? = nil, dateRange: CQLExpression? = nil, idProperty: String? = nil,
    ids: CQLExpression? = nil
  ) {
    self.dataType = dataType
    self.templateID = templateID
    self.codeProperty = codeProperty
    self.codeComparator = codeComparator
    self.codes = codes
    self.dateProperty = dateProperty
    self.dateLowProperty = dateLowProperty
    self.dateHighProperty = dateHighProperty
    self.dateRange = dateRange
    self.idProperty = idProperty
    self.ids = ids
  }
}
