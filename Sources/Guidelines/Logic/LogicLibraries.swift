import CQL
import FHIR
import JSON
import Synchronization

/// The CQL libraries of content folders, found by name and version and translated when a plan first needs them; each
/// once, however many plans include it.
final class LogicLibraries: Sendable {
  private let texts: LogicTextTable
  private let series: Mutex<TranslationSeries>
  private let linker = CQLLinker()
  /// ELM that lies in files of its own.
  private let elmFiles: [LogicText]
  /// Why texts could not be read.
  let errors: [ContentError]

  /// The libraries in Library resources and in files of their own; of two with one name and version the later counts, and
  /// a source goes before ELM.
  init(artifacts: [ContentArtifact], texts files: [LogicText]) {
    var errors: [ContentError] = []
    var found = files
    for artifact in artifacts where artifact.resource.isType("Library") {
      do {
        if let text = try LogicText.text(of: artifact) { found.append(text) }
      } catch {
        errors.append(error)
      }
    }
    texts = LogicTextTable(found)
    series = Mutex(TranslationSeries(librarySource: texts))
    elmFiles = files.filter { $0.form == .elm }
    self.errors = errors
  }

  /// The text of a Library resource: inline, or in a file under its name. Nil when it holds none, as a module definition.
  func text(of artifact: ContentArtifact) -> LogicText? {
    if let inline = try? LogicText.text(of: artifact) { return inline.form == .cql ? inline : texts.best(like: inline) }
    let value = artifact.resource.value
    guard
      value["content"].elements.contains(where: { $0["contentType"].string?.hasPrefix("text/cql") == true })
        || value["type"]["coding"].elements.contains(where: { $0["code"].stringEquals("logic-library") }),
      let name = value["name"].string
    else { return nil }
    return texts.text(named: name, version: artifact.version) ?? texts.text(named: name, version: nil)
  }

  /// Compiles a library with the expressions that a plan writes inline, which see all that the library's defines see.
  /// - Throws: ``ContentErrors`` with file and place of each.
  func compile(_ text: LogicText, inline: [InlineExpression]) throws(ContentErrors) -> CQLEngine {
    var libraries: [CQLLibrary] = []
    let main: CQLLibrary
    switch text.form {
    case .cql:
      let (bytes, lines) = extended(text.bytes, with: inline)
      let translation = series.withLock { $0.translate(LibraryText(bytes: bytes, source: text.name)) }
      let errors = translation.errors.map { contentError($0, in: text, lines: lines) }
      guard errors.isEmpty else { throw ContentErrors(errors) }
      main = translation.library
      libraries = translation.includes
    case .elm:
      if let first = inline.first {
        throw ContentErrors([
          ContentError(
            file: first.file, path: first.path,
            message: "inline CQL needs the source of the library \(text.name); the content has only its ELM")
        ])
      }
      main = try read(text)
    }
    try gather(for: main, into: &libraries)
    do {
      return try linker.engine(main, including: libraries)
    } catch {
      throw ContentErrors([ContentError(file: text.file, message: "the library cannot be linked: \(error)")])
    }
  }

  /// Every text of CQL that cannot be translated, whether or not a plan needs it.
  var untranslatable: [ContentError] { diagnostics(.error) }

