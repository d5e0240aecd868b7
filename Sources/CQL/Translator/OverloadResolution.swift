/// Chooses the overload of a system operator (CQL 1.5, Translation Semantics, "Operator Resolution").
extension TypeRules {
  /// The overload that was chosen.
  struct Resolution {
    let signature: OperatorSignature
    let operands: [Conversion]
    let result: CQLType
  }

  /// The nearest overload for operands of these types, or nil when none will do.
  func resolve(
    _ signatures: [OperatorSignature], operands: [CQLType], usingModel: Bool
  ) -> Resolution? {
    var best: (resolution: Resolution, score: Int)?
    for signature in signatures where signature.operands.count == operands.count {
      guard let variable = variable(of: signature, operands: operands, usingModel: usingModel) else { continue }
      var conversions: [Conversion] = []
      var score = 0
      for (pattern, type) in zip(signature.operands, operands) {
        guard let found = conversion(from: type, to: pattern.instantiated(variable), usingModel: usingModel)
        else { break }
        conversions.append(found)
        score += found.score
      }
      guard conversions.count == operands.count, score < best?.score ?? .max else { continue }
      let resolution = Resolution(
        signature: signature, operands: conversions, result: signature.result.instantiated(variable))
      if score == 0 { return resolution }
      best = (resolution, score)
    }
    return best?.resolution
  }

  /// What `T` stands for, or nil when the operands contradict each other.
  private func variable(of signature: OperatorSignature, operands: [CQLType], usingModel: Bool) -> CQLType? {
    guard signature.isGeneric else { return .any }
    var variable: CQLType?
    // Structure first: `x in list` takes T from the list where x is null.
    for (pattern, type) in zip(signature.operands, operands) where pattern.holdsVariable {
      guard let candidates = match(pattern, type, usingModel: usingModel) else { return nil }
      guard let candidate = candidates else { continue }
      if let known = variable {
        guard let both = common(known, candidate, usingModel: usingModel) else { return nil }
        variable = both
      } else {
        variable = candidate
      }
    }
    return variable ?? .any
  }

  /// What `T` must be for `type` to fit the pattern: nil inside where it may be anything, nil outside where it cannot fit.
  private func match(_ pattern: OperatorSignature.Pattern, _ type: CQLType, usingModel: Bool) -> CQLType?? {
    if type == .any { return .some(nil) }
    switch pattern {
    case .type: return .some(nil)
    case .variable: return .some(type)
    case .list(let inner):
      switch type {
      case .list(let element): return match(inner, element, usingModel: usingModel)
      case .choice(let alternatives):
        for case .list(let element) in alternatives { return match(inner, element, usingModel: usingModel) }
        return nil
      case .system(.valueSet): return match(inner, .code, usingModel: usingModel)
      default: return options.promotesToLists ? match(inner, type, usingModel: usingModel) : nil
      }
    case .interval(let inner):
      switch type {
      case .interval(let point): return match(inner, point, usingModel: usingModel)
      case .choice(let alternatives):
        for one in alternatives {
          if let found = match(pattern, one, usingModel: usingModel) { return found }
        }
        return nil
      case .model where usingModel:
        for conversion in modelConversions(from: type) {
          if case .interval(let point) = conversion.target { return match(inner, point, usingModel: usingModel) }
        }
        return nil
      default: return nil
      }
    }
  }
}
