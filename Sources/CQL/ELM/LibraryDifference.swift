/// A definition that two forms of one library do not agree about: its source, say, and the ELM that somebody made of it.
public struct LibraryDifference: Sendable, Hashable, CustomStringConvertible {
  /// How the forms differ.
  public enum Kind: Sendable, Hashable {
    /// Only the first has the definition.
    case missing
    /// Only the second has it.
    case added
    /// Both have it and say other things.
    case changed
  }

  /// The definition: `define "Has Diabetes"`, `valueset "Diabetes"`.
  public let definition: String
  /// How they differ.
  public let kind: Kind

  /// One plain sentence, in which the first form is the source and the second the ELM.
  public var description: String {
    switch kind {
    case .missing: "The ELM lacks the \(definition) of the source"
    case .added: "The ELM has a \(definition) that the source lacks"
    case .changed: "The \(definition) of the ELM is not that of the source"
    }
  }
}

extension CQLLibrary {
  /// Where another form of the library says something else than this one.
  ///
  /// Compared is what is evaluated: places, result types and words for the same thing do not count.
  public func differences(from other: CQLLibrary) -> [LibraryDifference] {
    var found: [LibraryDifference] = []
    func compare(_ sort: String, _ mine: [(String, String)], _ theirs: [(String, String)]) {
      let (first, second) = (
        Dictionary(mine, uniquingKeysWith: { $0 + $1 }), Dictionary(theirs, uniquingKeysWith: { $0 + $1 })
      )
      for name in first.keys.sorted() {
        let definition = "\(sort) \"\(name)\""
        guard let text = second[name] else {
          found.append(LibraryDifference(definition: definition, kind: .missing))
          continue
        }
        if text != first[name] { found.append(LibraryDifference(definition: definition, kind: .changed)) }
      }
      for name in second.keys.sorted() where first[name] == nil {
        found.append(LibraryDifference(definition: "\(sort) \"\(name)\"", kind: .added))
      }
    }
    func forms(_ library: CQLLibrary) -> [[(String, String)]] {
      [
        library.codeSystems.map { ($0.name, "\($0.id)|\($0.version ?? "")") },
        library.valueSets.map { ($0.name, "\($0.id)|\($0.version ?? "")") },
        library.codes.map { ($0.name, "\($0.id) \($0.codeSystem.map(\.description) ?? "")") },
        library.concepts.map { ($0.name, $0.codes.map(\.description).joined(separator: ", ")) },
        library.parameters.map { ($0.name, $0.defaultValue.map(NormalForm.text) ?? "") },
        library.expressions.map { ($0.name, NormalForm.text($0.expression)) },
        library.functions.map { function in
          (
            "\(function.name)(\(function.operands.map { "\($0.type)" }.joined(separator: ", ")))",
            function.body.map(NormalForm.text) ?? "external"
          )
        },
      ]
    }
    let sorts = ["codesystem", "valueset", "code", "concept", "parameter", "define", "function"]
    for (sort, pair) in zip(sorts, zip(forms(self), forms(other))) { compare(sort, pair.0, pair.1) }
    return found
  }
}
