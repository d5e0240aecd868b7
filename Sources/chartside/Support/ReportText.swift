import JSON
import ModelGateway

/// A model's report in lines.
enum ReportText {
  static func json(_ reports: [ModelReport]) -> [UInt8] {
    var object = JSONObject()
    for report in reports { object[report.model] = report.json }
    return JSONTree.object(object).serialized()
  }

  static func text(of report: ModelReport) -> String {
    var lines = [report.model + (report.versions.isEmpty ? "" : " (\(report.versions.joined(separator: ", ")))")]
    if report.answers > 0 {
      let refused = report.findings - report.passed - report.agreed
      lines += [
        line("answers judged", "\(report.answers), \(report.shadowAnswers) of them in shadow mode"),
        line(
          "findings",
          "\(report.findings): \(report.passed) passed every check, \(report.agreed) say what a rule says, "
            + "\(refused) refused, \(report.lowered) lowered"),
        line("rules only", "\(report.rulesOnly) findings of the rules that it did not make"),
      ]
    }
    if !report.refusals.isEmpty { lines.append(line("refused", list(report.refusals))) }
    if report.proposals + report.refusedProposals > 0 {
      lines += [
        line(
          "proposals", "\(report.proposals) passed; ordered within a day: \(share(report.ordered, report.proposals))"),
        line(
          "",
          "\(report.refusedProposals) refused; ordered all the same: "
            + share(report.refusedOrdered, report.refusedProposals)),
      ]
    }
    if !report.events.isEmpty { lines.append(line("events", list(report.events))) }
    if report.cards > 0 {
      lines.append(
        line(
          "cards",
          "\(report.cards); accepted: \(share(report.accepted, report.cards)); overridden: "
            + share(report.overridden, report.cards)))
    }
    if !report.overrideReasons.isEmpty { lines.append(line("override reasons", list(report.overrideReasons))) }
    return lines.joined(separator: "\n")
  }

  private static func line(_ name: String, _ text: String) -> String {
    "  " + name + String(repeating: " ", count: max(1, 18 - name.count)) + text
  }

  private static func list(_ counts: [ModelReport.Count]) -> String {
    counts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
  }

  private static func share(_ count: Int, _ total: Int) -> String {
    guard let interval = ModelReport.interval(count, of: total) else { return "\(count)" }
    func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
    return "\(count) (\(percent(Double(count) / Double(total))) %, 95 % interval "
      + "\(percent(interval.lowerBound))-\(percent(interval.upperBound)) %)"
  }
}
