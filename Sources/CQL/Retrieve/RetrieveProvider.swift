public import ClinicalTypes
public import FHIR

/// Where an evaluation finds its data.
public protocol RetrieveProvider: Sendable {
  /// The elements that a retrieve asks for, in a fixed order.
  /// - Throws: ``CQLError`` if the answer cannot be known.
  func retrieve(_ request: RetrieveRequest) throws(CQLError) -> [FHIRNode]
}

/// What a retrieve asks for. All conditions must hold.
public struct RetrieveRequest: Sendable {
  /// Codes of which one must be there.
  public enum Codes: Sendable {
    /// A code of the value set.
    case set(CodeSet)
    /// One of the codes; a code without a system matches in any.
    case codes([Code])
    /// Any code of the system.
    case system(String)
  }

  /// The class of the resources.
  public var type: FHIRType
  /// The profile that the library names, if any.
  public var templateID: String?
  /// Data of all patients are meant, not only of the one at hand.
  public var isUnfiltered = false
  /// The element that holds the code; nil is the type's own.
  public var codePath: String?
  /// The codes.
  public var codes: Codes?
  /// Tells whether a code is in the value set where ``codes`` cannot tell; nil where nobody can.
  public var membership: (@Sendable (Code) throws(TerminologyError) -> Bool)?
  /// The element that holds the date: a date, dateTime, instant or Period.
  public var datePath: String?
  /// The interval in which the date, or the whole period, must lie.
  public var dateRange: CQLInterval?
  /// The ids of which the resource must have one.
  public var ids: [String]?
  /// Compares dates in the evaluation's zone.
  var intervals: IntervalAlgebra?

  /// A request for all of a class.
  public init(type: FHIRType, templateID: String? = nil) {
    self.type = type
    self.templateID = templateID
  }
}
