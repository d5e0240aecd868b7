/// One scope for FHIR resources (SMART App Launch 2.2, "Scopes for requesting FHIR Resources"): who, which type, which
/// interactions, and optionally a restriction. `patient/Observation.rs?category=…|laboratory`, v1 `user/*.read`.
public struct Scope: Sendable, Hashable, CustomStringConvertible {
  /// Whose data the scope reaches.
  public enum Level: String, Sendable, Hashable {
    /// The one patient in context.
    case patient
    /// What the user may see.
    case user
    /// What the client itself may see (Backend Services).
    case system
  }

  /// What may be done.
  public struct Permissions: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8
    /// Bits as given.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Create.
    public static let create = Permissions(rawValue: 1)
    /// Read, vread, instance history.
    public static let read = Permissions(rawValue: 2)
    /// Update and patch.
    public static let update = Permissions(rawValue: 4)
    /// Delete.
    public static let delete = Permissions(rawValue: 8)
    /// Search and type history.
    public static let search = Permissions(rawValue: 16)
    /// All of them.
    public static let all: Permissions = [.create, .read, .update, .delete, .search]

    static let letters: [(letter: Character, permission: Permissions)] = [
      ("c", .create), ("r", .read), ("u", .update), ("d", .delete), ("s", .search),
    ]
  }

  /// Whose data the scope reaches.
  public var level: Level
  /// A resource type, or `*` for all.
  public var type: String
  /// What may be done.
  public var permissions: Permissions
  /// The restriction's search parameters, decoded and in order; empty for none.
  public var restriction: [SearchPair]

  /// A scope.
  public init(_ level: Level, type: String, permissions: Permissions, restriction: [SearchPair] = []) {
    self.level = level
    self.type = type
    self.permissions = permissions
    self.restriction = restriction
  }

  /// Reads a scope of version 2 (`.cruds`, letters in this order) or 1 (`.read`, `.write`, `.*`); verbs of version 1 in
  /// any case, since servers are known to write `.Read`. Nil when `text` is no resource scope.
  public init?(parsing text: some StringProtocol) {
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let slash = halves[0].firstIndex(of: "/"), let dot = halves[0].lastIndex(of: "."), slash < dot,
      let level = Level(rawValue: String(halves[0][..<slash]))
    else { return nil }
    let type = halves[0][halves[0].index(after: slash)..<dot]
    guard type == "*" || !type.isEmpty && type.utf8.allSatisfy(Self.isLetter) else { return nil }
    guard let permissions = Self.permissions(halves[0][halves[0].index(after: dot)...]) else { return nil }
    var restriction: [SearchPair] = []
    if halves.count == 2 {
      guard let pairs = SearchPair.parse(halves[1]), !pairs.isEmpty else { return nil }
      restriction = pairs
    }
    self.init(level, type: String(type), permissions: permissions, restriction: restriction)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

  private static func permissions(_ verb: some StringProtocol) -> Permissions? {
    switch verb.lowercased() {
    case "read": return [.read, .search]
    case "write": return [.create, .update, .delete]
    case "*": return .all
    default: break
    }
    var found: Permissions = []
    var rest = verb[...]
    for (letter, permission) in Permissions.letters where rest.first == letter {
      found.insert(permission)
      rest = rest.dropFirst()
    }
    // A letter left over is unknown, repeated or out of order: `.dus` is not a scope.
    return rest.isEmpty && !found.isEmpty ? found : nil
  }

  /// The scope in version 2.
  public var description: String {
    let verbs = String(Permissions.letters.filter { permissions.contains($0.permission) }.map(\.letter))
    let query = restriction.map(\.description).joined(separator: "&")
    return "\(level.rawValue)/\(type).\(verbs)" + (query.isEmpty ? "" : "?\(query)")
  }

  /// The scope in version 1, for servers that know no other; wider where version 1 cannot say it.
  public var version1: String {
    let reads = !permissions.isDisjoint(with: [.read, .search])
    let writes = !permissions.isDisjoint(with: [.create, .update, .delete])
    return "\(level.rawValue)/\(type).\(reads && writes ? "*" : writes ? "write" : "read")"
  }

  /// Whether this scope lets its holder do what `need` asks with one of its permissions.
  ///
  /// A `user` or `system` scope is taken to reach the patient's data as well; whether it really does is the server's
  /// to say, and a wrong yes here costs one refused request.
  func allows(_ permission: Permissions, of need: Scope) -> Bool {
    permissions.contains(permission) && (type == "*" || type == need.type)
      && (level == need.level || need.level == .patient)
      && restriction.allSatisfy { limit in need.restriction.contains { $0.isWithin(limit) } }
  }
}
