/// A list of scopes, as granted with a token or as needed for some queries.
public struct Scopes: Sendable, Hashable, CustomStringConvertible {
  /// The resource scopes, in order.
  public private(set) var resources: [Scope] = []
  /// Everything else, as written: `launch`, `openid`, `fhirUser`, `offline_access`, and what is not understood.
  public private(set) var others: [String] = []
  /// The longest scope string that is read; what comes after is ignored, which can only make the grant smaller.
  public static let byteLimit = 32_768

  /// No scopes.
  public init() {}

  /// These resource scopes.
  public init(_ resources: [Scope]) { for scope in resources { insert(scope) } }

  /// Reads a space-separated list (RFC 6749, section 3.3). Never fails: what is not understood grants nothing.
  public init(parsing text: String) {
    var text = text[...]
    if text.utf8.count > Self.byteLimit {
      let cut = text.utf8.index(text.utf8.startIndex, offsetBy: Self.byteLimit)
      text = text[..<(text[..<cut].lastIndex(of: " ") ?? text.startIndex)]
    }
    for part in text.split(separator: " ") {
      if let scope = Scope(parsing: part) { resources.append(scope) } else { others.append(String(part)) }
    }
  }

  /// Adds a scope; one for the same level, type and restriction is widened instead.
  public mutating func insert(_ scope: Scope) {
    let twin = resources.firstIndex {
      $0.level == scope.level && $0.type == scope.type && $0.restriction == scope.restriction
    }
    if let twin { resources[twin].permissions.formUnion(scope.permissions) } else { resources.append(scope) }
  }

  /// Whether these scopes together allow all that `need` asks: each of its permissions through some scope. A restricted
  /// scope covers only a need that is restricted as much or more.
  public func covers(_ need: Scope) -> Bool {
    Scope.Permissions.letters.allSatisfy { _, permission in
      !need.permissions.contains(permission) || resources.contains { $0.allows(permission, of: need) }
    }
  }

  /// Whether these scopes allow all of `needs`.
  public func covers(_ needs: Scopes) -> Bool { needs.resources.allSatisfy(covers) }

  /// The list in version 2, resource scopes first.
  public var description: String { (resources.map(\.description) + others).joined(separator: " ") }
}
