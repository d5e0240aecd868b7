/// A deterministic automaton for one pattern over ASCII text, built state by state as the texts ask for it: one look-up a
/// character where `PatternMatcher` follows every thread. Bounded; what does not fit is left to the matcher.
final class PatternAutomaton {
  private let program: PatternProgram
  /// The text must match from end to end, rather than somewhere.
  private let isWhole: Bool
  private var states: [State] = []
  /// The state after each of 128 characters, -1 where it is not known yet.
  private var transitions: [Int32] = []
  private var numbers: [[Int32]: Int32] = [:]
  private var size = 0
  /// Where a match may begin after the first character; nothing for a whole match.
  private let restart: [Int32]
  private let first: [Int32]

  private struct State {
    /// The instructions that wait for a character, or for the end, in ascending order.
    let waiting: [Int32]
    let isMatch: Bool
    let isMatchAtEnd: Bool
    /// Nothing that follows can match.
    let isDead: Bool
  }

  private static let maximumStates = 256
  private static let maximumSize = 1 << 16

  init?(_ program: PatternProgram, whole isWhole: Bool) {
    guard !program.looksAround else { return nil }
    self.program = program
    self.isWhole = isWhole
    first = Self.closure([0], of: program, atStart: true, atEnd: false)
    restart = isWhole ? [] : Self.closure([0], of: program, atStart: false, atEnd: false)
  }

  /// Whether the text matches, and the work that took; nil when the automaton cannot tell.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> (isMatch: Bool, work: Int)? {
    var work = text.count >> 3
    guard var state = states.isEmpty ? state(of: first, &work) : 0 else { return nil }
    for byte in text {
      guard byte < 0x80 else { return nil }
      let current = states[Int(state)]
      if !isWhole, current.isMatch { return (true, work) }
      if current.isDead { return (false, work) }
      var next = transitions[Int(state) << 7 | Int(byte)]
      if next < 0 {
        guard let built = step(state, byte, &work) else { return nil }
        next = built
      }
      state = next
    }
    let last = states[Int(state)]
    return (last.isMatch || last.isMatchAtEnd, work)
  }

  private func step(_ number: Int32, _ byte: UInt8, _ work: inout Int) -> Int32? {
    let scalar = UInt32(byte)
    var targets: [Int32] = []
    for instruction in states[Int(number)].waiting where program.consumes(Int(instruction), scalar) {
      targets.append(instruction + 1)
    }
    work += states[Int(number)].waiting.count
    let reached = Self.closure(targets, of: program, atStart: false, atEnd: false)
    let all = restart.isEmpty ? reached : Set(reached).union(restart).sorted()
    guard let next = state(of: all, &work) else { return nil }
    transitions[Int(number) << 7 | Int(byte)] = next
    return next
  }

  private func state(of waiting: [Int32], _ work: inout Int) -> Int32? {
    if let known = numbers[waiting] { return known }
    size += waiting.count
    work += waiting.count
    guard states.count < Self.maximumStates, size <= Self.maximumSize else { return nil }
    func isMatch(_ instructions: [Int32]) -> Bool {
      instructions.contains { if case .match = program.instructions[Int($0)] { true } else { false } }
    }
    let number = Int32(states.count)
    states.append(
      State(
        waiting: waiting, isMatch: isMatch(waiting),
        isMatchAtEnd: isMatch(Self.closure(waiting, of: program, atStart: false, atEnd: true)),
        isDead: waiting.isEmpty && restart.isEmpty))
    transitions.append(contentsOf: repeatElement(-1, count: 128))
    numbers[waiting] = number
    return number
  }

  /// The instructions that are reached without a character, in ascending order. An end that is not there yet waits.
  private static func closure(
    _ start: [Int32], of program: PatternProgram, atStart: Bool, atEnd: Bool
  ) -> [Int32] {
    var seen: Set<Int32> = []
    var result: [Int32] = []
    var open = start
    while let number = open.popLast() {
      guard seen.insert(number).inserted else { continue }
      switch program.instructions[Int(number)] {
      case .jump(let target): open.append(Int32(target))
      case .split(let first, let second): open += [Int32(first), Int32(second)]
      case .save: open.append(number + 1)
      case .start: if atStart { open.append(number + 1) }
      case .end: if atEnd { open.append(number + 1) } else { result.append(number) }
      case .wordBoundary, .notWordBoundary: break
      case .scalar, .any, .set, .match: result.append(number)
      }
    }
    return result.sorted()
  }
}
