import ClinicalTypes
import FHIR
import JSON

/// The functions of the FHIRHelpers library 4.0.1 (FHIR data to System values), for libraries that include it without
/// bringing it. A supplied FHIRHelpers is run instead.
enum FHIRHelpers {
  /// Members that are read for every value.
  private enum Key {
    static let display = FHIRKey("display")
    static let version = FHIRKey("version")
    static let comparator = FHIRKey("comparator")
    static let unit = FHIRKey("unit")
    static let text = FHIRKey("text")
    static let low = FHIRKey("low")
    static let high = FHIRKey("high")
    static let end = FHIRKey("end")
    static let numerator = FHIRKey("numerator")
    static let denominator = FHIRKey("denominator")
  }

  /// The functions, by their names.
  enum Function: String, Sendable {
    case toString = "ToString", toBoolean = "ToBoolean", toDate = "ToDate", toDateTime = "ToDateTime"
    case toDecimal = "ToDecimal", toInteger = "ToInteger", toTime = "ToTime", toQuantity = "ToQuantity"
    case toQuantityIgnoringComparator = "ToQuantityIgnoringComparator", toInterval = "ToInterval"
    case toRatio = "ToRatio", toCode = "ToCode", toConcept = "ToConcept", toValueSet = "ToValueSet"
    case toCalendarUnit = "ToCalendarUnit"
  }

  static func call(_ name: String, _ arguments: [CQLValue], in evaluation: Evaluation) throws(CQLError) -> CQLValue {
    guard let argument = arguments.first, arguments.count == 1 else {
      throw CQLError(.unresolved, "FHIRHelpers defines no function '\(name)' with \(arguments.count) operands")
    }
    if argument.isNull { return .null }
    if let function = Function(rawValue: name) { return try call(function, argument) }
    // System values, converted already.
    guard case .node = argument else { return unchanged(argument) }
    throw CQLError(.unresolved, "FHIRHelpers defines no function '\(name)'")
  }

  static func call(_ function: Function, _ argument: CQLValue) throws(CQLError) -> CQLValue {
    if function == .toCalendarUnit { return argument.text.map { .string(calendarUnit($0)) } ?? .null }
    guard case .node(let node) = argument else { return unchanged(argument) }
    switch function {
    case .toString, .toBoolean, .toDate, .toDateTime, .toDecimal, .toInteger, .toTime:
      guard let value = node.primitiveValue else { throw .mismatch("FHIRHelpers.\(function.rawValue)", [argument]) }
      return value
    case .toQuantity: return try quantity(node.json, ignoringComparator: false).map(CQLValue.quantity) ?? .null
    case .toQuantityIgnoringComparator:
      return try quantity(node.json, ignoringComparator: true).map(CQLValue.quantity) ?? .null
    case .toInterval: return try interval(node) ?? .null
    case .toRatio: return try ratio(node.json)
    case .toCode: return code(node.json).map(CQLValue.code) ?? .null
    case .toConcept:
      if node.type?.name == "Coding" {
        return code(node.json).map { .concept(Concept(codes: [$0], display: $0.display)) } ?? .null
      }
      return .concept(concept(node.json))
    case .toValueSet: return node.json.string.map { .valueSet(VocabularyReference(id: $0)) } ?? .null
    case .toCalendarUnit: return .null
    }
  }

  private static func unchanged(_ argument: CQLValue) -> CQLValue {
    if case .tuple(let tuple) = argument, let value = tuple["value"] { return value }
    return argument
  }

  /// The System value of a data type that has one; nil for the others.
  static func value(_ node: FHIRNode, in evaluation: Evaluation) throws(CQLError) -> CQLValue? {
    switch node.type?.name {
    case "Quantity", "Age", "Distance", "Duration", "Count", "MoneyQuantity", "SimpleQuantity":
      return try quantity(node.json, ignoringComparator: false).map(CQLValue.quantity) ?? .null
    case "Period", "Range": return try interval(node)
    case "Ratio": return try ratio(node.json)
    case "Coding": return code(node.json).map(CQLValue.code) ?? .null
    case "CodeableConcept": return .concept(concept(node.json))
    default: return node.primitiveValue
    }
  }

  static func code(_ json: JSONValue) -> Code? {
    let code = json[.code].string
    guard code != nil || json[.system].string != nil || json[Key.display].string != nil else { return nil }
    return Code(
      system: json[.system].string, code: code ?? "", version: json[Key.version].string,
      display: json[Key.display].string)
  }

  static func concept(_ json: JSONValue) -> Concept {
    Concept(codes: json[.coding].elements.compactMap(code), display: json[Key.text].string)
  }

  static func quantity(_ json: JSONValue, ignoringComparator: Bool) throws(CQLError) -> Quantity? {
    guard let text = json[.value]?.numberText, let value = ExactDecimal(text) else { return nil }
    if !ignoringComparator, json[Key.comparator] != nil {
      throw CQLError(.message, "A FHIR Quantity with a comparator is no single quantity")
    }
    let system = json[.system].string
    guard
      system == nil || system == "http://unitsofmeasure.org"
        || system == "http://hl7.org/fhirpath/CodeSystem/calendar-units"
    else {
      throw CQLError(.message, "A FHIR Quantity of the system \(system ?? "") is no quantity of UCUM")
    }
    return Quantity(value, calendarUnit(json[.code].string ?? json[Key.unit].string ?? "1"))
  }

  private static func calendarUnit(_ unit: String) -> String {
    CalendarUnit(ucum: unit)?.keyword ?? unit
  }

  /// Period → Interval of DateTime, Range and Quantity → Interval of Quantity; nil for anything else.
  private static func interval(_ node: FHIRNode) throws(CQLError) -> CQLValue? {
    switch node.type?.name {
    case "Period": return .interval(interval(period: node.json))
    case "Range":
      let low = try node.json[Key.low].flatMap { (json) throws(CQLError) in
        try quantity(json, ignoringComparator: false)
      }
      let high = try node.json[Key.high].flatMap { (json) throws(CQLError) in
        try quantity(json, ignoringComparator: false)
      }
      return .interval(
        CQLInterval(low.map(CQLValue.quantity) ?? .null, high.map(CQLValue.quantity) ?? .null, pointType: .quantity))
    default:
      guard let value = try quantity(node.json, ignoringComparator: true).map(CQLValue.quantity) else { return nil }
      switch node.json[Key.comparator].string {
      case "<": return .interval(CQLInterval(.null, value, highClosed: false))
      case "<=": return .interval(CQLInterval(.null, value))
      case ">": return .interval(CQLInterval(value, .null, lowClosed: false))
      case ">=": return .interval(CQLInterval(value, .null))
      default: return .interval(CQLInterval(value, value))
      }
    }
  }

  /// A period that states no start has an unknown one; without an end it goes on.
  static func interval(period: JSONValue) -> CQLInterval {
    func time(_ key: FHIRKey) -> CQLValue {
      period[key]?.dateTime.map(CQLValue.dateTime) ?? .null
    }
    let start = time(.start)
    return CQLInterval(start, time(Key.end), lowClosed: !start.isNull, pointType: .dateTime)
  }

  private static func ratio(_ json: JSONValue) throws(CQLError) -> CQLValue {
    guard let numerator = json[Key.numerator], let denominator = json[Key.denominator],
      let first = try quantity(numerator, ignoringComparator: false),
      let second = try quantity(denominator, ignoringComparator: false)
    else { return .null }
    return .ratio(Ratio(numerator: first, denominator: second))
  }
}
