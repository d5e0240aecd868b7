/// A set of Unicode scalars: what `.`-less single-character parts of a pattern match.
struct ScalarClass: Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private var categories: [(letters: Substring, isNegated: Bool)] = []
  private var negatedClasses: [ScalarClass] = []
  var isNegated = false
  /// Membership of the ASCII scalars, two words of bits, filled by `seal`.
  private var ascii: (UInt64, UInt64) = (0, 0)

  static let digit = ScalarClass(ranges: [0x30...0x39])
  static let word = ScalarClass(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarClass(ranges: [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])

  init(ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
    seal()
  }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func insert(_ other: ScalarClass) {
    if other.isNegated || !other.categories.isEmpty || !other.negatedClasses.isEmpty {
      negatedClasses.append(other)
    } else {
      ranges += other.ranges
    }
  }

  /// `\p{Lu}`, `\p{L}`: the first one or two letters of the general category.
  mutating func insert(category: Substring, isNegated: Bool) { categories.append((category, isNegated)) }

  /// Prepares the fast path; call when the class is complete.
  mutating func seal() {
    ascii = (0, 0)
    for scalar in UInt32(0)..<64 where slowContains(scalar) { ascii.0 |= 1 << UInt64(scalar) }
    for scalar in UInt32(64)..<128 where slowContains(scalar) { ascii.1 |= 1 << UInt64(scalar - 64) }
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return ascii.0 & (1 << UInt64(scalar)) != 0 }
    if scalar < 128 { return ascii.1 & (1 << UInt64(scalar - 64)) != 0 }
    return slowContains(scalar)
  }

  private func slowContains(_ scalar: UInt32) -> Bool {
    var found = ranges.contains { $0.contains(scalar) } || negatedClasses.contains { $0.contains(scalar) }
    if !found, !categories.isEmpty, let unicode = Unicode.Scalar(scalar) {
      let abbreviation = Self.abbreviation(unicode.properties.generalCategory)
      found = categories.contains { abbreviation.hasPrefix($0.letters) != $0.isNegated }
    }
    return found != isNegated
  }

  private static func abbreviation(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
