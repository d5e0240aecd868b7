import ClinicalTypes
import FHIR
import JSON

/// One function a rule. Each writes a value, or answers ``DeidentificationReport/Action/removed`` and is taken back.
extension ElementWalker {
  typealias Action = DeidentificationReport.Action

  /// Writes an element by its rule. Nil: it was opened and something of it is left.
  func write(_ value: JSONValue, _ step: TypePlan.Step, in owner: FHIRType, depth: Int) -> Action? {
    switch step.rule {
    case .drop, .birthDate: return .removed
    case .keep: return copy(value, if: value.bool != nil)
    case .open: return open(value, step, depth: depth)
    case .number: return writeNumber(value)
    case .code: return copy(value, if: isBound(value, step))
    case .coding: return writeCoding(value)
    case .quantity: return writeQuantity(value)
    case .age: return writeAge(value)
    case .date: return writeDate(value, step)
    case .reference: return writeReference(value, step)
    case .id: return writeID(value)
    case .nextLink: return writeNextLink(value)
    case .extension: return writeExtension(value, depth: depth)
    case .terms: return writeTerms(value)
    case .text: return writeText(value)
    case .oneOf(let allowed): return copy(value, if: value.string.map(allowed.contains) ?? false)
    }
  }

  private func copy(_ value: JSONValue, if isAllowed: Bool) -> Action {
    guard isAllowed else { return .removed }
    out.raw(value.sourceBytes)
    return .kept
  }

  private func open(_ value: JSONValue, _ step: TypePlan.Step, depth: Int) -> Action? {
    guard value.isObject else { return .removed }
    if step.type.kind == .resource {
      let outer = isContained
      isContained = step.property.jsonName == "contained"
      defer { isContained = outer }
      return writeResource(value, depth: depth + 1) ? nil : .removed
    }
    guard !hasForeignModifier(value) else { return .removed }
    out.begin(.openBrace)
    guard writeMembers(of: value, type: step.type, depth: depth + 1) else { return .removed }
    out.end(.closeBrace)
    return nil
  }

