/// Encoding and escaping (draft after N1: "Additional String Functions"). An unknown format gives nothing.
enum EncodingFunctions {
  private static let signature = Signature(input: .string, parameters: [.string], result: .string, isSingular: true)

  static let table: [FunctionDefinition] = [
    .init("encode", 1...1, signature, encode), .init("decode", 1...1, signature, decode),
    .init("escape", 1...1, signature, escape), .init("unescape", 1...1, signature, unescape),
  ]

  private static func convert(
    _ call: Invocation, _ body: (String, String) -> String?
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let text = try call.string(), let format = try call.string(0), let result = body(text, format) else {
      return []
    }
    return try call.text(result)
  }

  static func encode(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try convert(call) { text, format in
      switch format {
      case "hex": TextEncoding.hexadecimal(text)
      case "base64": TextEncoding.base64(text, urlSafe: false)
      case "urlbase64": TextEncoding.base64(text, urlSafe: true)
      default: nil
      }
    }
  }

  static func decode(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try convert(call) { text, format in
      switch format {
      case "hex": TextEncoding.text(hexadecimal: text)
      case "base64": TextEncoding.text(base64: text, urlSafe: false)
      case "urlbase64": TextEncoding.text(base64: text, urlSafe: true)
      default: nil
      }
    }
  }

  static func escape(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try convert(call) { text, format in
      switch format {
      case "html": TextEncoding.html(text)
      case "json": TextEncoding.json(text)
      default: nil
      }
    }
  }

  static func unescape(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try convert(call) { text, format in
      switch format {
      case "html": TextEncoding.text(html: text)
      case "json": TextEncoding.text(json: text)
      default: nil
      }
    }
  }
}
