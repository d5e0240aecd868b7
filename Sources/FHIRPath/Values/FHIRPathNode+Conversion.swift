import ClinicalTypes
import FHIR
import JSON

/// The implicit conversion from FHIR's primitives and Quantity to System values (FHIR R4, "FHIRPath", section 2.1.9.1).
extension FHIRPathNode {
  /// The System value of a primitive; nil for other elements and for primitives without a value.
  var scalar: FHIRPathValue? {
    guard !isCompanionOnly else { return nil }
    let tape = document.nodes[Int(index)]
    switch tape.kind {
    case .object, .array, .null: return nil
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .number: return number(tape)
    case .string, .escapedString: return string(tape)
    }
  }

  private func number(_ tape: JSONNode) -> FHIRPathValue? {
    let isInteger: Bool
    if let kind = TypeModel.shared.primitive(type) {
      isInteger = kind != .decimal
    } else {
      isInteger = json.int != nil
    }
    if isInteger, let integer = json.int { return .integer(integer) }
    let text = document.bytes[Int(tape.start)..<Int(tape.end)]
    guard let decimal = ExactDecimal(utf8: text.span) else { return nil }
    return .decimal(decimal)
  }

  private func string(_ tape: JSONNode) -> FHIRPathValue? {
    guard let kind = TypeModel.shared.primitive(type), tape.kind == .string else {
      return json.string.map(FHIRPathValue.string)
    }
    let bytes = document.bytes[Int(tape.start)..<Int(tape.end)]
    let text = bytes.span
    switch kind {
    case .date: if let date = PartialDate(utf8: text) { return .date(date) }
    case .dateTime, .instant: if let dateTime = PartialDateTime(utf8: text) { return .dateTime(dateTime) }
    case .time: if let time = PartialTime(utf8: text) { return .time(time) }
    default: break
    }
    // Text that is no date is still there to be shown or matched.
    return json.string.map(FHIRPathValue.string)
  }

  /// The System Quantity that a FHIR Quantity (or Age, Duration, …) without comparator stands for. UCUM's units of time
  /// become calendar durations, as FHIR asks. A quantity that names no system counts if its unit is a UCUM code as it
  /// stands, or if it has none (then 1); one with another system's code does not.
  var quantity: Quantity? {
    guard type.isFHIR, type.isSubtype(of: TypeModel.shared.quantity) else { return nil }
    let json = json
    guard json[FHIRKey.comparator] == nil, let text = json[FHIRKey.value]?.numberText, let value = ExactDecimal(text)
    else { return nil }
    let system = json[FHIRKey.system]
    if let system {
      guard system.stringEquals("http://unitsofmeasure.org"), let code = json[FHIRKey.code]?.string else { return nil }
      return Quantity(value, Self.calendarUnit(ofUCUM: code) ?? code)
    }
    guard let unit = json[FHIRKey.unit]?.string ?? json[FHIRKey.code]?.string else { return Quantity(value) }
    return UCUM.isValid(unit) ? Quantity(value, Self.calendarUnit(ofUCUM: unit) ?? unit) : nil
  }

  private static func calendarUnit(ofUCUM code: String) -> String? {
    switch code {
    case "a": "year"
    case "mo": "month"
    case "d": "day"
    case "h": "hour"
    case "min": "minute"
    case "s": "second"
    default: nil
    }
  }
}

extension FHIRKey {
  fileprivate static let comparator = FHIRKey("comparator")
  fileprivate static let unit = FHIRKey("unit")
}
