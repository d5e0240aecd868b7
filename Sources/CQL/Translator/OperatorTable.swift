/// The overloads of the system operators (CQL 1.5, appendix B), a line an operator; the first of equally near overloads
/// wins, so the types stand in the order in which they are preferred.
///
/// `T` is any type, `[T]` a list, `<T>` an interval. Operators whose result depends on more than this (Coalesce, Union,
/// CalculateAge …) are resolved by their own functions.
enum OperatorTable {
  /// The overloads of an operator.
  static func signatures(of operation: CQLOperator) -> [OperatorSignature] { table[operation] ?? [] }

  private static let table: [CQLOperator: [OperatorSignature]] = {
    var table: [CQLOperator: [OperatorSignature]] = [:]
    for line
      in (logic + comparison + arithmetic + strings + times + intervals + lists + aggregates + clinical + conversions)
      .split(separator: "\n")
    {
      guard let colon = line.firstIndex(of: ":"), let operation = CQLOperator(rawValue: String(line[..<colon]))
      else { continue }
      table[operation] = line[line.index(after: colon)...].split(separator: ";").compactMap { OperatorSignature($0) }
    }
    return table
  }()

  private static let logic = """
    And:Boolean,Boolean→Boolean
    Or:Boolean,Boolean→Boolean
    Xor:Boolean,Boolean→Boolean
    Implies:Boolean,Boolean→Boolean
    Not:Boolean→Boolean
    IsNull:Any→Boolean
    IsTrue:Boolean→Boolean
    IsFalse:Boolean→Boolean

    """

  private static let ordered = [
    "Integer", "Long", "Decimal", "String", "DateTime", "Date", "Time", "Quantity",
  ]

  private static func pairs(_ operations: [String], _ types: [String], result: String? = nil) -> String {
    operations.map { operation in
      "\(operation):" + types.map { "\($0),\($0)→\(result ?? $0)" }.joined(separator: ";")
    }.joined(separator: "\n") + "\n"
  }

  private static func singles(_ operations: [String], _ types: [String], result: String? = nil) -> String {
    operations.map { operation in
      "\(operation):" + types.map { "\($0)→\(result ?? $0)" }.joined(separator: ";")
    }.joined(separator: "\n") + "\n"
  }

  private static let comparison =
    pairs(["Equal", "NotEqual", "Equivalent"], ["T"], result: "Boolean")
    + pairs(["Less", "LessOrEqual", "Greater", "GreaterOrEqual"], ordered, result: "Boolean")

  private static let numbers = ["Integer", "Long", "Decimal", "Quantity"]

  private static let arithmetic =
    singles(["Negate", "Abs"], numbers)
    + pairs(["TruncatedDivide", "Modulo"], numbers)
    + singles(
      ["Successor", "Predecessor"], ["Integer", "Long", "Decimal", "DateTime", "Date", "Time", "Quantity"]) + """
      Add:Integer,Integer→Integer;Long,Long→Long;Decimal,Decimal→Decimal;Quantity,Quantity→Quantity;DateTime,Quantity→DateTime;Date,Quantity→Date;Time,Quantity→Time
      Subtract:Integer,Integer→Integer;Long,Long→Long;Decimal,Decimal→Decimal;Quantity,Quantity→Quantity;DateTime,Quantity→DateTime;Date,Quantity→Date;Time,Quantity→Time
      Multiply:Integer,Integer→Integer;Long,Long→Long;Decimal,Decimal→Decimal;Decimal,Quantity→Quantity;Quantity,Decimal→Quantity;Quantity,Quantity→Quantity
      Divide:Decimal,Decimal→Decimal;Quantity,Decimal→Quantity;Quantity,Quantity→Quantity
      Power:Integer,Integer→Integer;Long,Long→Long;Decimal,Decimal→Decimal
      Ceiling:Decimal→Integer
      Floor:Decimal→Integer
      Truncate:Decimal→Integer
      Round:Decimal→Decimal;Decimal,Integer→Decimal
      Ln:Decimal→Decimal
      Exp:Decimal→Decimal
      Log:Decimal,Decimal→Decimal
      Precision:Decimal→Integer;Date→Integer;DateTime→Integer;Time→Integer
      LowBoundary:Decimal,Integer→Decimal;Date,Integer→Date;DateTime,Integer→DateTime;Time,Integer→Time
      HighBoundary:Decimal,Integer→Decimal;Date,Integer→Date;DateTime,Integer→DateTime;Time,Integer→Time

      """

