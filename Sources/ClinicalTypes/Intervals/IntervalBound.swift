/// A type whose values can bound an interval: ordered, with neighbours and extremes (CQL 1.5, Interval Operators).
public protocol IntervalBound: UncertainlyComparable, Hashable {
  /// The least value of the type, if it has one.
  static var leastBound: Self? { get }
  /// The greatest value of the type, if it has one.
  static var greatestBound: Self? { get }
  /// The next value; nil after the last.
  var successor: Self? { get }
  /// The value before; nil before the first.
  var predecessor: Self? { get }
}

extension Int: IntervalBound {
  /// The least 64-bit integer.
  public static var leastBound: Int? { .min }
  /// The greatest 64-bit integer.
  public static var greatestBound: Int? { .max }
  /// The next integer.
  public var successor: Int? { self == .max ? nil : self + 1 }
  /// The integer before.
  public var predecessor: Int? { self == .min ? nil : self - 1 }
}

extension ExactDecimal: IntervalBound {
  /// CQL's least decimal.
  public static var leastBound: ExactDecimal? { cqlMinimum }
  /// CQL's greatest decimal.
  public static var greatestBound: ExactDecimal? { cqlMaximum }
  /// The decimal 0.00000001 above.
  public var successor: ExactDecimal? { cqlSuccessor }
  /// The decimal 0.00000001 below.
  public var predecessor: ExactDecimal? { cqlPredecessor }
}

extension Quantity: IntervalBound {
  /// None: there is no least quantity without a unit.
  public static var leastBound: Quantity? { nil }
  /// None: there is no greatest quantity without a unit.
  public static var greatestBound: Quantity? { nil }
  /// The quantity whose value is the next decimal.
  public var successor: Quantity? { value.successor.map { Quantity($0, unit) } }
  /// The quantity whose value is the decimal before.
  public var predecessor: Quantity? { value.predecessor.map { Quantity($0, unit) } }
}

extension PartialDate: IntervalBound {
  /// 0001-01-01.
  public static var leastBound: PartialDate? { .minimum }
  /// 9999-12-31.
  public static var greatestBound: PartialDate? { .maximum }
  /// The next date of the same precision.
  public var successor: PartialDate? { adding(1, precision.unit) }
  /// The date before, of the same precision.
  public var predecessor: PartialDate? { adding(-1, precision.unit) }
}

extension PartialDateTime: IntervalBound {
  /// 0001-01-01T00:00:00.000Z.
  public static var leastBound: PartialDateTime? { .minimum }
  /// 9999-12-31T23:59:59.999Z.
  public static var greatestBound: PartialDateTime? { .maximum }
  /// The next dateTime of the same precision.
  public var successor: PartialDateTime? { adding(1, precision.unit) }
  /// The dateTime before, of the same precision.
  public var predecessor: PartialDateTime? { adding(-1, precision.unit) }
}

extension PartialTime: IntervalBound {
  /// Midnight.
  public static var leastBound: PartialTime? { .minimum }
  /// The last millisecond of the day.
  public static var greatestBound: PartialTime? { .maximum }
  /// The next time of the same precision; nil at the end of the day.
  public var successor: PartialTime? { adding(1, precision.unit).flatMap { $0.key > key ? $0 : nil } }
  /// The time before, of the same precision; nil at midnight.
  public var predecessor: PartialTime? { adding(-1, precision.unit).flatMap { $0.key < key ? $0 : nil } }
}

extension TemporalPrecision {
  /// The calendar unit of one step at this precision.
  public var unit: CalendarUnit {
    switch self {
    case .year: .year
    case .month: .month
    case .day: .day
    case .hour: .hour
    case .minute: .minute
    case .second: .second
    case .millisecond: .millisecond
    }
  }
}
