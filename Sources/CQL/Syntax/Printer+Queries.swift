/// Retrieves and queries.
extension Printer {
  mutating func retrieve(_ retrieve: RetrieveSyntax) {
    write("[")
    if let context = retrieve.context { write("\(Self.print(context)) -> ") }
    write(Self.print(retrieve.type))
    if let terminology = retrieve.terminology {
      write(": ")
      if let path = retrieve.codePath {
        write(path.split(separator: ".").map { Self.quoted(String($0)) }.joined(separator: "."))
        write(" \((retrieve.comparator ?? .in).rawValue) ")
      }
      operand(terminology)
    }
    write("]")
  }

  private mutating func source(_ source: QuerySyntax.Source) {
    operand(source.expression)
    write(" \(Self.quoted(source.alias))")
  }

  mutating func query(_ query: QuerySyntax) {
    write("from ")
    for (index, source) in query.sources.enumerated() {
      if index > 0 { write(", ") }
      self.source(source)
    }
    for (index, item) in query.lets.enumerated() {
      write("\(index > 0 ? "," : " let") \(Self.quoted(item.name)): ")
      operand(item.expression)
    }
    for item in query.inclusions {
      write(item.isWithout ? " without " : " with ")
      source(item.source)
      write(" ")
      prefix("such that", item.condition)
    }
    if let filter = query.filter {
      write(" ")
      prefix("where", filter)
    }
    if let result = query.result {
      write(" ")
      prefix("return\(Self.distinctness(result.isDistinct))", result.expression)
    }
    if let aggregate = query.aggregate {
      write(" aggregate\(Self.distinctness(aggregate.isDistinct)) \(Self.quoted(aggregate.name))")
      if let starting = aggregate.starting {
        write(" starting (")
        expression(starting)
        write(")")
      }
      write(": ")
      operand(aggregate.expression)
    }
    guard let first = query.sort.first else { return }
    if first.expression == nil { return write(" sort \(first.direction ?? "asc")") }
    for (index, key) in query.sort.enumerated() {
      write(index > 0 ? ", " : " sort by ")
      if let value = key.expression { operand(value) }
      if let direction = key.direction { write(" \(direction)") }
    }
  }
}
