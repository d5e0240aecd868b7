/// Translates CQL into typed trees: all errors in one pass, includes with it.
///
/// ```swift
/// let translator = CQLTranslator(librarySource: FolderLibrarySource(["cql"]))
/// let translation = translator.translate(text, source: "Diabetes.cql")
/// for diagnostic in translation.diagnostics { print(diagnostic) }
/// ```
public struct CQLTranslator: Sendable {
  private let librarySource: (any LibrarySource)?
  private let rules: TypeRules

  /// A translator.
  /// - Parameters:
  ///   - librarySource: Where included libraries are found; none means that a library may include FHIRHelpers only, which
  ///     is built in.
  ///   - options: Language version, models and bounds.
  public init(librarySource: (any LibrarySource)? = nil, options: TranslationOptions = TranslationOptions()) {
    self.librarySource = librarySource
    rules = TypeRules(options)
  }

  /// Translates a library.
  ///
  /// - Parameters:
  ///   - text: The CQL.
  ///   - source: The name for messages, as a rule the file's.
  /// - Returns: The library, those it includes, and all diagnostics.
  public func translate(_ text: String, source: String = "") -> Translation {
    translate(LibraryText(text, source: source))
  }

  /// Translates a library.
  public func translate(_ text: LibraryText) -> Translation {
    let session = TranslationSession(librarySource: librarySource, rules: rules)
    let (library, diagnostics) = session.translate(text)
    return Translation(
      library: library, includes: session.included, diagnostics: session.diagnostics + diagnostics)
  }
}

/// The libraries of one translation: each is translated once, however often it is included.
final class TranslationSession {
  private let librarySource: (any LibrarySource)?
  private let rules: TypeRules
  private var interfaces: [LibraryIdentifier: LibraryInterface] = [:]
  private var inProgress: [LibraryIdentifier] = []
  private(set) var included: [CQLLibrary] = []
  private(set) var diagnostics: [CQLDiagnostic] = []

  init(librarySource: (any LibrarySource)?, rules: TypeRules) {
    self.librarySource = librarySource
    self.rules = rules
  }

  func translate(_ text: LibraryText) -> (CQLLibrary, [CQLDiagnostic]) {
    var parser = Parser(text.bytes, limits: rules.options.limits)
    let syntax = parser.parseLibrary()
    let translator = LibraryTranslator(
      syntax, text: text, syntaxDiagnostics: parser.diagnostics, rules: rules, session: self)
    return translator.translate()
  }

  /// Why an include cannot be used.
  enum IncludeFailure: Error {
    case notFound
    case cyclic
    case tooDeep
    case otherVersion(String?)
  }

  /// The interface of an included library.
  func interface(of identifier: LibraryIdentifier) throws(IncludeFailure) -> LibraryInterface {
    if let known = interfaces[identifier] { return known }
    guard !inProgress.contains(where: { $0.name == identifier.name }) else { throw .cyclic }
    guard inProgress.count < rules.options.includeDepth else { throw .tooDeep }
    guard let text = librarySource?.library(identifier) else {
      if let tree = librarySource?.tree(identifier) { return add(tree, as: identifier) }
      if let model = rules.options.models.first(where: { model in
        model.conversions.contains { $0.library == identifier.lastName }
      }) {
        let interface = LibraryInterface(builtIn: identifier.lastName, version: identifier.version, model: model)
        interfaces[identifier] = interface
        return interface
      }
      throw .notFound
    }
    inProgress.append(identifier)
    defer { inProgress.removeLast() }
    let (library, found) = translate(text)
    diagnostics += found.filter { $0.severity == .error }
    if let wanted = identifier.version, let version = library.identifier.version, version != wanted {
      throw .otherVersion(version)
    }
    return add(library, as: identifier)
  }

  private func add(_ library: CQLLibrary, as identifier: LibraryIdentifier) -> LibraryInterface {
    let interface = LibraryInterface(library)
    interfaces[identifier] = interface
    if !included.contains(where: { $0.identifier == library.identifier }) { included.append(library) }
    return interface
  }
}

extension LibraryIdentifier {
  /// The name without the namespace before it: `FHIRHelpers` of `hl7.fhir.uv.cql.FHIRHelpers`.
  var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }
}
