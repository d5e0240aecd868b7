import FHIRPath
import JSON

/// What a resource is sorted by: a time or a text.
enum SortValue: Comparable {
  case time(Int64)
  case text(String)

  /// Reads an element; nil when it has nothing to be sorted by. With `latest`, a period or partial date counts from its
  /// end.
  init?(_ value: FHIRPathValue, latest: Bool) {
    if let range = TimeRange(value) {
      self = .time(latest ? range.end : range.start)
    } else if let node = value.node?.value {
      guard let text = node.string ?? node["text"].string ?? node["family"].string ?? node["coding"][0]["code"].string
      else { return nil }
      self = .text(text.lowercased())
    } else if case .string(let text) = value.system {
      self = .text(text.lowercased())
    } else {
      return nil
    }
  }
}
