/// A FHIR read or search with tokens that the hook's context fills in (`Observation?patient={{context.patientId}}&…`).
///
/// Source: CDS Hooks 2.0.1, "Prefetch Template" and "Prefetch tokens". The FHIRPath tokens of 3.0 are refused.
public struct PrefetchTemplate: Sendable, Hashable {
  /// What a template becomes in a context.
  public enum Resolution: Sendable, Hashable {
    /// The query to run.
    case query(ResourceQuery)
    /// Tokens that this context does not fill: the data cannot be asked for, by the client or by us.
    case unresolvable([PrefetchToken])
  }

  /// A piece of an id or of a search; text is percent-encoded already.
  enum Piece: Sendable, Hashable {
    case text(String)
    case token(PrefetchToken)
  }

  /// What the template asks for.
  enum Form: Sendable, Hashable {
    /// `Type/id`, with the id from text or a token.
    case read(type: String, id: [Piece])
    /// A token that holds a whole reference: `{{context.userId}}`.
    case reference(PrefetchToken)
    /// `Type?…`, whole.
    case search(type: String, text: [Piece])
  }

  /// The template as written; discovery shows it so.
  public let text: String
  let form: Form

  /// Parses a template.
  /// - Throws: ``PrefetchTemplateError`` saying what is wrong.
  public init(parsing text: String) throws(PrefetchTemplateError) {
    self.text = text
    form = try PrefetchTemplateParser(text: text).parse()
  }

  /// The type that is asked for; nil where a token holds the whole reference.
  public var type: String? {
    switch form {
    case .read(let type, _), .search(let type, _): type
    case .reference: nil
    }
  }

  /// Whether one instance is asked for, rather than a search.
  public var isRead: Bool {
    switch form {
    case .read, .reference: true
    case .search: false
    }
  }

  /// The tokens, in order.
  public var tokens: [PrefetchToken] {
    func tokens(of pieces: [Piece]) -> [PrefetchToken] {
      pieces.compactMap { if case .token(let token) = $0 { token } else { nil } }
    }
    switch form {
    case .read(_, let id): return tokens(of: id)
    case .reference(let token): return [token]
    case .search(_, let text): return tokens(of: text)
    }
  }

  /// The tokens that `hook` does not offer to prefetch templates: the template can never be resolved there.
  public func tokensUnavailable(in hook: HookDefinition) -> [PrefetchToken] {
    tokens.filter { token in
      guard case .context(let name) = token else { return false }
      return hook.field(name)?.isPrefetchToken != true
    }
  }

  /// Fills in the tokens. Values are percent-encoded in searches; ids are checked again.
  public func resolve(in context: HookContext) -> Resolution {
    var missing: [PrefetchToken] = []
    func fill(_ pieces: [Piece], encoding: Bool) -> String {
      var text = ""
      for piece in pieces {
        switch piece {
        case .text(let literal): text += literal
        case .token(let token):
          if let value = token.value(in: context) {
            text += encoding ? PercentEncoding.encode(value) : value
          } else {
            missing.append(token)
          }
        }
      }
      return text
    }
    switch form {
    case .read(let type, let pieces):
      let id = fill(pieces, encoding: false)
      guard missing.isEmpty, FHIRID.isValid(id) else { return .unresolvable(missing.isEmpty ? tokens : missing) }
      return .query(.read(type: type, id: id))
    case .reference(let token):
      guard let parts = token.value(in: context).flatMap({ FHIRID.split($0) }) else { return .unresolvable([token]) }
      return .query(.read(type: parts.type, id: parts.id))
    case .search(let type, let pieces):
      let text = fill(pieces, encoding: true)
      guard missing.isEmpty else { return .unresolvable(missing) }
      return .query(.search(type: type, text: text))
    }
  }
}
