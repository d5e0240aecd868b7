public import JSON

/// The codes of a value set to which the base specification binds elements as required, such as administrative-gender.
public struct RequiredCodes: Sendable, Hashable {
  // Record: URL, open, first concept, concepts; a concept: code, system. Sets are sorted by URL, concepts by code.
  private let index: Int

  /// The codes of the value set with this canonical URL (no version), or nil if no element requires it.
  public init?(url: String) {
    var url = url
    let table = TypeTable.shared
    guard
      let index = url.withUTF8({
        table.find($0, in: .valueSets, field: 0, range: 0..<table.extent(.valueSets).count)
      })
    else { return nil }
    self.index = index
  }

  init(index: Int) { self.index = index }

  private func field(_ field: Int) -> Int { TypeTable.shared.word(.valueSets, index, field) }

  /// The canonical URL of the value set.
  public var url: String { TypeTable.shared.string(field(0)) }
  /// Whether codes beyond ``codes`` are valid too, since the set takes in a code system that no list holds: languages,
  /// media types, units, currencies.
  public var isOpen: Bool { field(1) == 1 }

  /// The codes, sorted, each with its system.
  public var codes: [(system: String, code: String)] {
    let table = TypeTable.shared
    return (field(2)..<field(2) + field(3)).map {
      (table.string(table.word(.concepts, $0, 1)), table.string(table.word(.concepts, $0, 0)))
    }
  }

  /// Whether `code` is one of ``codes``. With a system, that must be the code's system too.
  public func contains(code: String, system: String? = nil) -> Bool {
    var code = code
    return code.withUTF8 { contains($0, system: system) }
  }

  /// Whether a JSON string is one of ``codes``, without copying it.
  public func contains(_ code: JSONValue) -> Bool {
    let node = code.node
    guard node.kind == .string else { return code.string.map { contains(code: $0) } ?? false }
    return code.document.bytes.withUnsafeBufferPointer { bytes in
      contains(UnsafeBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)]), system: nil)
    }
  }

  private func contains(_ code: UnsafeBufferPointer<UInt8>, system: String?) -> Bool {
    let table = TypeTable.shared
    let range = field(2)..<field(2) + field(3)
    guard let found = table.find(code, in: .concepts, field: 0, range: range) else { return false }
    guard let system else { return true }
    // A code may come from several systems; its records are neighbours.
    func isCode(_ index: Int) -> Bool {
      range.contains(index) && TypeTable.compare(table.bytes(table.word(.concepts, index, 0)), code) == 0
    }
    var index = found
    while isCode(index - 1) { index -= 1 }
    while isCode(index) {
      if table.string(table.word(.concepts, index, 1)) == system { return true }
      index += 1
    }
    return false
  }
}
