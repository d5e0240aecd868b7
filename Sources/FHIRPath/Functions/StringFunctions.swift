/// Text (FHIRPath N1, 5.6; `trim`, `split`, `join`, `lastIndexOf` are of the current draft). Places and lengths count
/// Unicode scalars.
enum StringFunctions {
  private static func signature(_ parameters: [Signature.Operand] = [], _ result: Signature.Result) -> Signature {
    Signature(input: .string, parameters: parameters, result: result, isSingular: true)
  }

  static let table: [FunctionDefinition] = [
    .init("indexOf", 1...1, signature([.string], .integer), indexOf),
    .init("lastIndexOf", 1...1, signature([.string], .integer), lastIndexOf),
    .init("substring", 1...2, signature([.integer], .string), substring),
    .init("startsWith", 1...1, signature([.string], .boolean), startsWith),
    .init("endsWith", 1...1, signature([.string], .boolean), endsWith),
    .init("contains", 1...1, signature([.string], .boolean), contains),
    .init("upper", 0...0, signature([], .string), upper),
    .init("lower", 0...0, signature([], .string), lower),
    .init("replace", 2...2, signature([.string], .string), replace),
    .init("length", 0...0, signature([], .integer), length),
    .init("toChars", 0...0, signature([], .strings), toChars),
    .init("trim", 0...0, signature([], .string), trim),
    .init("split", 1...1, signature([.string], .strings), split),
    .init("join", 0...1, Signature(input: .string, parameters: [.string], result: .string), join),
  ]

  private typealias Scalars = [Unicode.Scalar]

  private static func scalars(_ text: String) -> Scalars { Array(text.unicodeScalars) }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Where `wanted` stands in `text`, by scalars; charges for the work.
  private static func find(
    _ wanted: Scalars, in text: Scalars, from start: Int, _ state: EvaluationState
  ) throws(FHIRPathError) -> Int? {
    guard wanted.count <= text.count else { return nil }
    var at = start
    var work = 0
    while at <= text.count - wanted.count {
      var matched = 0
      while matched < wanted.count, text[at + matched] == wanted[matched] { matched += 1 }
      if matched == wanted.count { return at }
      at += 1
      work += matched + 1
      if work > 1024 {
        try state.spend(work >> 5)
        work = 0
      }
    }
    return nil
  }

  /// The input and a text argument, if both are there.
  private static func pair(_ call: Invocation) throws(FHIRPathError) -> (String, String)? {
    guard let text = try call.string(), let argument = try call.string(0) else { return nil }
    return (text, argument)
  }

  static func indexOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let (text, wanted) = try pair(call) else { return [] }
    return [.integer(try find(scalars(wanted), in: scalars(text), from: 0, call.state) ?? -1)]
  }

  static func lastIndexOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let (text, wanted) = try pair(call) else { return [] }
    let (reversed, key) = (Array(scalars(text).reversed()), Array(scalars(wanted).reversed()))
    let found = try find(key, in: reversed, from: 0, call.state)
    return [.integer(found.map { reversed.count - $0 - key.count } ?? -1)]
  }

  static func substring(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let text = try call.string(), let start = try call.integer(0) else { return [] }
    let all = scalars(text)
    guard all.indices.contains(start) else { return [] }
    guard call.has(1), let length = try call.integer(1) else { return try call.text(self.text(all[start...])) }
    return length <= 0 ? [.string("")] : try call.text(self.text(all[start...].prefix(length)))
  }

  static func startsWith(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try pair(call).map { [.boolean($0.0.unicodeScalars.starts(with: $0.1.unicodeScalars))] } ?? []
  }

  static func endsWith(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try pair(call).map { [.boolean($0.0.unicodeScalars.reversed().starts(with: $0.1.unicodeScalars.reversed()))] } ?? []
  }

  static func contains(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let (text, wanted) = try pair(call) else { return [] }
    return [.boolean(try find(scalars(wanted), in: scalars(text), from: 0, call.state) != nil)]
  }

  static func upper(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try call.string().map { (text) throws(FHIRPathError) in try call.text(text.uppercased()) } ?? []
  }

  static func lower(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try call.string().map { (text) throws(FHIRPathError) in try call.text(text.lowercased()) } ?? []
  }

  static func length(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try call.string().map { [.integer($0.unicodeScalars.count)] } ?? []
  }

  static func toChars(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try call.string().map { (text) throws(FHIRPathError) in try characters(scalars(text)) } ?? []
  }

  private static func characters(_ scalars: Scalars) throws(FHIRPathError) -> [FHIRPathValue] {
    guard scalars.count <= EvaluationContext.maximumItems else {
      throw .limit("A collection has more than \(EvaluationContext.maximumItems) items")
    }
    return scalars.map { .string(String($0)) }
  }

  static func trim(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let text = try call.string() else { return [] }
    let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let trimmed = text.unicodeScalars.drop(while: blank).reversed().drop(while: blank).reversed()
    return try call.text(self.text(trimmed))
  }

  /// An empty pattern stands before every character and after the last.
  static func replace(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let (text, pattern) = try pair(call), let replacement = try call.string(1) else { return [] }
    let (all, wanted, inserted) = (scalars(text), scalars(pattern), scalars(replacement))
    var result: Scalars = []
    var at = 0
    while let found = try find(wanted, in: all, from: at, call.state) {
      result += all[at..<found] + inserted
      if wanted.isEmpty {
        guard found < all.count else { return try call.text(self.text(result)) }
        result.append(all[found])
      }
      at = found + max(wanted.count, 1)
      guard result.count <= EvaluationContext.maximumText else { break }
    }
    return try call.text(self.text(result + (at < all.count ? all[at...] : [])))
  }

  static func split(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let (text, separator) = try pair(call) else { return [] }
    let (all, wanted) = (scalars(text), scalars(separator))
    if wanted.isEmpty { return try characters(all) }
    var result: [FHIRPathValue] = []
    var at = 0
    while let found = try find(wanted, in: all, from: at, call.state) {
      result.append(.string(self.text(all[at..<found])))
      at = found + wanted.count
    }
    result.append(.string(self.text(all[at...])))
    return result
  }

  static func join(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard !call.input.isEmpty else { return [] }
    let separator = call.has(0) ? try call.string(0) ?? "" : ""
    var result = ""
    var isFirst = true
    for item in call.input {
      guard let text = try Singleton.string([item]) else { continue }
      if !isFirst { result += separator }
      isFirst = false
      result += text
      guard result.utf8.count <= EvaluationContext.maximumText else { break }
    }
    return try call.text(result)
  }
}
