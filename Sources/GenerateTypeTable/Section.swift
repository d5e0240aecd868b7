/// Records of one kind. Equal runs of records are stored once: most elements are inherited, and inherited ones are alike.
struct Section {
  let name: String
  let width: Int
  private(set) var words: [Int] = []
  private var runs: [[Int]: Int] = [:]

  var count: Int { words.count / width }

  init(_ name: String, width: Int) {
    self.name = name
    self.width = width
  }

  /// Appends a run of records, or finds the equal run that is already there.
  /// - Returns: the index of the run's first record.
  mutating func add(_ records: [[Int]]) -> Int {
    let run = Array(records.joined())
    precondition(records.allSatisfy { $0.count == width }, "section \(name): a record is not \(width) words wide")
    if let known = runs[run] { return known }
    let first = count
    words += run
    runs[run] = first
    return first
  }

  /// Appends one record without looking for an equal one (its index has a meaning).
  mutating func append(_ record: [Int]) {
    precondition(record.count == width, "section \(name): a record is not \(width) words wide")
    words += record
  }
}
