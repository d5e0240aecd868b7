import JSON

extension StructuralWalk {
  /// The value of a primitive: its JSON type, its form, its code list.
  mutating func visitPrimitive(_ index: Int, _ kind: PrimitiveKind, element: FHIRElement?) {
    let node = nodes[index]
    let fits =
      switch kind.jsonKind {
      case .boolean: node.kind == .true || node.kind == .false
      case .number: node.kind == .number
      case .string: node.kind == .string || node.kind == .escapedString
      }
    guard fits else {
      return add(.structure, "expected \(kind.rawValue) (a \(kind.jsonKind)), found \(Self.name(of: node.kind))")
    }
    if node.kind == .true || node.kind == .false { return }
    let fault: String?
    if node.kind == .number {
      fault = kind == .decimal ? nil : text(of: node) { PrimitiveFormat.fault(number: $0, kind) }
    } else if node.kind == .escapedString {
      var unescaped = JSONValue(document: document, index: index).string ?? ""
      fault = unescaped.withUTF8 { PrimitiveFormat.fault($0, kind) ?? PrimitiveFormat.controlFault($0) }
    } else {
      fault = text(of: node) { PrimitiveFormat.fault($0, kind) }
    }
    if let fault { return add(.value, fault) }
    if kind == .code, let element, let codes = TypeTable.shared.requiredCodes(of: element), !codes.isOpen {
      let value = JSONValue(document: document, index: index)
      if !codes.contains(value) {
        add(.codeInvalid, "'\(Location.plain(value.string ?? ""))' is no code of \(codes.url)\(Self.listing(codes))")
      }
    }
  }

  /// A required binding of a CodeableConcept or Coding: one coding must be of the value set.
  mutating func checkConcept(_ value: JSONValue, codes: RequiredCodes) {
    guard !codes.isOpen else { return }
    let codings = value[.coding].map { Array($0.elements) } ?? (value[.code] != nil ? [value] : [])
    // Text alone, or a stated reason why there is no code, is not a wrong code.
    guard !codings.isEmpty else { return }
    let isMember = codings.contains { coding in
      guard let code = coding[.code].string else { return false }
      return codes.contains(code: code, system: coding[.system].string)
    }
    if !isMember { add(.codeInvalid, "no coding is of \(codes.url)\(Self.listing(codes))") }
  }

  private func text<Result>(of node: JSONNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[Int(node.start)..<Int(node.end)])) }
  }

  private static func listing(_ codes: RequiredCodes) -> String {
    let all = codes.codes
    return all.count > 12 ? "" : " (\(all.map(\.code).joined(separator: ", ")))"
  }
}