  /// What is legal in a text of CQL and surely not what was meant, each once.
  var suspicious: [ContentError] {
    diagnostics(.warning).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func diagnostics(_ severity: CQLDiagnostic.Severity) -> [ContentError] {
    texts.all.filter { $0.form == .cql }.flatMap { text in
      let translation = series.withLock { $0.translate(LibraryText(bytes: text.bytes, source: text.name)) }
      return translation.diagnostics.filter { $0.severity == severity }.map { contentError($0, in: text, lines: []) }
    }
  }

  /// What the ELM of a Library says otherwise than the source that goes before it: the one beside it, or the file of its name.
  func differences(in artifact: ContentArtifact) -> [ContentError] {
    guard let elm = LibraryResource(artifact.resource.value)?.elm, let source = text(of: artifact) else { return [] }
    return differences(of: elm, from: source, at: artifact.error("content", ""))
  }

  /// The same of ELM that lies in a file of its own.
  var differencesInFiles: [ContentError] {
    elmFiles.flatMap { elm in
      differences(of: elm.bytes, from: texts.best(like: elm), at: ContentError(file: elm.file, message: ""))
    }
  }

  private func differences(of elm: [UInt8], from source: LogicText, at place: ContentError) -> [ContentError] {
    guard source.form == .cql else { return [] }
    func warning(_ message: String) -> ContentError {
      ContentError(file: place.file, path: place.path, message: message)
    }
    let other: CQLLibrary
    do {
      other = try CQLLibrary(elm: elm)
    } catch {
      return [warning("the ELM beside the source \(source.name) is not used and cannot be: \(error)")]
    }
    let translation = series.withLock { $0.translate(LibraryText(bytes: source.bytes, source: source.name)) }
    // A source that cannot be translated has its own errors.
    guard translation.errors.isEmpty else { return [] }
    return translation.library.differences(from: other).map {
      warning("\($0). The source counts; make the ELM anew, or drop it")
    }
  }

  private func read(_ text: LogicText) throws(ContentErrors) -> CQLLibrary {
    do {
      return try CQLLibrary(elm: text.bytes)
    } catch {
      throw ContentErrors([ContentError(file: text.file, message: "the ELM cannot be used: \(error)")])
    }
  }

  /// Adds what is included, directly or not, and is not there yet; what is nowhere is left for linking to say.
  private func gather(for main: CQLLibrary, into libraries: inout [CQLLibrary]) throws(ContentErrors) {
    var open = main.includes.map(\.identifier)
    while let wanted = open.popLast() {
      let name = LogicTextTable.lastName(wanted.name)
      guard !libraries.contains(where: { $0.identifier.name == name }),
        let text = texts.text(named: name, version: wanted.version)
      else { continue }
      switch text.form {
      case .elm: libraries.append(try read(text))
      case .cql:
        let translation = series.withLock { $0.translate(LibraryText(bytes: text.bytes, source: text.name)) }
        let errors = translation.errors.map { contentError($0, in: text, lines: []) }
        guard errors.isEmpty else { throw ContentErrors(errors) }
        libraries.append(translation.library)
        libraries += translation.includes.filter { new in
          !libraries.contains { $0.identifier == new.identifier }
        }
      }
      if let added = libraries.last { open += added.includes.map(\.identifier) }
    }
  }

  /// The text with the inline expressions as defines at its end, and the line at which each begins.
  private func extended(_ bytes: [UInt8], with inline: [InlineExpression]) -> ([UInt8], [(line: Int, InlineExpression)])
  {
    guard !inline.isEmpty else { return (bytes, []) }
    var bytes = bytes
    bytes += "\ncontext Patient\n".utf8
    var line = bytes.reduce(into: 1) { count, byte in if byte == 0x0A { count += 1 } }
    var lines: [(line: Int, InlineExpression)] = []
    for expression in inline {
      lines.append((line, expression))
      let text = "define \"\(expression.define)\":\n(\(expression.text)\n)\n"
      line += text.utf8.reduce(into: 0) { count, byte in if byte == 0x0A { count += 1 } }
      bytes += text.utf8
    }
    return (bytes, lines)
  }

  private func contentError(
    _ diagnostic: CQLDiagnostic, in text: LogicText, lines: [(line: Int, InlineExpression)]
  ) -> ContentError {
    var message = diagnostic.message
    if let expected = diagnostic.expected { message += "; expected \(expected)" }
    if let found = diagnostic.found { message += "; found \(found)" }
    if let suggestion = diagnostic.suggestion { message += "; did you mean \(suggestion)?" }
    let name = LogicTextTable.lastName(diagnostic.source)
    if name == text.name || name.isEmpty, let inline = lines.last(where: { $0.line <= diagnostic.line })?.1 {
      return ContentError(file: inline.file, path: inline.path, message: "the CQL expression is wrong: \(message)")
    }
    let file = name == text.name ? text.file : texts.text(named: name, version: nil)?.file ?? text.file
    return ContentError(file: file, path: "\(name):\(diagnostic.line):\(diagnostic.column)", message: message)
  }
}
