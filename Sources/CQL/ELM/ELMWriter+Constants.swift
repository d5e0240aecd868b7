import ClinicalTypes
import JSON

extension ELMWriter {
  func literal(_ literal: CQLLiteral, _ node: CQLExpression, _ writer: inout JSONWriter) {
    func plain(_ text: String) {
      writer.member("type", "Literal")
      locator(node.locator, &writer)
      resultType(node.type, &writer)
      writer.member("valueType", literal.type.qualifiedName)
      writer.member("value", text)
    }
    func parts(_ name: String, _ values: [(String, Int?)], offset: Int? = nil) {
      writer.member("type", name)
      locator(node.locator, &writer)
      resultType(node.type, &writer)
      for (name, value) in values {
        if let value { member(name, CQLExpression(.literal(.integer(Int32(clamping: value)))), &writer) }
      }
      if let offset, let hours = ExactDecimal(offset).divided(by: 60) {
        member("timezoneOffset", CQLExpression(.literal(.decimal(hours.normalized))), &writer)
      }
    }
    switch literal {
    case .boolean(let value): plain(value ? "true" : "false")
    case .integer(let value): plain(String(value))
    case .long(let value): plain(String(value))
    case .decimal(let value): plain(value.description)
    case .string(let value): plain(value)
    case .quantity(let value):
      writer.member("type", "Quantity")
      locator(node.locator, &writer)
      resultType(node.type, &writer)
      quantity(value, &writer)
    case .ratio(let value):
      writer.member("type", "Ratio")
      locator(node.locator, &writer)
      resultType(node.type, &writer)
      writer.key("numerator")
      writer.object { quantity(value.numerator, &$0) }
      writer.key("denominator")
      writer.object { quantity(value.denominator, &$0) }
    case .date(let value): parts("Date", [("year", value.year), ("month", value.month), ("day", value.day)])
    case .time(let value):
      parts(
        "Time",
        [
          ("hour", value.hour), ("minute", value.minute), ("second", value.second), ("millisecond", value.millisecond),
        ])
    case .dateTime(let value):
      parts(
        "DateTime",
        [
          ("year", value.year), ("month", value.month), ("day", value.day), ("hour", value.hour),
          ("minute", value.minute), ("second", value.second), ("millisecond", value.millisecond),
        ], offset: value.offsetMinutes)
    }
  }

  private func quantity(_ value: Quantity, _ writer: inout JSONWriter) {
    writer.key("value")
    writer.number(value.value.description)
    writer.member("unit", value.unit)
  }
}
