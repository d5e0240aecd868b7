/// A regular expression as instructions for an automaton. Its size is bounded, and matching is linear in size × text.
struct PatternProgram {
  enum Instruction {
    case scalar(UInt32)
    case any
    case set(Int)
    /// Go on at both, preferring the first.
    case split(Int, Int)
    case jump(Int)
    /// Remember the place in the text in this slot.
    case save(Int)
    case start, end, wordBoundary, notWordBoundary
    case match
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarClass] = []
  let captureCount: Int
  let captureNames: [String: Int]
  /// `i` and `m`.
  let options: Options

  /// How a pattern is read.
  struct Options: Hashable {
    /// Letters match in either case.
    var ignoresCase = false
    /// `^` and `$` match at line breaks too.
    var isMultiline = false

    init() {}

    /// Reads the letters that `matches()` takes as its second argument.
    init(_ letters: String) throws(FHIRPathError) {
      for letter in letters {
        switch letter {
        case "i": ignoresCase = true
        case "m": isMultiline = true
        default: throw .execution("Unknown flag of a regular expression", expected: "'i' or 'm'")
        }
      }
    }
  }

  static let maximumSize = 20_000

  /// Compiles a pattern.
  init(_ pattern: String, options: Options = Options()) throws(FHIRPathError) {
    self.options = options
    var parser = try PatternParser(pattern)
    let node = try parser.parse()
    captureCount = parser.captureCount
    captureNames = parser.captureNames
    try emit(.save(0))
    try compile(node)
    try emit(.save(1))
    try emit(.match)
  }

  private mutating func emit(_ instruction: Instruction) throws(FHIRPathError) {
    guard instructions.count < Self.maximumSize else {
      throw FHIRPathError.limit("The regular expression needs more than \(Self.maximumSize) steps")
    }
    instructions.append(instruction)
  }

  private mutating func compile(_ node: PatternNode) throws(FHIRPathError) {
    switch node {
    case .empty: break
    case .scalar(let scalar): try emit(.scalar(scalar))
    case .any: try emit(.any)
    case .set(let set):
      sets.append(set)
      try emit(.set(sets.count - 1))
    case .start: try emit(.start)
    case .end: try emit(.end)
    case .wordBoundary: try emit(.wordBoundary)
    case .notWordBoundary: try emit(.notWordBoundary)
    case .sequence(let parts): for part in parts { try compile(part) }
    case .group(let inner, let capture):
      if let capture { try emit(.save(2 * capture)) }
      try compile(inner)
      if let capture { try emit(.save(2 * capture + 1)) }
    case .alternatives(let branches): try compile(alternatives: branches)
    case .repeated(let inner, let minimum, let maximum, let isGreedy):
      try compile(inner, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
    }
  }

  private mutating func compile(alternatives branches: [PatternNode]) throws(FHIRPathError) {
    var exits: [Int] = []
    for (position, branch) in branches.enumerated() {
      guard position < branches.count - 1 else {
        try compile(branch)
        break
      }
      let split = instructions.count
      try emit(.split(split + 1, 0))
      try compile(branch)
      exits.append(instructions.count)
      try emit(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func compile(
    _ inner: PatternNode, minimum: Int, maximum: Int?, isGreedy: Bool
  ) throws(FHIRPathError) {
    for _ in 0..<minimum { try compile(inner) }
    guard let maximum else {
      let split = instructions.count
      try emit(.split(0, 0))
      try compile(inner)
      try emit(.jump(split))
      instructions[split] = Self.split(split + 1, instructions.count, isGreedy)
      return
    }
    var splits: [Int] = []
    for _ in 0..<max(0, maximum - minimum) {
      splits.append(instructions.count)
      try emit(.split(0, 0))
      try compile(inner)
    }
    for split in splits { instructions[split] = Self.split(split + 1, instructions.count, isGreedy) }
  }

  private static func split(_ body: Int, _ exit: Int, _ isGreedy: Bool) -> Instruction {
    isGreedy ? .split(body, exit) : .split(exit, body)
  }
}