  /// Writes a number. Nine digits and more before the point are telephone, insurance and account numbers, which no
  /// laboratory reports; behind it they are left by a calculation, and are rounded.
  private func writeNumber(_ value: JSONValue) -> Action {
    guard let text = value.numberText, text.utf8.count <= 64 else { return .removed }
    guard text.utf8.count(where: \.isDigit) > profile.maximumDigits else {
      out.raw(value.sourceBytes)
      return .kept
    }
    let whole = text.utf8.prefix { $0 != UInt8(ascii: ".") }
    let fraction = text.utf8.dropFirst(whole.count + 1)
    guard whole.count(where: \.isDigit) <= profile.maximumDigits, fraction.allSatisfy(\.isDigit),
      let number = ExactDecimal(text)
    else { return .removed }
    let isBelowOne = whole.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }
    let zeros = isBelowOne ? fraction.prefix { $0 == UInt8(ascii: "0") }.count : 0
    out.raw(Array(number.rounded(to: zeros + 4).normalized.description.utf8)[...])
    return .generalized
  }

  private func isBound(_ value: JSONValue, _ step: TypePlan.Step) -> Bool {
    guard let codes = step.property.element.binding?.codes, !codes.isOpen else { return false }
    return codes.contains(value)
  }

  // MARK: Codes and quantities

  func writeCoding(_ value: JSONValue) -> Action {
    guard value.isObject, let system = value[.system].string, let rule = profile.codeSystems[system],
      let code = value[.code].string, rule.allows(code)
    else { return .removed }
    out.begin(.openBrace)
    out.key("system")
    out.string(system)
    out.key("code")
    out.string(code)
    var action = Action.kept
    if let display = value["display"].string {
      if profile.lexicon.coversWhole(display), !dictionary.touches(display, ignoringAmbiguous: true) {
        out.key("display")
        out.string(display)
      } else {
        count(.removed, .freeText, path: "Coding.display")
        action = .generalized
      }
    }
    out.end(.closeBrace)
    return action
  }

  private func writeQuantity(_ value: JSONValue) -> Action {
    guard value.isObject, let number = value[.value] else { return .removed }
    let unit = value["unit"].string
    let code = value[.code].string
    if [unit, code].contains(where: { $0.map { isOld(number, $0) } ?? false }) { return .removed }
    let mayNameUnit = unit.map(allows(unit:)) ?? false
    let system = value[.system].string
    let mayCodeUnit = code.flatMap { code in system.flatMap { profile.codeSystems[$0] }?.allows(code) } ?? false
    // A number whose unit has to stay behind would be read in another one.
    guard mayNameUnit || mayCodeUnit || (unit == nil && code == nil) else { return .removed }
    out.begin(.openBrace)
    out.key("value")
    let action = writeNumber(number)
    guard action != .removed else { return .removed }
    if let comparator = value["comparator"].string, ["<", "<=", ">=", ">"].contains(comparator) {
      out.key("comparator")
      out.string(comparator)
    }
    if let unit, mayNameUnit {
      out.key("unit")
      out.string(unit)
    }
    if let system, let code, mayCodeUnit {
      out.key("system")
      out.string(system)
      out.key("code")
      out.string(code)
    }
    out.end(.closeBrace)
    return action
  }

  private func allows(unit: String) -> Bool {
    guard !dictionary.touches(unit, ignoringAmbiguous: false) else { return false }
    return CodeShape.ucum.matches(unit) || profile.lexicon.coversWhole(unit)
  }

  /// Whether a number with this unit is more years than may be told apart: a patient's age in disguise.
  private func isOld(_ number: JSONValue, _ unit: String) -> Bool {
    guard let perYear = Self.unitsPerYear[unit] else { return false }
    guard let text = number.numberText, let value = ExactDecimal(text) else { return true }
    return value > ExactDecimal((profile.dates.oldestAge + 1) * perYear - 1)
  }

  private static let unitsPerYear = [
    "a": 1, "year": 1, "years": 1, "yr": 1, "yrs": 1, "mo": 12, "month": 12, "months": 12, "wk": 52, "week": 52,
    "weeks": 52, "d": 365, "day": 365, "days": 365,
  ]

  // MARK: Ages and dates

  private func writeAge(_ value: JSONValue) -> Action {
    guard let text = value[.value]?.numberText, let amount = ExactDecimal(text)?.floor.int, 0...60_000 ~= amount,
      let unit = value[.code].string ?? value["unit"].string
    else { return .removed }
    let months: Int
    switch unit {
    case "a", "year", "years", "yr": months = amount > 200 ? 2_400 : amount * 12
    case "mo", "month", "months": months = amount
    case "wk", "week", "weeks": months = amount * 7 * 12 / 365
    case "d", "day", "days": months = amount * 12 / 365
    case "h", "hour", "hours", "min", "minute", "minutes": months = 0
    default: return .removed
    }
    let isOld = months / 12 > profile.dates.oldestAge
    let number = isOld ? profile.dates.oldestAge + 1 : months < 24 ? months : months / 12
    out.begin(.openBrace)
    out.key("value")
    out.raw(Array(String(number).utf8)[...])
    if isOld {
      out.key("comparator")
      out.string(">=")
    }
    out.key("unit")
    out.string(months < 24 ? "months" : "years")
    out.key("system")
    out.string("http://unitsofmeasure.org")
    out.key("code")
    out.string(months < 24 ? "mo" : "a")
    out.end(.closeBrace)
    return .generalized
  }

  private func writeDate(_ value: JSONValue, _ step: TypePlan.Step) -> Action {
    guard let text = value.string, let date = dates.text(of: text, isInstant: step.type.primitive == .instant) else {
      return .removed
    }
    out.string(date)
    return .generalized
  }

  /// A date of birth may leave under another name (`age`), so that it writes its own key.
  func writeBirthDate(_ value: JSONValue, _ step: TypePlan.Step, in owner: FHIRType) -> Bool {
    let birth = value.string.flatMap { dates.birth($0) }
    count(birth == nil ? .removed : .generalized, step, in: owner)
    switch birth {
    case .age(let age):
      out.key("age")
      out.string(age)
    case .date(let date):
      out.key(step.property.jsonName)
      out.string(date)
    case nil: return false
    }
    return true
  }

  // MARK: Text

  private func writeTerms(_ value: JSONValue) -> Action {
    guard let text = value.string, profile.lexicon.coversWhole(text),
      !dictionary.touches(text, ignoringAmbiguous: false)
    else { return .removed }
    out.raw(value.sourceBytes)
    return .kept
  }

  private func writeText(_ value: JSONValue) -> Action {
    guard let text = value.string, case .text(let masked, let count) = scrub(text) else { return .removed }
    freeTexts.append(out.string(masked))
    return count > 0 ? .generalized : .kept
  }

  func scrub(_ text: String) -> FreeTextScrubber.Outcome { FreeTextScrubber(dictionary: dictionary).scrub(text) }
}
