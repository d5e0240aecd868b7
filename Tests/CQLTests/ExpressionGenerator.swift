/// Writes well-typed CQL expressions at random, for the comparison of the compiled evaluator with the interpreter.
///
/// The expressions are over the patient of ``CompiledAgainstInterpreterTests``. Each has the type asked for, so that the
/// translator takes them; what they give may well be null or an error.
struct ExpressionGenerator {
  indirect enum Kind: Hashable, Sendable {
    case boolean, integer, decimal, string, date, dateTime, time, quantity, code, concept
    case list(Kind)
    case interval(Kind)
    case resource(String)
  }

  private var random: any RandomNumberGenerator
  /// The names in scope, with their types.
  private var names: [(name: String, kind: Kind)] = []
  private var counter = 0

  /// `random` makes the choices: seeded in tests, the fuzzer's bytes in `Tests/Fuzz`.
  init(_ random: any RandomNumberGenerator) { self.random = random }

  static let scalars: [Kind] = [.boolean, .integer, .decimal, .string, .date, .dateTime, .time, .quantity]
  static let points: [Kind] = [.integer, .decimal, .date, .dateTime, .time, .quantity]

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  /// An expression of any type.
  mutating func any(_ depth: Int) -> String {
    var kinds = Self.scalars + [.boolean, .boolean, .code, .concept]
    kinds += Self.scalars.map { .list($0) }
    kinds += Self.points.map { .interval($0) }
    kinds += [.list(.interval(.integer)), .list(.resource("Observation")), .list(.resource("Encounter"))]
    return expression(pick(kinds), depth)
  }

  mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    // A null of the type now and then.
    if Int.random(in: 0..<14, using: &random) == 0 { return "(null as \(Self.name(kind)))" }
    let known = names.filter { $0.kind == kind }
    if !known.isEmpty, Int.random(in: 0..<3, using: &random) == 0 { return pick(known).name }
    guard depth > 0 else { return leaf(kind) }
    if Int.random(in: 0..<9, using: &random) == 0 {
      let choice = [
        "(if \(expression(.boolean, depth - 1)) then \(expression(kind, depth - 1)) else \(expression(kind, depth - 1)))",
        "(case when \(expression(.boolean, depth - 1)) then \(expression(kind, depth - 1)) else \(expression(kind, depth - 1)) end)",
        "Coalesce(\(expression(kind, depth - 1)), \(expression(kind, depth - 1)))",
        "First(\(expression(.list(kind), depth - 1)))", "Last(\(expression(.list(kind), depth - 1)))",
        "(\(expression(.list(kind), depth - 1)))[\(expression(.integer, 0))]",
      ]
      return pick(choice)
    }
    switch kind {
    case .boolean: return boolean(depth - 1)
    case .integer: return integer(depth - 1)
    case .decimal: return decimal(depth - 1)
    case .string: return string(depth - 1)
    case .date, .dateTime, .time: return moment(kind, depth - 1)
    case .quantity: return quantity(depth - 1)
    case .code, .concept: return leaf(kind)
    case .list(let item): return list(item, depth - 1)
    case .interval(let point): return interval(point, depth - 1)
    case .resource: return leaf(kind)
    }
  }

  static func name(_ kind: Kind) -> String {
    switch kind {
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .decimal: "Decimal"
    case .string: "String"
    case .date: "Date"
    case .dateTime: "DateTime"
    case .time: "Time"
    case .quantity: "System.Quantity"
    case .code: "Code"
    case .concept: "Concept"
    case .list(let item): "List<\(name(item))>"
    case .interval(let point): "Interval<\(name(point))>"
    case .resource(let type): "FHIR.\(type)"
    }
  }

  // MARK: Leaves

  private mutating func leaf(_ kind: Kind) -> String {
    switch kind {
    case .boolean: return pick(["true", "false", "\"Flag\"", "Patient.active.value"])
    case .integer: return pick(["0", "1", "-3", "7", "2147483647", "\"Number\"", "12"])
    case .decimal: return pick(["0.0", "1.5", "-2.25", "3.14159265", "1000000.00000001"])
    case .string:
      return pick(["''", "'final'", "'AMB'", "'a,b'", "'Ä'", "Patient.gender.value", "'1'", "'2024-01-01'"])
    case .date: return pick(["@2024-02-29", "@2024-02", "@2024", "@1999-12-31", "Patient.birthDate.value"])
    case .dateTime:
      return pick([
        "@2024-02-29T10:00:00.000Z", "@2024-02-29T10:00:00.000+02:00", "@2024-02-29T", "@2024T", "Now()",
        "@2024-01-01T00:00:00.0", "@2024-02-01T10",
      ])
    case .time: return pick(["@T10:00:00.000", "@T23:59", "@T00", "@T12:30:15.5"])
    case .quantity:
      return pick(["5 'mg'", "0.005 'g'", "3 days", "1 year", "-1 'cm'", "2", "7 '%'"].map { "(\($0))" })
        .replacing("(2)", with: "ToQuantity(2)")
    case .code: return pick(["\"HbA1c\"", "\"Weight\""])
    case .concept: return pick(["\"Either\"", "First([Observation]).code"])
    case .list(let item): return "{ \(leaf(item)), \(leaf(item)) }"
    case .interval(let point):
      return "\(pick(["Interval[", "Interval("]))\(leaf(point)), \(leaf(point))\(pick(["]", ")"]))"
    case .resource(let type): return "First([\(type)])"
    }
  }

  // MARK: Types

  private mutating func boolean(_ depth: Int) -> String {
    let scalar = pick(Self.scalars)
    let point = pick(Self.points)
    switch Int.random(in: 0..<24, using: &random) {
    case 0: return "(not \(expression(.boolean, depth)))"
    case 1, 2:
      return
        "(\(expression(.boolean, depth)) \(pick(["and", "or", "xor", "implies"])) \(expression(.boolean, depth)))"
    case 3: return "(\(expression(scalar, depth)) \(pick(["is null", "is not null"])))"
    case 4: return "(\(expression(.boolean, depth)) \(pick(["is true", "is false", "is not true"])))"
    case 5, 6: return "(\(expression(scalar, depth)) \(pick(["=", "!=", "~", "!~"])) \(expression(scalar, depth)))"
    case 7: return "(\(expression(point, depth)) \(pick(["<", "<=", ">", ">="])) \(expression(point, depth)))"
    case 8: return "exists (\(expression(.list(scalar), depth)))"
    case 9: return "exists (\(rows(depth).query))"
    case 10:
      return
        "(\(expression(scalar, depth)) in \(expression(.list(scalar), depth)))"
    case 11: return "(\(expression(point, depth)) \(pick(["in", "during"])) \(expression(.interval(point), depth)))"
    case 12, 13:
      let relation = pick([
        "overlaps", "overlaps before", "overlaps after", "meets", "meets before", "meets after", "starts", "ends",
        "includes", "included in", "properly includes", "properly included in", "before", "after", "same as",
        "on or before", "on or after",
      ])
      return "(\(expression(.interval(point), depth)) \(relation) \(expression(.interval(point), depth)))"
    case 14:
      return
        "(\(expression(.interval(.dateTime), depth)) \(pick(["starts", "ends"])) \(pick(["3 days or less", "1 month or more", "less than 2 days", "within 3 days of"])) \(pick(["before", "after"])) start \(expression(.interval(.dateTime), depth)))"
        .replacing("of before", with: "of").replacing("of after", with: "of")
    case 15:
      return
        "(\(expression(.dateTime, depth)) \(pick(["same day as", "same month or before", "before day of", "same year or after"])) \(expression(.dateTime, depth)))"
    case 16:
      return
        "(\(expression(.list(scalar), depth)) \(pick(["includes", "included in", "=", "~"])) \(expression(.list(scalar), depth)))"
    case 17: return "\(pick(["AllTrue", "AnyTrue"]))(\(expression(.list(.boolean), depth)))"
    case 18: return "\(pick(["StartsWith", "EndsWith"]))(\(expression(.string, depth)), \(expression(.string, depth)))"
    case 19: return "Matches(\(expression(.string, depth)), '[a-z]+|\\\\d*')"
    case 20: return "(\(pick(["\"HbA1c\"", "\"Weight\"", "\"Either\""])) ~ \(pick(["\"HbA1c\"", "\"Either\""])))"
    case 21: return "(\(leaf(.concept)) in \"Set\")"
    case 22: return "(\(expression(.code, 0)) in \"Set\")"
    default: return "(\(expression(scalar, depth)) is \(Self.name(scalar)))"
    }
  }

  private mutating func integer(_ depth: Int) -> String {
    switch Int.random(in: 0..<11, using: &random) {
    case 0, 1:
      return "(\(expression(.integer, depth)) \(pick(["+", "-", "*", "div", "mod"])) \(expression(.integer, depth)))"
    case 2: return "Count(\(expression(.list(pick(Self.scalars)), depth)))"
    case 3: return "Length(\(expression(.string, depth)))"
    case 4: return "\(pick(["Sum", "Min", "Max"]))(\(expression(.list(.integer), depth)))"
    case 5: return "\(pick(["Ceiling", "Floor", "Truncate"]))(\(expression(.decimal, depth)))"
    case 6: return "(years between \(expression(.date, depth)) and \(expression(.date, depth)))"
    case 7: return "\(pick(["year", "month", "day"])) from \(expression(.date, depth))"
    case 8: return "PositionOf(\(expression(.string, depth)), \(expression(.string, depth)))"
    case 9: return "\"Twice\"(\(expression(.integer, depth)))"
    default: return "(-\(expression(.integer, depth)))"
    }
  }

  private mutating func decimal(_ depth: Int) -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: return "(\(expression(.decimal, depth)) \(pick(["+", "-", "*", "/"])) \(expression(.decimal, depth)))"
    case 2: return "\(pick(["Sum", "Min", "Max", "Avg", "Median", "StdDev"]))(\(expression(.list(.decimal), depth)))"
    case 3: return "\(pick(["Abs", "Round"]))(\(expression(.decimal, depth)))"
    case 4: return "ToDecimal(\(expression(.integer, depth)))"
    case 5: return "(\(expression(.quantity, depth))).value"
    default: return "successor of \(expression(.decimal, depth))"
    }
  }

  private mutating func string(_ depth: Int) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "(\(expression(.string, depth)) + \(expression(.string, depth)))"
    case 1: return "(\(expression(.string, depth)) & \(expression(.string, depth)))"
    case 2: return "\(pick(["Upper", "Lower"]))(\(expression(.string, depth)))"
    case 3: return "Substring(\(expression(.string, depth)), \(expression(.integer, 0)))"
    case 4: return "Combine(\(expression(.list(.string), depth)), ';')"
    case 5: return "ToString(\(expression(pick(Self.scalars), depth)))"
    case 6: return "ReplaceMatches(\(expression(.string, depth)), '[aeiou]', '-')"
    default: return "First([Encounter]).status.value"
    }
  }

  private mutating func moment(_ kind: Kind, _ depth: Int) -> String {
    let unit = kind == .time ? pick(["hours", "minutes", "seconds"]) : pick(["years", "months", "days", "weeks"])
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "(\(expression(kind, depth)) \(pick(["+", "-"])) \(Int.random(in: 0...40, using: &random)) \(unit))"
    case 1: return "\(pick(["start", "end"])) of \(expression(.interval(kind), depth))"
    case 2: return "\(pick(["Min", "Max"]))(\(expression(.list(kind), depth)))"
    case 3:
      return kind == .date
        ? "date from \(expression(.dateTime, depth))"
        : kind == .dateTime ? "ToDateTime(\(expression(.date, depth)))" : expression(kind, depth)
    default: return "\(pick(["successor", "predecessor"])) of \(expression(kind, depth))"
    }
  }

  private mutating func quantity(_ depth: Int) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "(\(expression(.quantity, depth)) \(pick(["+", "-", "*", "/"])) \(expression(.quantity, depth)))"
    case 1: return "\(pick(["Min", "Max", "Sum"]))(\(expression(.list(.quantity), depth)))"
    case 2: return "(First([Observation]).value as FHIR.Quantity)"
    default: return "ToQuantity(\(expression(.decimal, depth)))"
    }
  }

  private mutating func interval(_ point: Kind, _ depth: Int) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return
        "(\(expression(.interval(point), depth)) \(pick(["union", "intersect", "except"])) \(expression(.interval(point), depth)))"
    case 1 where point == .dateTime: return "First([Encounter]).period"
    default:
      return
        "\(pick(["Interval[", "Interval("]))\(expression(point, depth)), \(expression(point, depth))\(pick(["]", ")"]))"
    }
  }

  private mutating func list(_ item: Kind, _ depth: Int) -> String {
    if case .resource = item { return resources(item, depth) }
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      return
        "(\(expression(.list(item), depth)) \(pick(["union", "intersect", "except"])) \(expression(.list(item), depth)))"
    case 1: return "distinct \(expression(.list(item), depth))"
    case 2: return "flatten { \(expression(.list(item), depth)), \(expression(.list(item), depth)) }"
    case 3, 4:
      let rows = rows(depth)
      names.append(contentsOf: rows.names)
      defer { names.removeLast(rows.names.count) }
      return "(\(rows.query) return \(pick(["", "all ", "distinct "]))\(expression(item, depth)))"
    case 5:
      let name = alias()
      let source = expression(.list(item), depth)
      names.append((name, item))
      defer { names.removeLast() }
      return "((\(source)) \(name) where \(expression(.boolean, depth)))"
    case 6 where Self.points.contains(item):
      let name = alias()
      return "((\(expression(.list(item), depth))) \(name) sort \(pick(["asc", "desc"])))"
    default: return "{ \(expression(item, depth)), \(expression(item, depth)) }"
    }
  }

  private mutating func resources(_ item: Kind, _ depth: Int) -> String {
    guard case .resource(let type) = item else { return "{}" }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return type == "Observation" ? pick(["[Observation: \"HbA1c\"]", "[Observation: \"Set\"]"]) : "[\(type)]"
    case 1:
      let name = alias()
      names.append((name, item))
      defer { names.removeLast() }
      return "([\(type)] \(name) where \(expression(.boolean, depth)))"
    case 2: return joined(type, depth)
    case 3: return "([\(type)] union [\(type)])"
    default: return "[\(type)]"
    }
  }

  /// A query with a relationship.
  private mutating func joined(_ type: String, _ depth: Int) -> String {
    let (outer, inner) = (alias(), alias())
    let other = pick(["Observation", "Encounter"])
    names.append((outer, .resource(type)))
    names.append((inner, .resource(other)))
    defer { names.removeLast(2) }
    let time: (String, String) -> String = { type, name in
      type == "Encounter" ? "\(name).period" : "\(name).effective"
    }
    let condition = pick([
      "\(outer).id = \(inner).id", "\(time(other, inner)) during \(outer == inner ? "" : time(type, outer))",
      "\(time(other, inner)) overlaps \(time(type, outer)) and \(inner).status = 'final'",
      "\(inner).status = \(outer).status or \(expression(.boolean, depth))",
      "exists ([Encounter] Z where Z.id = \(inner).id and \(outer).id = Z.id)",
      expression(.boolean, depth),
    ])
    let kind = pick(["with", "without"])
    return "([\(type)] \(outer) \(kind) [\(other)] \(inner) such that \(condition))"
  }

  /// A query's sources, lets and filter, and what a row knows.
  private mutating func rows(_ depth: Int) -> (query: String, names: [(name: String, kind: Kind)]) {
    let (first, second, let_) = (alias(), alias(), alias())
    let a = pick(Self.scalars)
    let b = pick(Self.scalars)
    let sources = "from (\(expression(.list(a), depth))) \(first), (\(expression(.list(b), depth))) \(second)"
    names.append((first, a))
    names.append((second, b))
    let c = pick(Self.scalars)
    let value = expression(c, depth)
    names.append((let_, c))
    let filter = expression(.boolean, depth)
    names.removeLast(3)
    return ("\(sources) let \(let_): \(value) where \(filter)", [(first, a), (second, b), (let_, c)])
  }

  private mutating func alias() -> String {
    counter += 1
    return "N\(counter)"
  }
}
