import CDSHooks
import FHIR
import JSON
public import Reasoning

/// What the drafts of a chart order, as codes.
public enum OrderCodes {
  /// The codes of each draft, `system|code`; drafts without any are left out.
  public static func orders(of chart: Chart) -> [[String]] {
    chart.draftOrders.compactMap { draft in
      let codes = codes(of: draft.value, in: chart)
      return codes.isEmpty ? nil : codes
    }
  }

  private static func codes(of order: JSONValue, in chart: Chart) -> [String] {
    var concepts = [order["medicationCodeableConcept"], order["code"]]
    if let reference = order["medicationReference"]["reference"].string {
      let contained = order["contained"].elements.first { "#" + ($0["id"].string ?? "") == reference }
      let known = (chart.supporting.map(\.resource.value) + chart.draftOrders.map(\.value)).first {
        "\($0["resourceType"].string ?? "")/\($0["id"].string ?? "")" == reference
      }
      concepts.append((contained ?? known)?["code"])
    }
    return concepts.flatMap { concept in
      concept["coding"].elements.compactMap { coding in
        guard let system = coding["system"].string, let code = coding["code"].string else { return nil }
        return "\(system)|\(code)"
      }
    }
  }
}
