/// Runs a program over a text with every state at once, so that no text can make it slower than size × length.
/// `.` matches a line break too, as FHIRPath's "single line" mode asks.
struct PatternMatcher {
  private let program: PatternProgram
  private let text: [UInt32]
  private var current: ThreadList
  private var following: ThreadList
  private(set) var work = 0

  /// The work, in instruction visits, that one call may do.
  private let maximumWork: Int

  /// The threads alive at one place of the text, in order of preference.
  private struct ThreadList {
    var threads: [(instruction: Int, slots: [Int])] = []
    /// The place at which an instruction was last added, so that each is added once a place.
    var visited: [Int]
    private var stack: [(Int, [Int])] = []

    init(size: Int) { visited = Array(repeating: -1, count: size) }

    /// Follows the instructions that consume nothing, in order of preference, without recursion. Gives the work done.
    mutating func add(
      _ instruction: Int, _ slots: [Int], at place: Int, in text: [UInt32], of program: PatternProgram
    ) -> Int {
      var work = 0
      stack.append((instruction, slots))
      while var (index, slots) = stack.popLast() {
        while visited[index] != place {
          visited[index] = place
          work += 1
          let isPassed: Bool
          switch program.instructions[index] {
          case .jump(let target):
            index = target
            continue
          case .split(let first, let second):
            stack.append((second, slots))
            index = first
            continue
          case .save(let slot):
            if slot < slots.count { slots[slot] = place }
            isPassed = true
          case .start:
            isPassed = place == 0 || program.options.isMultiline && PatternMatcher.isLineBreak(text[place - 1])
          case .end:
            isPassed = place == text.count || program.options.isMultiline && PatternMatcher.isLineBreak(text[place])
          case .wordBoundary: isPassed = PatternMatcher.isWordBoundary(place, in: text)
          case .notWordBoundary: isPassed = !PatternMatcher.isWordBoundary(place, in: text)
          case .scalar, .any, .set, .match:
            threads.append((index, slots))
            isPassed = false
          }
          guard isPassed else { break }
          index += 1
        }
      }
      return work
    }
  }

  init(_ program: PatternProgram, over text: String, maximumWork: Int = 20_000_000) {
    self.maximumWork = maximumWork
    self.program = program
    self.text = text.unicodeScalars.map(\.value)
    current = ThreadList(size: program.instructions.count)
    following = ThreadList(size: program.instructions.count)
  }

  /// Whether the pattern matches somewhere, or with `whole` the text from end to end.
  mutating func matches(whole: Bool) throws(FHIRPathError) -> Bool {
    try search(from: 0, anchored: whole, whole: whole, capturing: false) != nil
  }

  /// The text with each match replaced; `$1`, `${name}` in the replacement stand for groups, `\$` and `$$` for `$`.
  mutating func replacing(with replacement: String, limit: Int) throws(FHIRPathError) -> String {
    let template = Array(replacement.unicodeScalars)
    var result = String.UnicodeScalarView()
    var place = 0
    var size = 0
    while place <= text.count {
      guard let slots = try search(from: place, anchored: false, whole: false, capturing: true) else { break }
      append(place..<slots[0], to: &result)
      expand(template, slots, into: &result)
      size += template.count + slots[1] - place
      guard size <= limit else { throw FHIRPathError.limit("The text grows longer than \(limit) characters") }
      if slots[1] == slots[0] {
        append(slots[1]..<min(slots[1] + 1, text.count), to: &result)
        place = slots[1] + 1
      } else {
        place = slots[1]
      }
    }
    if place < text.count { append(place..<text.count, to: &result) }
    return String(result)
  }

  private func append(_ range: Range<Int>, to result: inout String.UnicodeScalarView) {
    for index in range { if let scalar = Unicode.Scalar(text[index]) { result.append(scalar) } }
  }

  private func expand(_ template: [Unicode.Scalar], _ slots: [Int], into result: inout String.UnicodeScalarView) {
    var at = 0
    while at < template.count {
      let scalar = template[at]
      if scalar == "\\", at + 1 < template.count {
        result.append(template[at + 1])
        at += 2
      } else if scalar == "$", let (group, end) = reference(template, from: at + 1) {
        if let group, 2 * group + 1 < slots.count, slots[2 * group] >= 0, slots[2 * group + 1] >= 0 {
          append(slots[2 * group]..<slots[2 * group + 1], to: &result)
        }
        at = end
      } else {
        result.append(scalar)
        at += scalar == "$" && at + 1 < template.count && template[at + 1] == "$" ? 2 : 1
      }
    }
  }

  /// The group that a `$` refers to and the end of the reference; a nil group is one that the pattern lacks.
  private func reference(_ template: [Unicode.Scalar], from start: Int) -> (Int?, Int)? {
    var at = start
    let isBraced = at < template.count && template[at] == "{"
    if isBraced { at += 1 }
    var name = ""
    while at < template.count, isBraced ? template[at] != "}" : template[at].properties.numericType == .decimal {
      name.unicodeScalars.append(template[at])
      at += 1
    }
    guard !name.isEmpty, !isBraced || at < template.count else { return nil }
    return (
      program.captureNames[name] ?? Int(name).flatMap { $0 <= program.captureCount ? $0 : nil },
      isBraced ? at + 1 : at
    )
  }

  private mutating func search(
    from start: Int, anchored: Bool, whole: Bool, capturing: Bool
  ) throws(FHIRPathError) -> [Int]? {
    let slots = Array(repeating: -1, count: capturing ? 2 * (program.captureCount + 1) : 0)
    var best: [Int]?
    current.threads.removeAll(keepingCapacity: true)
    current.visited.withUnsafeMutableBufferPointer { $0.update(repeating: -1) }
    following.visited.withUnsafeMutableBufferPointer { $0.update(repeating: -1) }
    var place = start
    while place <= text.count {
      if best == nil, !anchored || place == start { work += current.add(0, slots, at: place, in: text, of: program) }
      if current.threads.isEmpty, anchored || best != nil { break }
      following.threads.removeAll(keepingCapacity: true)
      threads: for thread in current.threads {
        work += 1
        if case .match = program.instructions[thread.instruction] {
          if whole, place < text.count { continue }
          best = thread.slots
          if !capturing { return best }
          break threads
        }
        let isConsumed = place < text.count && program.consumes(thread.instruction, text[place])
        if isConsumed {
          work += following.add(thread.instruction + 1, thread.slots, at: place + 1, in: text, of: program)
        }
      }
      guard work <= maximumWork else {
        throw FHIRPathError.limit("The regular expression takes more than \(maximumWork) steps on this text")
      }
      swap(&current, &following)
      place += 1
    }
    return best
  }

  private static func isLineBreak(_ scalar: UInt32) -> Bool { scalar == 0x0A || scalar == 0x0D }

  private static func isWordBoundary(_ place: Int, in text: [UInt32]) -> Bool {
    let before = place > 0 && ScalarClass.word.contains(text[place - 1])
    let after = place < text.count && ScalarClass.word.contains(text[place])
    return before != after
  }
}
