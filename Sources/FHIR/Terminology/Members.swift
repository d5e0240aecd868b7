import ClinicalTypes

/// Codes of a value set while they are put together, with the systems about which not everything is known.
struct Members {
  var codes: [Code] = []
  /// Systems of which there are members that `codes` does not list.
  var openSystems: Set<String> = []
  /// Open systems all of whose codes are members.
  var wholeSystems: Set<String> = []
  /// Systems of which a listed code may be no member.
  var doubtfulSystems: Set<String> = []

  private struct Key: Hashable {
    var system: String?
    var code: String

    init(_ code: Code) {
      system = code.system
      self.code = code.code
    }
  }

  mutating func add(_ other: Members) {
    codes += other.codes
    openSystems.formUnion(other.openSystems)
    wholeSystems.formUnion(other.wholeSystems)
    doubtfulSystems.formUnion(other.doubtfulSystems)
  }

  mutating func remove(_ other: Members) {
    let gone = Set(other.codes.map(Key.init))
    codes.removeAll { code in
      gone.contains(Key(code)) || code.system.map(other.wholeSystems.contains) == true
    }
    openSystems.subtract(other.wholeSystems)
    // A code that is gone must not come back as "perhaps one of an open system".
    doubtfulSystems.formUnion(other.openSystems.subtracting(other.wholeSystems))
    wholeSystems.subtract(other.openSystems)
    for code in other.codes { if let system = code.system { wholeSystems.remove(system) } }
  }

  /// Keeps what is in both. What only an open system could confirm stays, in doubt.
  mutating func intersect(_ set: CodeSet) {
    let own = Set(codes.map(Key.init))
    var kept = codes.filter { set.contains($0) != false }
    for code in kept where set.contains(code) == nil { code.system.map { _ = doubtfulSystems.insert($0) } }
    for code in set.codes where !own.contains(Key(code)) {
      guard let system = code.system, openSystems.contains(system) else { continue }
      kept.append(code)
      if !wholeSystems.contains(system) { doubtfulSystems.insert(system) }
    }
    codes = kept
    openSystems.formIntersection(set.openSystems)
    wholeSystems = []
    doubtfulSystems.formUnion(set.doubtfulSystems)
  }
}
