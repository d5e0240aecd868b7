/// What the translator must know of a data model: its classes with their elements, and how they become values of System.
///
/// FHIR 4.0.1 is built in (``ModelTable/fhir``). Another model, as QI-Core or US Core, is another implementation given
/// to ``TranslationOptions/models``. Source: CQL 1.5, Translation Semantics, "Model Information".
public protocol DataModel: Sendable {
  /// The name after `using`.
  var name: String { get }
  /// The version after `version`.
  var version: String { get }
  /// The namespace of the model's classes in ELM: `http://hl7.org/fhir`.
  var namespace: String { get }
  /// The class of a name (`Observation.Component`), or nil.
  func modelClass(named name: String) -> ModelClass?
  /// The names of all classes, for suggestions.
  var classNames: [String] { get }
  /// The implicit conversions of a class, its own only.
  func conversions(from className: String) -> [ModelConversion]
  /// All implicit conversions, by the function that does them.
  var conversions: [ModelConversion] { get }
  /// The context of a name (`Patient`), or nil.
  func context(named name: String) -> ModelContext?
}

/// A class of a data model.
public struct ModelClass: Sendable {
  /// The name within the model.
  public var name: String
  /// The base; nil at the root.
  public var base: CQLType?
  /// Whether `[Name]` may retrieve it.
  public var isRetrievable: Bool
  /// The element that codes of a retrieve are compared with, unless the retrieve names another.
  public var primaryCodePath: String?
  /// The elements of the class itself, in order; those of the base are the base's.
  public var elements: [CQLType.TupleElement]

  /// A class.
  public init(
    name: String, base: CQLType?, isRetrievable: Bool, primaryCodePath: String?, elements: [CQLType.TupleElement]
  ) {
    self.name = name
    self.base = base
    self.isRetrievable = isRetrievable
    self.primaryCodePath = primaryCodePath
    self.elements = elements
  }
}

/// An implicit conversion of a class: which function of which library gives which type.
public struct ModelConversion: Sendable, Hashable {
  /// The class that is converted.
  public var source: CQLType
  /// The type that comes out.
  public var target: CQLType
  /// The library's name: `FHIRHelpers`.
  public var library: String
  /// The function's name: `ToQuantity`.
  public var function: String

  /// A conversion.
  public init(source: CQLType, target: CQLType, library: String, function: String) {
    self.source = source
    self.target = target
    self.library = library
    self.function = function
  }
}

/// A context that a library may be evaluated in.
public struct ModelContext: Sendable, Hashable {
  /// The name: `Patient`.
  public var name: String
  /// The class of the context's resource.
  public var type: CQLType
  /// The path of the birth date, for `AgeInYears()`.
  public var birthDatePath: String?

  /// A context.
  public init(name: String, type: CQLType, birthDatePath: String?) {
    self.name = name
    self.type = type
    self.birthDatePath = birthDatePath
  }
}
