/// The R4 definitions, decoded from ``GeneratedTypeTable``: one array of numbers and the line starts of one text.
///
/// The public views (``FHIRType``, ``FHIRElement``, …) are indices into it. The layout of each record is described in
/// "TypeTableFormat" and, field by field, in the view that reads it.
final class TypeTable: Sendable {
  static let shared = TypeTable()

  /// The kinds of records, in the order in which they are stored.
  enum Section: Int, CaseIterable {
    case types, elements, typeReferences, properties, elementLists, targets, constraints, valueSets, concepts
    case searchParameters, compartment, paths, pathSteps
  }

  /// Where the records of a section start, how wide one is and how many there are.
  struct Extent {
    var start: Int
    var width: Int
    var count: Int
  }

  let words: [UInt32]
  /// Where each string starts in the text; one more entry than there are strings.
  let lineStarts: [UInt32]
  let extents: [Extent]
  /// How many of the first strings are JSON member names.
  let vocabularyCount: Int
  /// The primitive that each type is, by type index.
  let primitives: [PrimitiveKind?]
  /// The elements that must be there (`min` above 0), by type index.
  let requiredElements: [[Int32]]
  /// The record of the required code list to which an element is bound, by element index; -1 for none.
  private let requiredSets: [Int16]

  private init() {
    var words = Self.decodeWords()
    lineStarts = Self.findLines()
    precondition(words[0] == 1 && words[3] == Section.allCases.count, "the type table was written for another version")
    vocabularyCount = Int(words[1])
    var start = 4 + 2 * Section.allCases.count
    extents = Section.allCases.map { section in
      let (count, width) = (Int(words[4 + 2 * section.rawValue]), Int(words[5 + 2 * section.rawValue]))
      defer { start += count * width }
      return Extent(start: start, width: width, count: count)
    }
    words.append(0)
    self.words = words
    let types = extents[Section.types.rawValue]
    var primitives = [PrimitiveKind?](repeating: nil, count: types.count)
    for index in 0..<types.count where words[types.start + index * types.width + 1] / 2 == 0 {
      let name = Int(words[types.start + index * types.width])
      primitives[index] = PrimitiveKind(rawValue: Self.string(lineStarts[name], lineStarts[name + 1]))
    }
    self.primitives = primitives
    requiredElements = Self.requiredElements(words, types, extents)
    requiredSets = Self.requiredSets(words, extents)
  }

  private static func requiredElements(_ words: [UInt32], _ types: Extent, _ extents: [Extent]) -> [[Int32]] {
    let (elements, lists) = (extents[Section.elements.rawValue], extents[Section.elementLists.rawValue])
    return (0..<types.count).map { type in
      let record = types.start + type * types.width
      let first = lists.start + Int(words[record + 3])
      return (first..<first + Int(words[record + 4])).map { Int32(words[$0]) }.filter {
        words[elements.start + Int($0) * elements.width + 2] > 0
      }
    }
  }

  private static func requiredSets(_ words: [UInt32], _ extents: [Extent]) -> [Int16] {
    let (elements, sets) = (extents[Section.elements.rawValue], extents[Section.valueSets.rawValue])
    var records: [UInt32: Int16] = [:]
    for set in 0..<sets.count { records[words[sets.start + set * sets.width]] = Int16(set) }
    return (0..<elements.count).map { element in
      let record = elements.start + element * elements.width
      guard words[record + 6] == 4, words[record + 7] > 0 else { return -1 }
      return records[words[record + 7] - 1] ?? -1
    }
  }

  /// The code list to which `element` is bound as required.
  func requiredCodes(of element: FHIRElement) -> RequiredCodes? {
    let set = requiredSets[element.index]
    return set < 0 ? nil : RequiredCodes(index: Int(set))
  }

  /// Five bits a character, the lowest first; the sixth bit says that more follow. Line breaks separate nothing.
  private static func decodeWords() -> [UInt32] {
    let text = UnsafeBufferPointer(
      start: GeneratedTypeTable.words.utf8Start, count: GeneratedTypeTable.words.utf8CodeUnitCount)
    return [UInt32](unsafeUninitializedCapacity: GeneratedTypeTable.wordCount + 1) { buffer, count in
      var value: UInt32 = 0
      var shift: UInt32 = 0
      for byte in text where byte >= UInt8(ascii: "0") {
        let digit = UInt32(byte &- UInt8(ascii: "0"))
        value |= (digit & 0x1F) &<< shift
        if digit & 0x20 != 0 {
          shift &+= 5
        } else {
          if count < GeneratedTypeTable.wordCount { buffer.initializeElement(at: count, to: value) }
          count += 1
          value = 0
          shift = 0
        }
      }
      precondition(count == GeneratedTypeTable.wordCount, "the type table is damaged")
    }
  }

  private static func findLines() -> [UInt32] {
    let text = UnsafeBufferPointer(
      start: GeneratedTypeTable.text.utf8Start, count: GeneratedTypeTable.text.utf8CodeUnitCount)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(GeneratedTypeTable.stringCount + 1)
    for (offset, byte) in text.enumerated() where byte == UInt8(ascii: "\n") { starts.append(UInt32(offset + 1)) }
    starts.append(UInt32(text.count + 1))
    precondition(starts.count == GeneratedTypeTable.stringCount + 1, "the type table's text is damaged")
    return starts
  }

  private static func string(_ start: UInt32, _ next: UInt32) -> String {
    String(
      decoding: UnsafeBufferPointer(
        start: GeneratedTypeTable.text.utf8Start + Int(start), count: Int(next - start) - 1), as: UTF8.self)
  }

  // MARK: Reading

  func extent(_ section: Section) -> Extent { extents[section.rawValue] }

  /// Field `field` of record `index`.
  @inline(__always) func word(_ section: Section, _ index: Int, _ field: Int) -> Int {
    let extent = extents[section.rawValue]
    return Int(words[extent.start &+ index &* extent.width &+ field])
  }

  /// The string with this id.
  func string(_ id: Int) -> String { Self.string(lineStarts[id], lineStarts[id + 1]) }

  /// The bytes of a string, which live as long as the program.
  @inline(__always) func bytes(_ id: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(lineStarts[id])
    return UnsafeBufferPointer(
      start: GeneratedTypeTable.text.utf8Start + start, count: Int(lineStarts[id &+ 1]) &- start &- 1)
  }

  /// The record whose string in `field` is `name`, among records sorted by that string's bytes.
  func find(_ name: UnsafeBufferPointer<UInt8>, in section: Section, field: Int, range: Range<Int>) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let order = Self.compare(bytes(word(section, middle, field)), name)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common where left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
    return left.count - right.count
  }
}
