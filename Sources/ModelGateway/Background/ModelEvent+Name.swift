extension ModelEvent {
  /// A stable name, fit for audit and metrics.
  public var name: String {
    switch kind {
    case .sent: "sent"
    case .answered: "answered"
    case .failed: "failed"
    case .notSent: "not-sent"
    case .drift(_, closed: true): "drift-closed"
    case .drift: "drift"
    case .judged: "judged"
    case .presented: "presented"
    case .missed: "missed"
    case .circuitOpened: "circuit-opened"
    case .circuitClosed: "circuit-closed"
    case .notPermitted: "not-permitted"
    }
  }

  /// What it adds to the counts of its model, by names that are fixed here.
  public var counts: [(name: String, amount: Int)] {
    var counts = [(name, 1)]
    switch kind {
    case .failed(let error): counts.append(("failed-" + error.name, 1))
    case .notSent(let reason): counts.append(("not-sent-" + reason.rawValue, 1))
    case .answered(let call):
      if let usage = call.usage {
        counts += [("tokens-input", usage.input), ("tokens-output", usage.output)]
      }
      counts.append(("milliseconds", Int(call.duration / .milliseconds(1))))
    case .presented(_, let shown, _) where shown > 0: counts.append(("findings-shown", shown))
    default: break
    }
    return counts
  }
}
