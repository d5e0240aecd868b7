/// Reads one document onto the tape, without recursion: the stack of open containers is an array bounded by
/// ``JSONLimits/depth``. The grammar is RFC 8259's and nothing more.
struct JSONParser: ~Copyable {
  let limits: JSONLimits
  let vocabulary: NameTable
  let vocabularyCount: Int
  var nodes: [JSONNode] = []
  /// Names that the vocabulary lacks; their ids follow the vocabulary's.
  var localNames = NameTable(capacity: 8)
  /// Indices of the containers that are open, outermost first.
  private var open: [Int] = []
  private var position = 0
  private var key = JSONNode.noKey
  private var uniqueness = MemberUniqueness()

  init(limits: JSONLimits, vocabulary: JSONVocabulary) {
    self.limits = limits
    self.vocabulary = vocabulary.table
    self.vocabularyCount = vocabulary.count
  }

  mutating func parse(_ bytes: Span<UInt8>) throws(JSONError) {
    guard bytes.count <= limits.bytes else {
      throw error(.tooLong, at: limits.bytes, "the text is longer than \(limits.bytes) bytes")
    }
    nodes.reserveCapacity(bytes.count / 20 + 8)
    open.reserveCapacity(16)
    while true {
      if try readValue(bytes) { continue }
      if try closeContainers(bytes) { return }
    }
  }

  /// Reads one value, or the opening of a container. True when a container was opened that has a first child, which
  /// is read next.
  @inline(__always)
  private mutating func readValue(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    skipSpace(bytes)
    guard position < bytes.count else { throw error(.syntax, "expected a value, found the end of the text") }
    guard nodes.count < limits.nodes else {
      throw error(.tooManyNodes, "the document holds more than \(limits.nodes) values")
    }
    let start = position
    let byte = bytes[unchecked: position]
    switch byte {
    case UInt8(ascii: "\""):
      let escaped = try readString(bytes)
      append(from: start + 1, to: position - 1, escaped ? .escapedString : .string)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return try openContainer(bytes, isObject: byte == UInt8(ascii: "{"))
    case UInt8(ascii: "t"):
      try readLiteral(bytes, "true")
      append(from: start, to: position, .true)
    case UInt8(ascii: "f"):
      try readLiteral(bytes, "false")
      append(from: start, to: position, .false)
    case UInt8(ascii: "n"):
      try readLiteral(bytes, "null")
      append(from: start, to: position, .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try readNumber(bytes)
      append(from: start, to: position, .number)
    default:
      throw error(.syntax, "expected a value")
    }
    return false
  }

  /// Reads the punctuation after a value: closes what ends here and stops before the next value. True at the end of
  /// the document.
  @inline(__always)
  private mutating func closeContainers(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    while let top = open.last {
      skipSpace(bytes)
      guard position < bytes.count else { throw error(.syntax, "expected ',' or a closing bracket, found the end") }
      let isObject = nodes[top].kind == .object
      let byte = bytes[unchecked: position]
      if byte == UInt8(ascii: ",") {
        position &+= 1
        if isObject { try readKey(bytes) } else { key = JSONNode.noKey }
        return false
      }
      guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw error(.syntax, isObject ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element")
      }
      position &+= 1
      try close(top)
    }
    skipSpace(bytes)
    guard position == bytes.count else { throw error(.syntax, "expected the end of the text after the value") }
    return true
  }

  @inline(__always)
  private mutating func openContainer(_ bytes: Span<UInt8>, isObject: Bool) throws(JSONError) -> Bool {
    guard open.count < limits.depth else {
      throw error(.tooDeep, "arrays and objects are nested deeper than \(limits.depth) levels")
    }
    open.append(nodes.count)
    append(from: position, to: position, isObject ? .object : .array)
    position &+= 1
    skipSpace(bytes)
    guard position < bytes.count else { throw error(.syntax, "expected a closing bracket, found the end of the text") }
    if bytes[unchecked: position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return false }
    if isObject { try readKey(bytes) } else { key = JSONNode.noKey }
    return true
  }

  @inline(__always)
  private mutating func close(_ container: Int) throws(JSONError) {
    nodes[container].end = UInt32(truncatingIfNeeded: position)
    nodes[container].next = UInt32(truncatingIfNeeded: nodes.count)
    open.removeLast()
    guard nodes[container].kind == .object else { return }
    if let repeated = uniqueness.firstRepeated(in: nodes, of: container, names: vocabularyCount + localNames.count) {
      open.append(container)
      key = UInt32(truncatingIfNeeded: nodes[repeated].keyID)
      throw error(.duplicateKey, at: Int(nodes[repeated].start), "the object has two members of this name")
    }
  }

  @inline(__always)
  private mutating func append(from start: Int, to end: Int, _ kind: JSONKind) {
    nodes.append(
      JSONNode(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: nodes.count &+ 1), key: key, kind: kind))
  }