  private static let strings = """
    Concatenate:String,String→String
    Combine:[String]→String;[String],String→String
    Split:String,String→[String]
    SplitOnMatches:String,String→[String]
    Length:String→Integer;[T]→Integer
    Upper:String→String
    Lower:String→String
    Indexer:String,Integer→String;[T],Integer→T
    PositionOf:String,String→Integer
    LastPositionOf:String,String→Integer
    Substring:String,Integer→String;String,Integer,Integer→String
    StartsWith:String,String→Boolean
    EndsWith:String,String→Boolean
    Matches:String,String→Boolean
    ReplaceMatches:String,String,String→String

    """

  private static let points = ["DateTime", "Date", "Time"]

  private static let times =
    pairs(["DurationBetween", "DifferenceBetween"], points, result: "Integer")
    + pairs(["SameAs"], points + ["<T>"], result: "Boolean") + """
      SameOrBefore:DateTime,DateTime→Boolean;Date,Date→Boolean;Time,Time→Boolean;<T>,<T>→Boolean;T,<T>→Boolean;<T>,T→Boolean
      SameOrAfter:DateTime,DateTime→Boolean;Date,Date→Boolean;Time,Time→Boolean;<T>,<T>→Boolean;T,<T>→Boolean;<T>,T→Boolean
      Before:DateTime,DateTime→Boolean;Date,Date→Boolean;Time,Time→Boolean;<T>,<T>→Boolean;T,<T>→Boolean;<T>,T→Boolean
      After:DateTime,DateTime→Boolean;Date,Date→Boolean;Time,Time→Boolean;<T>,<T>→Boolean;T,<T>→Boolean;<T>,T→Boolean
      Now:→DateTime
      Today:→Date
      TimeOfDay:→Time
      Date:Integer→Date;Integer,Integer→Date;Integer,Integer,Integer→Date
      Time:Integer→Time;Integer,Integer→Time;Integer,Integer,Integer→Time;Integer,Integer,Integer,Integer→Time
      DateTime:Integer→DateTime;Integer,Integer→DateTime;Integer,Integer,Integer→DateTime;Integer,Integer,Integer,Integer→DateTime;Integer,Integer,Integer,Integer,Integer→DateTime;Integer,Integer,Integer,Integer,Integer,Integer→DateTime;Integer,Integer,Integer,Integer,Integer,Integer,Integer→DateTime;Integer,Integer,Integer,Integer,Integer,Integer,Integer,Decimal→DateTime
      DateFrom:DateTime→Date;Date→Date
      TimeFrom:DateTime→Time
      TimezoneFrom:DateTime→Decimal
      TimezoneOffsetFrom:DateTime→Decimal
      DateTimeComponentFrom:DateTime→Integer;Date→Integer;Time→Integer

      """

  private static let intervals =
    pairs(
      [
        "Overlaps", "OverlapsBefore", "OverlapsAfter", "Meets", "MeetsBefore", "MeetsAfter", "Starts", "Ends",
      ], ["<T>"], result: "Boolean")
    + pairs(["Includes", "IncludedIn", "ProperIncludes", "ProperIncludedIn"], ["[T]", "<T>"], result: "Boolean")
    + pairs(["Intersect", "Except"], ["[T]", "<T>"]) + """
      In:T,[T]→Boolean;T,<T>→Boolean
      ProperIn:T,[T]→Boolean;T,<T>→Boolean
      Contains:<T>,T→Boolean;[T],T→Boolean
      ProperContains:[T],T→Boolean;<T>,T→Boolean
      Start:<T>→T
      End:<T>→T
      Width:<T>→T
      Size:<T>→T
      PointFrom:<T>→T
      Collapse:[<T>]→[<T>];[<T>],Quantity→[<T>]
      Expand:<T>→[T];<T>,Quantity→[T];[<T>]→[<T>];[<T>],Quantity→[<T>]

      """

