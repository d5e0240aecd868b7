/// How a value of one type comes to be one of another, and how far that is; the nearest overload wins.
///
/// Source: CQL 1.5, Developer's Guide, "Conversion Precedence".
struct Conversion: Sendable {
  indirect enum Form: Sendable {
    /// Nothing to do: the same type or a subtype.
    case none
    /// `as`, for null and for choices.
    case cast
    /// An operator of System, as ToDecimal.
    case operation(CQLOperator)
    /// A function of a library, as FHIRHelpers.ToQuantity; its operand has the type given.
    case function(ModelConversion)
    /// One conversion for each alternative of a choice that has one.
    case alternatives([(from: CQLType, conversion: Conversion)])
    /// Item by item.
    case list(Conversion)
    /// Both ends.
    case interval(Conversion)
    /// A point as the interval of that point alone; only for the alternatives of a choice.
    case point(Conversion)
    /// A value as a list of one.
    case promotion(Conversion)
    /// The only item of a list.
    case demotion(Conversion)
  }

  let form: Form
  let target: CQLType
  let score: Int

  /// The steps of precedence, nearest first.
  enum Score {
    static let exact = 0
    static let subtype = 1
    static let compatible = 2
    static let cast = 3
    static let simple = 4
    static let complex = 5
    static let demotion = 7
    static let promotion = 9
  }

  var isPromotion: Bool {
    if case .promotion = form { true } else { false }
  }

  static func identity(_ type: CQLType) -> Conversion { Conversion(form: .none, target: type, score: Score.exact) }
}
