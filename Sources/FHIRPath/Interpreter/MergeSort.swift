/// A stable sort whose comparison may throw a typed error, which the standard library's does not pass on.
enum MergeSort {
  static func sorted<Element>(
    _ items: [Element], _ precedes: (Element, Element) throws(FHIRPathError) -> Bool
  ) throws(FHIRPathError) -> [Element] {
    var items = items
    var width = 1
    while width < items.count {
      var merged: [Element] = []
      merged.reserveCapacity(items.count)
      var start = 0
      while start < items.count {
        let middle = min(start + width, items.count)
        let end = min(start + 2 * width, items.count)
        var (left, right) = (start, middle)
        while left < middle || right < end {
          let takesRight: Bool
          if left < middle, right < end {
            takesRight = try precedes(items[right], items[left])
          } else {
            takesRight = left >= middle
          }
          merged.append(items[takesRight ? right : left])
          if takesRight { right += 1 } else { left += 1 }
        }
        start = end
      }
      items = merged
      width *= 2
    }
    return items
  }
}
