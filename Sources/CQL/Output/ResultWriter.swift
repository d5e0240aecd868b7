import ClinicalTypes
import FHIR
public import JSON

/// Writes results as JSON, as the command line shows them: decimals as written, dates and times as text without `@`,
/// `{value, unit}`, `{low, high, lowClosed, highClosed}`, codes, concepts and tuples as objects, resources whole.
public enum ResultWriter {
  /// The results as one object, define → value; a define that failed is `{"error": "…"}`.
  public static func json(_ results: CQLResults) -> [UInt8] {
    var writer = JSONWriter(capacity: 4096)
    writer.object { writer in
      for entry in results {
        writer.key(entry.name)
        switch entry.result {
        case .success(let value): write(value, to: &writer)
        case .failure(let error): writer.object { $0.member("error", error.description) }
        }
      }
    }
    return writer.bytes
  }

  /// Writes one value.
  public static func write(_ value: CQLValue, to writer: inout JSONWriter) {
    switch value {
    case .null: writer.null()
    case .boolean(let value): writer.value(value)
    case .integer(let value): writer.value(Int(value))
    case .long(let value): writer.value(value)
    case .decimal(let value): writer.number(value.description)
    case .string(let value): writer.value(value)
    case .date(let value): writer.value(value.description)
    case .dateTime(let value): writer.value(value.description)
    case .time(let value): writer.value(value.description)
    case .quantity(let value): write(value, to: &writer)
    case .ratio(let ratio):
      writer.object { writer in
        writer.key("numerator")
        write(ratio.numerator, to: &writer)
        writer.key("denominator")
        write(ratio.denominator, to: &writer)
      }
    case .code(let code): write(code, to: &writer)
    case .concept(let concept):
      writer.object { writer in
        writer.key("codes")
        writer.array { writer in for code in concept.codes { write(code, to: &writer) } }
        writer.member("display", concept.display)
      }
    case .valueSet(let reference), .codeSystem(let reference):
      writer.object { writer in
        writer.member("id", reference.id)
        writer.member("version", reference.version)
        writer.member("name", reference.name)
      }
    case .interval(let interval):
      writer.object { writer in
        writer.key("low")
        write(interval.low, to: &writer)
        writer.key("high")
        write(interval.high, to: &writer)
        writer.member("lowClosed", interval.lowClosed)
        writer.member("highClosed", interval.highClosed)
      }
    case .list(let items): writer.array { writer in for item in items { write(item, to: &writer) } }
    case .tuple(let tuple):
      writer.object { writer in
        for element in tuple.elements {
          writer.key(element.name)
          write(element.value, to: &writer)
        }
      }
    case .node(let node): writer.raw(node.json)
    case .uncertain(let low, let high):
      write(.interval(CQLInterval(.long(low), .long(high))), to: &writer)
    }
  }

  private static func write(_ quantity: Quantity, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("value")
      writer.number(quantity.value.description)
      writer.member("unit", quantity.unit)
    }
  }

  private static func write(_ code: Code, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("code", code.code)
      writer.member("system", code.system)
      writer.member("version", code.version)
      writer.member("display", code.display)
    }
  }

  /// A value as JSON text, for messages.
  static func text(_ value: CQLValue) -> String {
    var writer = JSONWriter(capacity: 128)
    write(value, to: &writer)
    return "\(value.typeName) \(String(decoding: writer.bytes, as: UTF8.self))"
  }
}