  private static let lists = """
    Exists:[T]→Boolean
    Flatten:[[T]]→[T]
    Distinct:[T]→[T]
    First:[T]→T
    Last:[T]→T
    IndexOf:[T],T→Integer
    Slice:[T],Integer,Integer→[T]
    SingletonFrom:[T]→T
    ToList:T→[T]

    """

  private static let aggregates =
    singles(["AllTrue", "AnyTrue"], ["[Boolean]"], result: "Boolean")
    + ["Sum", "Product"].map { "\($0):" + numbers.map { "[\($0)]→\($0)" }.joined(separator: ";") }.joined(
      separator: "\n")
    + "\n"
    + ["Min", "Max"].map { "\($0):" + ordered.map { "[\($0)]→\($0)" }.joined(separator: ";") }.joined(separator: "\n")
    + "\n"
    + ["Avg", "Median", "Variance", "PopulationVariance", "StdDev", "PopulationStdDev"]
    .map { "\($0):[Decimal]→Decimal;[Quantity]→Quantity" }.joined(separator: "\n") + "\n" + """
      Count:[T]→Integer
      Mode:[T]→T
      GeometricMean:[Decimal]→Decimal

      """

  private static let clinical = """
    InValueSet:String,ValueSet→Boolean;Code,ValueSet→Boolean;Concept,ValueSet→Boolean
    AnyInValueSet:[String],ValueSet→Boolean;[Code],ValueSet→Boolean;[Concept],ValueSet→Boolean
    InCodeSystem:String,CodeSystem→Boolean;Code,CodeSystem→Boolean;Concept,CodeSystem→Boolean
    AnyInCodeSystem:[String],CodeSystem→Boolean;[Code],CodeSystem→Boolean;[Concept],CodeSystem→Boolean
    ExpandValueSet:ValueSet→[Code]
    Subsumes:Code,Code→Boolean;Concept,Concept→Boolean
    SubsumedBy:Code,Code→Boolean;Concept,Concept→Boolean
    CalculateAge:Date→Integer;DateTime→Integer
    CalculateAgeAt:Date,Date→Integer;DateTime,DateTime→Integer

    """

  private static let conversions =
    singles(
      [
        "ConvertsToBoolean", "ConvertsToDate", "ConvertsToDateTime", "ConvertsToDecimal", "ConvertsToInteger",
        "ConvertsToLong", "ConvertsToQuantity", "ConvertsToRatio", "ConvertsToString", "ConvertsToTime",
      ], ["Any"], result: "Boolean") + """
      ToBoolean:Integer→Boolean;Long→Boolean;Decimal→Boolean;String→Boolean;Boolean→Boolean
      ToChars:String→[String]
      ToConcept:Code→Concept;[Code]→Concept
      ToDate:DateTime→Date;String→Date;Date→Date
      ToDateTime:Date→DateTime;String→DateTime;DateTime→DateTime
      ToDecimal:Integer→Decimal;Long→Decimal;String→Decimal;Boolean→Decimal;Decimal→Decimal
      ToInteger:String→Integer;Boolean→Integer;Long→Integer;Integer→Integer
      ToLong:Integer→Long;String→Long;Boolean→Long;Long→Long
      ToQuantity:Integer→Quantity;Decimal→Quantity;String→Quantity;Ratio→Quantity;Quantity→Quantity
      ToRatio:String→Ratio;Ratio→Ratio
      ToString:String→String;Integer→String;Long→String;Decimal→String;Quantity→String;Ratio→String;Date→String;DateTime→String;Time→String;Boolean→String
      ToTime:DateTime→Time;String→Time;Time→Time
      ConvertQuantity:Quantity,String→Quantity
      CanConvertQuantity:Quantity,String→Boolean
      Message:T,Boolean,String,String,String→T

      """
}
