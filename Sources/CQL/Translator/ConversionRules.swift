extension TypeRules {
  /// The conversion from one type to another, or nil when there is none; with the model's conversions (FHIRHelpers) or
  /// without.
  func conversion(from type: CQLType, to target: CQLType, usingModel: Bool = true) -> Conversion? {
    if type == target { return .identity(target) }
    if isSubtype(type, of: target) {
      return Conversion(form: .none, target: target, score: Conversion.Score.subtype)
    }
    if type == .any { return Conversion(form: .cast, target: target, score: Conversion.Score.compatible) }
    if case .choice(let alternatives) = type {
      return fromChoice(alternatives, to: target, usingModel: usingModel)
    }
    if case .choice(let alternatives) = target {
      return toChoice(alternatives, target, from: type, usingModel: usingModel)
    }
    if let operation = Self.systemConversion(from: type, to: target) {
      return Conversion(form: .operation(operation), target: target, score: Self.score(of: target))
    }
    if usingModel, let found = modelConversions(from: type).first(where: { $0.target == target }) {
      return Conversion(form: .function(found), target: target, score: Self.score(of: target))
    }
    switch (type, target) {
    case (.list(let a), .list(let b)):
      if let item = conversion(from: a, to: b, usingModel: usingModel) {
        if case .none = item.form { return Conversion(form: .none, target: target, score: item.score) }
        return Conversion(form: .list(item), target: target, score: item.score)
      }
    case (.interval(.system(.any)), .interval):
      // `Interval[null, null]`: nothing to convert, and its points stay of unknown type.
      return Conversion(form: .none, target: target, score: Conversion.Score.compatible)
    case (.interval(let a), .interval(let b)):
      if let point = conversion(from: a, to: b, usingModel: usingModel) {
        return Conversion(form: .interval(point), target: target, score: point.score)
      }
    case (.tuple(let a), .tuple(let b)) where a.count == b.count:
      // Tuples that differ by nulls and choices only: the values need no work.
      let fits = a.allSatisfy { element in
        b.first { $0.name == element.name }
          .flatMap { conversion(from: element.type, to: $0.type, usingModel: false) }
          .map { $0.score <= Conversion.Score.cast } ?? false
      }
      if fits { return Conversion(form: .none, target: target, score: Conversion.Score.compatible) }
    default: break
    }
    if options.promotesToLists, case .list(let element) = target, !type.isList,
      let item = conversion(from: type, to: element, usingModel: usingModel)
    {
      return Conversion(form: .promotion(item), target: target, score: Conversion.Score.promotion)
    }
    if options.demotesLists, case .list(let element) = type, !target.isList,
      let item = conversion(from: element, to: target, usingModel: usingModel)
    {
      return Conversion(form: .demotion(item), target: target, score: Conversion.Score.demotion)
    }
    return nil
  }

  /// A choice becomes one of its alternatives by a cast; else whatever its alternatives convert to.
  private func fromChoice(_ alternatives: [CQLType], to target: CQLType, usingModel: Bool) -> Conversion? {
    if case .choice(let targets) = target {
      guard
        alternatives.contains(where: { one in targets.contains { isSubtype(one, of: $0) || isSubtype($0, of: one) } })
      else { return nil }
      return Conversion(form: .cast, target: target, score: Conversion.Score.cast)
    }
    if alternatives.contains(where: { isSubtype($0, of: target) || isSubtype(target, of: $0) }) {
      return Conversion(form: .cast, target: target, score: Conversion.Score.cast)
    }
    var found = alternatives.compactMap { one in
      conversion(from: one, to: target, usingModel: usingModel).flatMap { conversion in
        conversion.isPromotion ? nil : (from: one, conversion: conversion)
      }
    }
    guard !found.isEmpty else { return nil }
    if case .interval(let point) = target {
      // `onset during X` where onset is a Period or a dateTime: the moment counts as the interval of that moment.
      for one in alternatives where !found.contains(where: { $0.from == one }) {
        guard let conversion = conversion(from: one, to: point, usingModel: usingModel) else { continue }
        found.append(
          (from: one, conversion: Conversion(form: .point(conversion), target: target, score: Conversion.Score.cast)))
      }
    }
    return Conversion(form: .alternatives(found), target: target, score: Conversion.Score.cast)
  }

  private func toChoice(
    _ alternatives: [CQLType], _ target: CQLType, from type: CQLType, usingModel: Bool
  ) -> Conversion? {
    if alternatives.contains(where: { isSubtype(type, of: $0) }) {
      return Conversion(form: .cast, target: target, score: Conversion.Score.compatible)
    }
    for one in alternatives {
      guard let found = conversion(from: type, to: one, usingModel: usingModel) else { continue }
      return Conversion(form: found.form, target: found.target, score: found.score)
    }
    return nil
  }

  private static func score(of target: CQLType) -> Int {
    switch target {
    case .system(.quantity), .system(.ratio), .system(.code), .system(.concept), .model, .list, .interval, .tuple:
      Conversion.Score.complex
    default: Conversion.Score.simple
    }
  }

  /// The implicit conversions within System (CQL 1.5, Developer's Guide, "Implicit Conversions").
  static func systemConversion(from type: CQLType, to target: CQLType) -> CQLOperator? {
    switch (type, target) {
    case (.system(.integer), .system(.long)): .toLong
    case (.system(.integer), .system(.decimal)), (.system(.long), .system(.decimal)): .toDecimal
    case (.system(.integer), .system(.quantity)), (.system(.decimal), .system(.quantity)),
      (.system(.long), .system(.quantity)):
      .toQuantity
    case (.system(.date), .system(.dateTime)): .toDateTime
    case (.system(.code), .system(.concept)): .toConcept
    case (.system(.valueSet), .list(.system(.code))): .expandValueSet
    default: nil
    }
  }

  /// The type that both can be, for the branches of `if` and the items of a list; nil when there is none.
  func common(_ a: CQLType, _ b: CQLType, usingModel: Bool = true) -> CQLType? {
    if a == b || b == .any { return a }
    if a == .any { return b }
    if isSubtype(b, of: a) { return a }
    if isSubtype(a, of: b) { return b }
    switch (a, b) {
    case (.list(let x), .list(let y)):
      if let item = common(x, y, usingModel: usingModel) { return .list(item) }
    case (.interval(let x), .interval(let y)):
      if let point = common(x, y, usingModel: usingModel) { return .interval(point) }
    case (.tuple(let x), .tuple(let y)) where x.count == y.count:
      var elements: [CQLType.TupleElement] = []
      for element in x {
        guard let other = y.first(where: { $0.name == element.name }) else { break }
        elements.append(
          .init(
            element.name,
            common(element.type, other.type, usingModel: false) ?? choice([element.type, other.type])))
      }
      if elements.count == x.count { return .tuple(elements) }
    default: break
    }
    let toFirst = conversion(from: b, to: a, usingModel: usingModel)
    let toSecond = conversion(from: a, to: b, usingModel: usingModel)
    if let toFirst, toFirst.score <= (toSecond?.score ?? .max) { return toFirst.target == a ? a : toFirst.target }
    if let toSecond { return toSecond.target == b ? b : toSecond.target }
    guard usingModel else { return nil }
    // Neither becomes the other, but both become a third: a CodeableConcept and a Code become Concepts.
    for target in conversionTargets(of: a) where conversion(from: b, to: target) != nil { return target }
    for target in conversionTargets(of: b) where conversion(from: a, to: target) != nil { return target }
    return nil
  }
}

extension TypeRules {
  /// What a class of a model, or an alternative of a choice, converts to.
  private func conversionTargets(of type: CQLType) -> [CQLType] {
    guard case .choice(let alternatives) = type else { return modelConversions(from: type).map(\.target) }
    return alternatives.flatMap { modelConversions(from: $0).map(\.target) }
  }
}

extension CQLType {
  var isList: Bool {
    if case .list = self { true } else { false }
  }

  var isInterval: Bool {
    if case .interval = self { true } else { false }
  }
}
