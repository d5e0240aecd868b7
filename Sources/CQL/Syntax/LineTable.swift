/// Where the lines of a text begin; turns offsets into lines and columns by binary search.
struct LineTable: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices where bytes[index] == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// Line and column of an offset, both from 1; the column counts Unicode scalars.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    var column = 1
    for byte in bytes[starts[low]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return (low + 1, column)
  }

  /// `line:column-line:column` of a range, both ends inclusive: the locator form of ELM.
  func locator(of range: TextRange) -> String {
    let first = place(of: range.start)
    let last = place(of: max(range.start, range.end - 1))
    return "\(first.line):\(first.column)-\(last.line):\(last.column)"
  }
}
