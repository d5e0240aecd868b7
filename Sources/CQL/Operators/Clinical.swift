import ClinicalTypes
import FHIR

/// Codes and value sets (CQL 1.5, appendix B, Clinical Operators).
extension Evaluation {
  /// The codes of a value set, asked for once an evaluation. With `mayBeOpen`, one that is known and cannot be listed is a set
  /// that tells of no code, so that the terminology is asked about those of the data.
  func codeSet(_ reference: VocabularyReference, mayBeOpen: Bool = false) throws(CQLError) -> CodeSet {
    if let known = codeSets[reference.canonical] { return known }
    guard let terminology = context.terminology else {
      throw CQLError(.terminology, "There is no terminology to ask about the value set \(reference.canonical)")
    }
    do throws(TerminologyError) {
      let set = try terminology.expand(reference.canonical)
      codeSets[reference.canonical] = set
      return set
    } catch {
      if mayBeOpen, error.kind == .tooCostly || error.kind == .undetermined {
        return CodeSet(valueSet: reference.canonical, codes: [], openSystems: [""])
      }
      throw CQLError(.terminology, "The value set \(reference.canonical) cannot be used: \(error)")
    }
  }

  func expandValueSet(_ value: CQLValue) throws(CQLError) -> CQLValue {
    switch value {
    case .null, .list: return value
    case .valueSet(let reference):
      let set = try codeSet(reference)
      guard set.openSystems.isEmpty, set.doubtfulSystems.isEmpty else {
        throw CQLError(.terminology, "The codes of the value set \(reference.canonical) are not all known here")
      }
      return .list(set.codes.map(CQLValue.code))
    default: throw .mismatch("ExpandValueSet", [value])
    }
  }

  /// Whether a code, a concept, or one of a list of them is in a value set.
  func isMember(_ value: CQLValue, ofValueSet target: CQLValue) throws(CQLError) -> Bool? {
    guard case .valueSet(let reference) = target else {
      if target.isNull { return nil }
      // Old ELM passes the codes themselves.
      if let codes = target.items {
        guard let wanted = try Self.codes(value), let known = try Self.codes(.list(codes)) else { return nil }
        return wanted.contains { code in known.contains { $0.isEquivalent(to: code) } }
      }
      throw .mismatch("in value set", [value, target])
    }
    guard let codes = try Self.codes(value) else { return nil }
    if codes.isEmpty { return false }
    let set: CodeSet
    do throws(CQLError) { set = try codeSet(reference) } catch {
      return try validate(codes, in: reference, else: error)
    }
    var open: [Code] = []
    for code in codes {
      switch set.contains(code) {
      case true?: return true
      case nil: open.append(code)
      case false?: break
      }
    }
    guard !open.isEmpty else { return false }
    return try validate(
      open, in: reference,
      else: CQLError(.terminology, "The value set \(reference.canonical) cannot tell whether a code is in it"))
  }

  /// Asks the terminology code by code, where the set of all codes is not known or leaves open what is in it.
  private func validate(
    _ codes: [Code], in reference: VocabularyReference, else failure: CQLError
  ) throws(CQLError) -> Bool {
    guard let terminology = context.terminology else { throw failure }
    var isUnknown = false
    for code in codes {
      do throws(TerminologyError) {
        if try terminology.validate(code, in: reference.canonical) { return true }
      } catch { isUnknown = true }
    }
    if isUnknown { throw failure }
    return false
  }

  func isMember(_ value: CQLValue, ofCodeSystem target: CQLValue) throws(CQLError) -> Bool? {
    guard case .codeSystem(let reference) = target else {
      if target.isNull { return nil }
      throw .mismatch("in code system", [value, target])
    }
    guard let codes = try Self.codes(value) else { return nil }
    // Whether the system defines the code is for the terminology to say; where it does not know, the code's word counts.
    return codes.contains { $0.system == reference.id && context.terminology?.defines($0) != false }
  }

  /// The codes that a value holds; nil for null.
  static func codes(_ value: CQLValue) throws(CQLError) -> [Code]? {
    switch value {
    case .null: return nil
    case .code(let code): return [code]
    case .concept(let concept): return concept.codes
    case .string(let text): return [Code(system: nil, code: text)]
    case .list(let items):
      var codes: [Code] = []
      for item in items { codes += try self.codes(item) ?? [] }
      return codes
    case .node(let node):
      switch node.type?.name {
      case "CodeableConcept": return FHIRHelpers.concept(node.json).codes
      case "Coding": return FHIRHelpers.code(node.json).map { [$0] }
      default:
        guard let text = value.text else { throw .mismatch("A test of codes", [value]) }
        return [Code(system: nil, code: text)]
      }
    default: throw .mismatch("A test of codes", [value])
    }
  }

  func subsumes(_ left: CQLValue, _ right: CQLValue) throws(CQLError) -> Bool? {
    guard let above = try Self.codes(left), let below = try Self.codes(right) else { return nil }
    guard let terminology = context.terminology else {
      throw CQLError(.terminology, "There is no terminology to ask whether a code is above another")
    }
    for first in above {
      for second in below where first.system == second.system {
        do throws(TerminologyError) {
          let relation = try terminology.subsumption(of: first, second)
          if relation == .equivalent || relation == .subsumes { return true }
        } catch {
          throw CQLError(.terminology, "Whether \(first.code) is above \(second.code) cannot be told: \(error)")
        }
      }
    }
    return false
  }

  // MARK: Messages

  /// `Message(source, condition, code, severity, message)`: an error stops the define, everything else is told.
  func message(_ operands: [CQLValue]) throws(CQLError) -> CQLValue {
    guard let source = operands.first else { return .null }
    guard operands.count > 1, operands[1].truth == true else { return source }
    let code = operands.count > 2 ? operands[2].text : nil
    let severity = operands.count > 3 ? operands[3].text ?? "Message" : "Message"
    let text = operands.count > 4 ? operands[4].text : nil
    guard severity.lowercased() != "error" else {
      throw CQLError(.message, [code, text].compactMap(\.self).joined(separator: ": "))
    }
    context.messages?(severity, code, text)
    return source
  }
}
