// What the fuzzer asserts: no crash; what is accepted is written back and read again to the same bytes; every view of
// an accepted document can be walked. Built with the JSON module's sources by ./run, see README.md.

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let limits = JSONLimits(bytes: 1 << 20, depth: 64, nodes: 100_000)
  do {
    let document = try JSONDocument(parsing: bytes, limits: limits, vocabulary: fuzzVocabulary)
    let rebuilt = rebuild(document.root).serialized()
    let again = try JSONDocument(parsing: rebuilt, limits: JSONLimits(bytes: 8 << 20))
    precondition(again.nodes.count == document.nodes.count)
    precondition(rebuild(again.root).serialized() == rebuilt)
    for index in document.nodes.indices.prefix(64) { _ = JSONValue(document: document, index: index).path }
  } catch {
    precondition(error.offset >= 0 && error.offset <= max(bytes.count, limits.bytes))
  }
  return 0
}

let fuzzVocabulary = JSONVocabulary(["a", "id", "name", "resourceType"])

func rebuild(_ value: JSONValue) -> JSONTree {
  switch value.kind {
  case .null: return .null
  case .true, .false: return .bool(value.bool == true)
  case .number: return .number(value.numberText ?? "0")
  case .string, .escapedString: return .string(value.string ?? "")
  case .array: return .array(value.elements.map(rebuild))
  case .object:
    var object = JSONObject()
    for (key, member) in value.members.prefix(200) { object[key] = rebuild(member) }
    precondition(value.count > 200 || object.count == value.count)
    return value.count > 200 ? .view(value) : .object(object)
  }
}
