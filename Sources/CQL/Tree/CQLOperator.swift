/// The system operators and functions of CQL 1.5 that take expressions only; the raw value is the name of the ELM node.
///
/// Operands are positional; those of nodes whose operands ELM names are in this order: `substring` (string, start,
/// length?), `positionOf` and `lastPositionOf` (pattern, string), `split` and `splitOnMatches` (string, separator),
/// `combine` (source, separator?), `indexOf` (source, element), `slice` (source, start, end),
/// `round` (value, precision?), `date` (year…day), `time` (hour…millisecond), `dateTime` (year…millisecond,
/// timezoneOffset), `message` (source, condition, code, severity, message), `inValueSet` and `inCodeSystem`
/// (code, value set or code system), `expand` and `collapse` (source, per?). An omitted operand in the middle is a null.
public enum CQLOperator: String, Sendable, CaseIterable {
  // Logical and nullological
  case and = "And", or = "Or", xor = "Xor", implies = "Implies", not = "Not"
  case isNull = "IsNull", isTrue = "IsTrue", isFalse = "IsFalse", coalesce = "Coalesce"
  // Comparison
  case equal = "Equal", notEqual = "NotEqual", equivalent = "Equivalent"
  case less = "Less", greater = "Greater", lessOrEqual = "LessOrEqual", greaterOrEqual = "GreaterOrEqual"
  // Arithmetic
  case add = "Add", subtract = "Subtract", multiply = "Multiply", divide = "Divide"
  case truncatedDivide = "TruncatedDivide", modulo = "Modulo", power = "Power", negate = "Negate", abs = "Abs"
  case ceiling = "Ceiling", floor = "Floor", truncate = "Truncate", round = "Round"
  case ln = "Ln", exp = "Exp", log = "Log", successor = "Successor", predecessor = "Predecessor"
  case precision = "Precision", lowBoundary = "LowBoundary", highBoundary = "HighBoundary"
  // String
  case concatenate = "Concatenate", combine = "Combine", split = "Split", splitOnMatches = "SplitOnMatches"
  case length = "Length", upper = "Upper", lower = "Lower", indexer = "Indexer", positionOf = "PositionOf"
  case lastPositionOf = "LastPositionOf", substring = "Substring", startsWith = "StartsWith", endsWith = "EndsWith"
  case matches = "Matches", replaceMatches = "ReplaceMatches"
  // Date and time
  case date = "Date", dateTime = "DateTime", time = "Time", now = "Now", today = "Today", timeOfDay = "TimeOfDay"
  case dateFrom = "DateFrom", timeFrom = "TimeFrom", timezoneFrom = "TimezoneFrom"
  case timezoneOffsetFrom = "TimezoneOffsetFrom", dateTimeComponentFrom = "DateTimeComponentFrom"
  case durationBetween = "DurationBetween", differenceBetween = "DifferenceBetween"
  case sameAs = "SameAs", sameOrBefore = "SameOrBefore", sameOrAfter = "SameOrAfter", before = "Before", after = "After"
  // Interval (some also on lists)
  case start = "Start", end = "End", width = "Width", size = "Size", pointFrom = "PointFrom"
  case overlaps = "Overlaps", overlapsBefore = "OverlapsBefore", overlapsAfter = "OverlapsAfter"
  case meets = "Meets", meetsBefore = "MeetsBefore", meetsAfter = "MeetsAfter", starts = "Starts", ends = "Ends"
  case includes = "Includes", includedIn = "IncludedIn", properIncludes = "ProperIncludes"
  case properIncludedIn = "ProperIncludedIn", `in` = "In", contains = "Contains", properIn = "ProperIn"
  case properContains = "ProperContains", union = "Union", intersect = "Intersect", except = "Except"
  case collapse = "Collapse", expand = "Expand"
  // List
  case exists = "Exists", flatten = "Flatten", distinct = "Distinct", first = "First", last = "Last"
  case indexOf = "IndexOf", slice = "Slice", singletonFrom = "SingletonFrom", toList = "ToList", times = "Times"
  case children = "Children", descendents = "Descendents"
  // Aggregate
  case count = "Count", sum = "Sum", product = "Product", min = "Min", max = "Max", avg = "Avg", median = "Median"
  case mode = "Mode", variance = "Variance", populationVariance = "PopulationVariance", stdDev = "StdDev"
  case populationStdDev = "PopulationStdDev", geometricMean = "GeometricMean", allTrue = "AllTrue", anyTrue = "AnyTrue"
  // Clinical
  case calculateAge = "CalculateAge", calculateAgeAt = "CalculateAgeAt", inValueSet = "InValueSet"
  case anyInValueSet = "AnyInValueSet", inCodeSystem = "InCodeSystem", anyInCodeSystem = "AnyInCodeSystem"
  case expandValueSet = "ExpandValueSet", subsumes = "Subsumes", subsumedBy = "SubsumedBy"
  // Conversion
  case toBoolean = "ToBoolean", toChars = "ToChars", toConcept = "ToConcept", toDate = "ToDate"
  case toDateTime = "ToDateTime", toDecimal = "ToDecimal", toInteger = "ToInteger", toLong = "ToLong"
  case toQuantity = "ToQuantity", toRatio = "ToRatio", toString = "ToString", toTime = "ToTime"
  case convertsToBoolean = "ConvertsToBoolean", convertsToDate = "ConvertsToDate"
  case convertsToDateTime = "ConvertsToDateTime", convertsToDecimal = "ConvertsToDecimal"
  case convertsToInteger = "ConvertsToInteger", convertsToLong = "ConvertsToLong"
  case convertsToQuantity = "ConvertsToQuantity", convertsToRatio = "ConvertsToRatio"
  case convertsToString = "ConvertsToString", convertsToTime = "ConvertsToTime"
  case convertQuantity = "ConvertQuantity", canConvertQuantity = "CanConvertQuantity"
  // Errors and messages
  case message = "Message"
}
