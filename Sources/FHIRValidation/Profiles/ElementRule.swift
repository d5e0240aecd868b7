import FHIR
import FHIRPath
import JSON

/// What a profile demands of one element, or of one slice of it.
struct ElementRule: Sendable {
  /// The element's name, a choice's without `[x]`; empty for the root.
  var name: String
  /// The slice's name, nil for the element as a whole.
  var sliceName: String?
  /// The element's id in the profile: "Observation.component:systolic.value[x]".
  var id: String
  /// What the profile calls it in a few words.
  var label: String?
  var min: Int?
  var max: Int?
  /// The types allowed; empty where the profile does not say.
  var types: [TypeRule] = []
  var fixed: JSONValue?
  var pattern: JSONValue?
  var binding: BindingRule?
  var invariants: [Invariant] = []
  var mustSupport = false
  var slicing: SlicingRule?
  /// The children's and the slices' places among the profile's rules.
  var children: [Int] = []
  var slices: [Int] = []
  /// The R4 type, where there is only one.
  var type: FHIRType?

  init(name: String, sliceName: String? = nil, id: String, type: FHIRType? = nil) {
    self.name = name
    self.sliceName = sliceName
    self.id = id
    self.type = type
  }
}

/// One type that a profile allows.
struct TypeRule: Sendable {
  var name: String
  var profiles: [String]
  var targetProfiles: [String]
}

/// A value set that a profile binds an element to.
struct BindingRule: Sendable {
  var strength: FHIRBinding.Strength
  var valueSet: String
}

/// How a profile tells slices apart.
struct SlicingRule: Sendable {
  var discriminators: [Discriminator]
  var isClosed: Bool
  /// Items of no slice come after those of slices.
  var isOpenAtEnd: Bool
  var isOrdered: Bool

  struct Discriminator: Sendable {
    var kind: String
    var path: DiscriminatorPath
  }

  static let byURL = SlicingRule(
    discriminators: [Discriminator(kind: "value", path: DiscriminatorPath("url"))], isClosed: false, isOpenAtEnd: false,
    isOrdered: false)
  static let byType = SlicingRule(
    discriminators: [Discriminator(kind: "type", path: DiscriminatorPath("$this"))], isClosed: false,
    isOpenAtEnd: false, isOrdered: false)
}

/// The small part of FHIRPath that discriminators use.
struct DiscriminatorPath: Sendable {
  enum Step: Sendable, Equatable {
    case child(String)
    case `extension`(url: String)
    case ofType(String)
    case resolve
  }

  /// The steps, or nil for a path that is beyond this part.
  let steps: [Step]?

  init(_ text: String) {
    var steps: [Step]? = []
    for part in Self.split(text) where part != "$this" {
      if let url = Self.argument(of: "extension", part) {
        steps?.append(.extension(url: url))
      } else if let type = Self.argument(of: "ofType", part) {
        steps?.append(.ofType(type))
      } else if part == "resolve()" {
        steps?.append(.resolve)
      } else if part.allSatisfy({ $0.isLetter || $0.isNumber }) {
        steps?.append(.child(part))
      } else {
        steps = nil
      }
    }
    self.steps = steps
  }

  /// Splits at dots outside parentheses.
  private static func split(_ text: String) -> [String] {
    var (parts, depth) = ([""], 0)
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ".", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  private static func argument(of function: String, _ part: String) -> String? {
    guard part.hasPrefix(function + "("), part.hasSuffix(")") else { return nil }
    return String(part.dropFirst(function.count + 1).dropLast().filter { $0 != "'" && $0 != "\"" })
  }
}