  @inline(__always)
  private mutating func readKey(_ bytes: Span<UInt8>) throws(JSONError) {
    skipSpace(bytes)
    guard position < bytes.count, bytes[unchecked: position] == UInt8(ascii: "\"") else {
      key = JSONNode.noKey
      throw error(.syntax, "expected a member name in double quotes")
    }
    let start = position + 1
    key = JSONNode.noKey
    let escaped = try readString(bytes)
    let written = bytes.extracting(start..<position - 1)
    key = escaped ? try intern(JSONText.unescape(written).span) : try intern(written)
    skipSpace(bytes)
    guard position < bytes.count, bytes[unchecked: position] == UInt8(ascii: ":") else {
      throw error(.syntax, "expected ':' after the member name")
    }
    position &+= 1
  }

  @inline(__always)
  private mutating func intern(_ name: Span<UInt8>) throws(JSONError) -> UInt32 {
    let hash = NameTable.plainHash(name)
    if let known = vocabulary.find(name, hash: hash) { return UInt32(truncatingIfNeeded: known) }
    let localHash = localNames.isKeyed ? localNames.hash(name) : hash
    let local = localNames.find(name, hash: localHash) ?? localNames.add(name, hash: localHash)
    let id = vocabularyCount + local
    guard id < Int(JSONNode.noKey) else { throw error(.tooManyNodes, "the document has too many distinct names") }
    return UInt32(truncatingIfNeeded: id)
  }

  // MARK: Tokens

  @inline(__always)
  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while position < bytes.count {
      let byte = bytes[unchecked: position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
    }
  }

  /// Reads a string from its opening quote to after its closing one; true when it holds escapes.
  @inline(__always)
  private mutating func readString(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    let start = position
    var at = position &+ 1
    var escaped = false
    while true {
      at = StringScan.end(ofPlain: bytes, from: at)
      guard at < bytes.count else { break }
      let byte = bytes[unchecked: at]
      if byte == UInt8(ascii: "\"") {
        position = at &+ 1
        return escaped
      }
      guard byte == UInt8(ascii: "\\") else {
        throw error(.syntax, at: at, "a control character in a string must be escaped")
      }
      escaped = true
      at = try checkEscape(bytes, at: at)
    }
    throw error(.syntax, at: start, "the string has no closing quote")
  }

  /// Checks the escape at `at`; returns the byte after it.
  private func checkEscape(_ bytes: Span<UInt8>, at: Int) throws(JSONError) -> Int {
    guard at + 1 < bytes.count else { throw error(.syntax, at: at, "the string ends in an escape") }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return at + 2
    case UInt8(ascii: "u"):
      guard let unit = JSONText.hexUnit(bytes, at: at + 2) else {
        throw error(.syntax, at: at, "expected four hexadecimal digits after \\u")
      }
      if unit & 0xF800 != 0xD800 { return at + 6 }
      guard unit < 0xDC00, at + 7 < bytes.count, bytes[at + 6] == UInt8(ascii: "\\"),
        bytes[at + 7] == UInt8(ascii: "u"), let low = JSONText.hexUnit(bytes, at: at + 8), low & 0xFC00 == 0xDC00
      else { throw error(.encoding, at: at, "the escape names half of a surrogate pair") }
      return at + 12
    default:
      throw error(.syntax, at: at, "unknown escape")
    }
  }

  private mutating func readNumber(_ bytes: Span<UInt8>) throws(JSONError) {
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "0") { position += 1 } else { try readDigits(bytes) }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try readDigits(bytes)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try readDigits(bytes)
    }
  }

  private mutating func readDigits(_ bytes: Span<UInt8>) throws(JSONError) {
    let start = position
    while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
    if position == start { throw error(.syntax, "expected a digit") }
  }

  private mutating func readLiteral(_ bytes: Span<UInt8>, _ literal: StaticString) throws(JSONError) {
    let length = literal.utf8CodeUnitCount
    guard position + length <= bytes.count else { throw error(.syntax, "expected '\(literal)'") }
    for index in 0..<length where bytes[position + index] != literal.utf8Start[index] {
      throw error(.syntax, "expected '\(literal)'")
    }
    position += length
  }

  // MARK: Errors

  private func error(_ kind: JSONError.Kind, at offset: Int? = nil, _ message: String) -> JSONError {
    JSONError(kind: kind, offset: offset ?? position, path: path, message: message)
  }

  /// Where the parser stands. O(siblings of the open containers), on the error path only.
  private var path: String {
    var path = JSONPath()
    for (level, container) in open.enumerated() {
      let child = level + 1 < open.count ? open[level + 1] : nil
      if nodes[container].kind == .object {
        let id = child.map { nodes[$0].keyID } ?? (key == JSONNode.noKey ? -1 : Int(key))
        if id >= 0 { path.append(member: name(id)) }
      } else {
        var index = 0
        var sibling = container + 1
        while sibling < (child ?? nodes.count) {
          sibling = Int(nodes[sibling].next)
          index += 1
        }
        path.append(index: index)
      }
    }
    return path.text
  }

  private func name(_ id: Int) -> String {
    id < vocabularyCount ? vocabulary.name(id) : localNames.name(id - vocabularyCount)
  }
}
