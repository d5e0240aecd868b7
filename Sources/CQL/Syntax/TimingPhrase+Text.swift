extension ComponentSyntax {
  var text: String {
    switch self {
    case .precision(let precision): precision.rawValue
    case .date: "date"
    case .time: "time"
    case .timezoneOffset: "timezoneoffset"
    case .timezone: "timezone"
    }
  }
}

extension TimingPhrase {
  /// The phrase as it is written between its operands.
  var text: String {
    var words = left.map { [$0.rawValue] } ?? []
    let of = precision.map { ["\($0.rawValue) of"] } ?? []
    switch relation {
    case .same(let same):
      words += ["same"] + (precision.map { [$0.rawValue] } ?? []) + [same.rawValue]
    case .includes(let properly): words += (properly ? ["properly"] : []) + ["includes"] + of
    case .includedIn(let properly): words += (properly ? ["properly"] : []) + ["during"] + of
    case .relative(let direction, let inclusive, let offset):
      if let offset { words += offset.words }
      words += (inclusive ? ["on or"] : []) + [direction.rawValue] + of
    case .within(let distance, let properly):
      words += (properly ? ["properly"] : []) + ["within", Printer.print(distance), "of"]
    case .meets(let direction): words += ["meets"] + (direction.map { [$0.rawValue] } ?? []) + of
    case .overlaps(let direction): words += ["overlaps"] + (direction.map { [$0.rawValue] } ?? []) + of
    case .starts: words += ["starts"] + of
    case .ends: words += ["ends"] + of
    }
    if let right { words.append(right.rawValue) }
    return words.joined(separator: " ")
  }
}

extension TimingPhrase.Offset {
  fileprivate var words: [String] {
    let distance = Printer.print(quantity)
    return switch qualifier {
    case .exactly: [distance]
    case .orMore: [distance, "or more"]
    case .orLess: [distance, "or less"]
    case .lessThan: ["less than", distance]
    case .moreThan: ["more than", distance]
    }
  }
}
