import CDSHooks

/// Ranks findings and keeps to the limits.
struct FindingSelection {
  let limits: CompositionLimits
  /// Whether each order has the limits for itself.
  let isPerOrder: Bool

  /// Gravest first, otherwise in the order found.
  static func ranked(_ findings: [StampedFinding]) -> [StampedFinding] {
    findings.enumerated()
      .sorted { left, right in
        let (first, second) = (left.element.finding.severity, right.element.finding.severity)
        return first != second ? first > second : left.offset < right.offset
      }
      .map(\.element)
  }

  /// Splits ranked findings into those shown and those behind "n more". A critical one is always shown.
  func select(_ ranked: [StampedFinding]) -> (shown: [StampedFinding], overflow: [StampedFinding]) {
    var shown: [StampedFinding] = []
    var overflow: [StampedFinding] = []
    var byGroup: [String: Int] = [:]
    var byTopic: [Topic: Int] = [:]
    for stamped in ranked {
      let finding = stamped.finding
      guard finding.severity != .critical else {
        shown.append(stamped)
        continue
      }
      let group = isPerOrder ? finding.orderKey ?? "" : ""
      let topic = Topic(group: group, system: finding.topic.system, code: finding.topic.code)
      if byGroup[group, default: 0] < limits.cards, byTopic[topic, default: 0] < limits.cardsPerTopic {
        byGroup[group, default: 0] += 1
        byTopic[topic, default: 0] += 1
        shown.append(stamped)
      } else {
        overflow.append(stamped)
      }
    }
    return (shown, overflow)
  }

  private struct Topic: Hashable {
    let group: String
    let system: String
    let code: String
  }
}
