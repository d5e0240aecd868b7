/// Which characters an instruction consumes.
extension PatternProgram {
  /// Whether the instruction consumes `scalar`; false for those that consume nothing.
  func consumes(_ instruction: Int, _ scalar: UInt32) -> Bool {
    switch instructions[instruction] {
    case .scalar(let wanted):
      scalar == wanted || options.ignoresCase && Self.otherCases(scalar).contains(wanted)
    case .any: true
    case .set(let set):
      sets[set].contains(scalar) || options.ignoresCase && Self.otherCases(scalar).contains { sets[set].contains($0) }
    default: false
    }
  }

  /// The scalar in upper and in lower case, where that is a single scalar.
  private static func otherCases(_ scalar: UInt32) -> [UInt32] {
    guard let unicode = Unicode.Scalar(scalar) else { return [] }
    return [unicode.properties.uppercaseMapping, unicode.properties.lowercaseMapping].compactMap {
      $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first?.value : nil
    }
  }

  /// Whether what follows depends on more of the text than its two ends, so that an automaton cannot be built from it.
  var looksAround: Bool {
    options.isMultiline
      || instructions.contains { instruction in
        switch instruction {
        case .wordBoundary, .notWordBoundary: true
        default: false
        }
      }
  }
}
