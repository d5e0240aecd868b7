import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// The methods on values: redact, cryptoHash, encrypt, perturb, generalize.
extension AnonymizerRun {
  func redact(_ node: ResourceNode) -> SecurityLabel? {
    guard let text = node.text, !text.isEmpty else { return nil }
    switch node.type.primitive {
    case .date, .dateTime, .instant: return dates.redact(node)
    case .decimal where node.parent?.typeName == "Age":
      // Whole years up to 89 may stay.
      let isKept = configuration.keepsPartialAges && ExactDecimal(text).map { $0 <= ExactDecimal(89) } ?? false
      if !isKept { node.value = nil }
      return .redacted
    default: break
    }
    if node.name == "postalCode", configuration.keepsPartialZipCodes {
      node.value = .text(PostalCode.generalized(text, restricted: configuration.restrictedAreas))
      return .abstracted
    }
    node.value = nil
    return .redacted
  }

  func hash(_ node: ResourceNode, _ rule: AnonymizerRule) throws(DeidentificationError) -> SecurityLabel? {
    guard let text = node.text, !text.isEmpty else { return nil }
    let parts =
      node.name == "reference" && node.parent?.typeName == "Reference"
      ? ReferenceParts(text) : ReferenceParts(prefix: "", id: text, suffix: "")
    guard let digest = KeyedHash.hexadecimal(of: parts.id, key: cryptoHashKey) else {
      throw DeidentificationError(.cryptography, path: rule.place, "the hash could not be computed")
    }
    node.value = .text(parts.prefix + digest + parts.suffix)
    return .hashed
  }

  func encrypt(
    _ node: ResourceNode, _ rule: AnonymizerRule, _ random: inout some RandomNumberGenerator
  ) throws(DeidentificationError) -> SecurityLabel? {
    guard let text = node.text, !text.isEmpty else { return nil }
    let vector = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    guard let cipher = BlockCipher.encrypt(text, key: encryptKey, vector: vector) else {
      throw DeidentificationError(.cryptography, path: rule.place, "the value could not be encrypted")
    }
    node.value = .text(cipher)
    return .masked
  }

  mutating func perturb(
    _ node: ResourceNode, _ perturbation: Perturbation, _ random: inout some RandomNumberGenerator
  ) -> SecurityLabel? {
    let isNumber = node.type.primitive.map { [.decimal, .integer, .positiveInt, .unsignedInt].contains($0) } ?? false
    let isQuantity = ["Quantity", "Age", "Count", "Duration", "Distance", "Money", "MoneyQuantity", "SimpleQuantity"]
      .contains(node.typeName)
    guard let target = isNumber ? node : isQuantity ? node.children(named: "value").first : nil,
      !visited.contains(ObjectIdentifier(target)), let original = target.text.flatMap({ ExactDecimal($0) })
    else { return nil }
    let width = perturbation.isProportional ? original.multiplied(by: perturbation.span) : perturbation.span
    // A millionth of the width is fine enough for noise.
    let fraction = ExactDecimal(coefficient: Int128(Int.random(in: -500_000...500_000, using: &random)), scale: 6)
    let places = target.type.primitive == .decimal ? perturbation.places : 0
    guard let width, let fraction, let noise = width.multiplied(by: fraction),
      var result = original.adding(noise)?.rounded(to: places)
    else {
      // Too large a number to add noise to does not stay exact.
      target.value = nil
      return .redacted
    }
    if target.type.primitive == .positiveInt, result < ExactDecimal(1) { result = ExactDecimal(1) }
    if target.type.primitive == .unsignedInt, result.isNegative { result = ExactDecimal(0) }
    target.value = .number(result.description)
    for inner in node.within({ _ in true }) where inner !== node { visited.insert(ObjectIdentifier(inner)) }
    return .perturbed
  }

  func generalize(
    _ node: ResourceNode, _ generalization: Generalization, _ rule: AnonymizerRule
  ) throws(DeidentificationError) -> SecurityLabel? {
    guard node.isPrimitive else {
      throw DeidentificationError(.notApplicable, path: rule.place, "only primitive values can be generalized")
    }
    guard node.value != nil, let source = node.source else { return nil }
    let focus = FHIRPathValue.node(FHIRPathNode(source, typeName: node.typeName))
    for (condition, value) in generalization.cases {
      do throws(FHIRPathError) {
        // An empty condition holds, as it does for the original.
        guard try condition.evaluate(on: [focus], in: context).truth ?? true else { continue }
        let results = try value.evaluate(on: [focus], in: context)
        node.value = results.count == 1 ? Self.scalar(results[0]) : nil
        return .generalized
      } catch {
        throw DeidentificationError(.notApplicable, path: rule.place, "a case cannot be evaluated on this value")
      }
    }
    if !generalization.keepsOthers { node.value = nil }
    return .generalized
  }

  private static func scalar(_ value: FHIRPathValue) -> ResourceNode.Scalar? {
    switch value.system {
    case .boolean(let bool): .bool(bool)
    case .integer, .decimal: value.text.map { .number($0) }
    case let system: system.text.map { .text($0) }
    }
  }
}
