import CQL

/// Texts by name, for the translator.
struct LogicTextTable: LibrarySource {
  private let byName: [String: [LogicText]]

  init(_ texts: [LogicText]) { byName = Dictionary(grouping: texts, by: \.name) }

  /// All of them, in the order of their names.
  var all: [LogicText] { byName.keys.sorted().flatMap { byName[$0] ?? [] } }

  /// The text of a name, and of a version where one is asked for; the last loaded, a source before ELM.
  func text(named name: String, version: String?) -> LogicText? {
    // FHIRHelpers is built in.
    guard name != "FHIRHelpers" else { return nil }
    let found = (byName[name] ?? []).filter { version == nil || $0.version == nil || $0.version == version }
    return found.last { $0.form == .cql } ?? found.last
  }

  /// The source of the library whose ELM this is, else the ELM.
  func best(like text: LogicText) -> LogicText { self.text(named: text.name, version: text.version) ?? text }

  func library(_ identifier: LibraryIdentifier) -> LibraryText? {
    guard let text = text(named: Self.lastName(identifier.name), version: identifier.version), text.form == .cql else {
      return nil
    }
    return LibraryText(bytes: text.bytes, source: text.name)
  }

  static func lastName(_ name: String) -> String {
    name.split { $0 == "." || $0 == "/" }.last.map(String.init) ?? name
  }
}
