import FHIR

/// Takes a template apart. Strict: a template is written by us or by a content author, and published in discovery.
struct PrefetchTemplateParser {
  let text: String

  func parse() throws(PrefetchTemplateError) -> PrefetchTemplate.Form {
    guard !text.isEmpty, text.utf8.count <= 32_768, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw error("a template is 1 to 32,768 bytes of visible ASCII; encode others as %XX")
    }
    if let mark = text.firstIndex(of: "?") {
      let type = String(text[..<mark])
      guard FHIRID.isTypeName(type) else { throw error("the part before '?' must be a resource type") }
      try check(text[text.index(after: mark)...])
      return .search(type: type, text: try pieces(text[...]))
    }
    if text.hasPrefix("{{") {
      guard case let pieces = try pieces(text[...]), pieces.count == 1, case .token(let token) = pieces[0] else {
        throw error("a template that begins with a token must be that token alone, such as {{context.userId}}")
      }
      return .reference(token)
    }
    guard let slash = text.firstIndex(of: "/") else {
      guard FHIRID.isTypeName(text) else { throw error("expected Type/id or Type?name=value") }
      throw error("a search without parameters would ask for every patient's data; restrict it")
    }
    let type = String(text[..<slash])
    guard FHIRID.isTypeName(type) else { throw error("the part before '/' must be a resource type") }
    let id = try pieces(text[text.index(after: slash)...])
    guard !id.isEmpty else { throw error("an id or a token must follow '/'") }
    for case .text(let literal) in id where !FHIRID.isValid(literal) {
      throw error("'\(literal)' cannot be part of an id; templates are reads or searches of a type, nothing deeper")
    }
    return .read(type: type, id: id)
  }

  /// Checks the parameters of a search, with a word in the place of each token.
  private func check(_ query: Substring) throws(PrefetchTemplateError) {
    for part in query.split(separator: "&", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "="), equals > part.startIndex, part.index(after: equals) < part.endIndex
      else { throw error("'\(part)' is not name=value") }
      if part.hasPrefix("sort") { throw error("'\(part[..<equals])' is DSTU1 syntax; use _sort=-date") }
      if part[..<equals].contains("{") { throw error("a token cannot be part of a parameter's name") }
    }
    let filled = try pieces(text[...]).map { if case .text(let literal) = $0 { literal } else { "x" } }.joined()
    do {
      _ = try SearchQuery(parsing: filled)
    } catch {
      throw self.error("\(error.part): \(error.message)")
    }
  }

  private func pieces(_ source: Substring) throws(PrefetchTemplateError) -> [PrefetchTemplate.Piece] {
    var pieces: [PrefetchTemplate.Piece] = []
    var rest = source
    while !rest.isEmpty {
      guard let open = rest.firstRange(of: "{{") else {
        pieces.append(.text(String(rest)))
        break
      }
      if open.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<open.lowerBound])))
      }
      let after = rest[open.upperBound...]
      guard let close = after.firstRange(of: "}}") else { throw error("a token begins with {{ and has no }}") }
      let name = String(after[..<close.lowerBound])
      guard let token = PrefetchToken(name) else {
        throw error(
          "'{{\(name)}}' is not a token: use a root field (context.patientId) or userPractitionerId,"
            + " userPractitionerRoleId, userPatientId, userRelatedPersonId")
      }
      pieces.append(.token(token))
      rest = after[close.upperBound...]
    }
    return pieces
  }

  private func error(_ message: String) -> PrefetchTemplateError {
    PrefetchTemplateError(template: text, message: message)
  }
}
