import FHIR

/// The parts of a search that shape its answer rather than select resources.
struct SearchControls {
  static let defaultCount = 50, maximumCount = 1000

  /// One `_sort` key.
  struct SortKey {
    let parameter: SearchParameter
    let isDescending: Bool
  }

  /// One `_include` or `_revinclude`.
  struct Inclusion {
    let source: String
    let parameter: SearchParameter
    let target: String?
    let isReverse: Bool
  }

  var count = defaultCount
  var offset = 0
  var countOnly = false
  var sort: [SortKey] = []
  var inclusions: [Inclusion] = []
}
