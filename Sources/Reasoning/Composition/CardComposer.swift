public import CDSHooks
import JSON

/// Turns findings into cards: de-duplicated, merged, silenced where dismissed, ranked and limited. A critical finding is
/// never capped, merged away, hidden or silenced.
public struct CardComposer: Sendable {
  /// How many cards are shown.
  public let limits: CompositionLimits
  /// What clinicians have dismissed; nil where nothing is remembered.
  public let dismissals: (any DismissalStore)?

  /// More models than this that did not finish share one card.
  private static let failuresOnTheirOwn = 2

  /// A composer.
  public init(limits: CompositionLimits = CompositionLimits(), dismissals: (any DismissalStore)? = nil) {
    self.limits = limits
    self.dismissals = dismissals
  }

  /// Composes the cards of one response.
  /// - Parameters:
  ///   - results: what came of every model of the service, in the service's order.
  ///   - chart: the chart that they read.
  ///   - client: the EHR, for dismissals.
  /// - Returns: the cards and what was not shown.
  /// - Throws: ``HookError/nothingCompleted(_:)`` when models failed and none completed: silence must never stand for it.
  public func compose(
    _ results: [ModelResult], over chart: Chart, for client: ClientIdentity
  ) async throws(HookError) -> Composition {
    var found: [StampedFinding] = []
    var failed: [ModelResult] = []
    var completed = 0
    for result in results {
      switch result.outcome {
      case .completed(let findings):
        completed += 1
        found += findings.map {
          StampedFinding(finding: $0, modelID: result.id, modelVersion: result.version, modelName: result.name)
        }
      case .failed: failed.append(result)
      }
    }
    guard completed > 0 || failed.isEmpty else { throw .nothingCompleted(failed.map(\.name)) }
    guard !chart.context.isForPatientOrRelative else {
      return Composition(
        entries: [], withheld: found.map { ($0, .notForReader) }, dismissalsUnavailable: false)
    }
    let (distinct, duplicates) = FindingMerge.merge(found)
    let (heard, silenced, unavailable) = await silence(distinct, chart: chart, client: client)
    let selection = FindingSelection(limits: limits, isPerOrder: !chart.draftOrders.isEmpty)
    let (shown, overflow) = selection.select(FindingSelection.ranked(heard))
    var entries = shown.map { stamped in
      Composition.Entry(
        card: CardText.card(of: stamped), content: .finding(stamped),
        dismissalKeys: keys(of: stamped, chart: chart, client: client))
    }
    if !overflow.isEmpty {
      entries.append(.init(card: CardText.overflow(overflow), content: .overflow(overflow), dismissalKeys: []))
    }
    let toTell = failed.filter { !$0.mayFailQuietly }
    if toTell.count > Self.failuresOnTheirOwn {
      entries.append(.init(card: CardText.failure(of: toTell), content: .failures(toTell), dismissalKeys: []))
    } else {
      entries += toTell.map { result in
        .init(card: CardText.failure(of: result), content: .failures([result]), dismissalKeys: [])
      }
    }
    return Composition(
      entries: entries, withheld: duplicates.map { ($0, .duplicate) } + silenced.map { ($0, .dismissed) },
      dismissalsUnavailable: unavailable)
  }

  private func silence(
    _ findings: [StampedFinding], chart: Chart, client: ClientIdentity
  ) async -> (heard: [StampedFinding], silenced: [StampedFinding], unavailable: Bool) {
    guard let dismissals else { return (findings, [], false) }
    let asked = findings.reduce(into: Set<DismissalKey>()) { $0.formUnion(keys(of: $1, chart: chart, client: client)) }
    guard !asked.isEmpty else { return (findings, [], false) }
    // A store that cannot be read silences nothing.
    guard let dismissed = try? await dismissals.dismissed(among: asked) else { return (findings, [], true) }
    var heard: [StampedFinding] = []
    var silenced: [StampedFinding] = []
    for finding in findings {
      let keys = keys(of: finding, chart: chart, client: client)
      // A merged card goes only when everything that it says was dismissed.
      if !keys.isEmpty, keys.isSubset(of: dismissed) { silenced.append(finding) } else { heard.append(finding) }
    }
    return (heard, silenced, false)
  }

  private func keys(of stamped: StampedFinding, chart: Chart, client: ClientIdentity) -> Set<DismissalKey> {
    // Where part of the chart could not be read, nothing is silenced: silence would look like "checked, all clear".
    guard stamped.finding.severity != .critical, chart.gaps.isEmpty, let userID = chart.userID else { return [] }
    return Set(
      ([stamped.finding] + stamped.merged).map { finding in
        DismissalKey(
          client: client, patientID: chart.patientID, userID: userID, topicSystem: finding.topic.system,
          topicCode: finding.topic.code, findingID: finding.id, indicator: finding.severity,
          matter: matter(of: finding, chart: chart))
      })
  }

  /// The finding's facts, and what its order orders, as one text.
  private func matter(of finding: Finding, chart: Chart) -> String {
    let facts = finding.evidence.map { fact in
      [fact.reference, fact.value, fact.unit, fact.date].map { $0 ?? "" }.joined(separator: " ")
    }
    let order =
      finding.draft.flatMap { chart.draftOrders.indices.contains($0) ? chart.draftOrders[$0] : nil }
      ?? chart.draftOrders.first { $0.reference == finding.orderReference && $0.reference != nil }
    let ordered = ["medicationCodeableConcept", "medicationReference", "code"].compactMap { order?.value[$0] }
    return (facts + ordered.map { String(decoding: $0.sourceBytes, as: UTF8.self) } + [finding.summary])
      .joined(separator: "\n")
  }
}
