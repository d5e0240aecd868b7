import FHIR
import JSON

/// Finds codes in a value set that cannot be meant: with a wrong check digit, or listed twice.
struct CodeCheck {
  let artifact: ContentArtifact

  var problems: [ContentError] {
    var problems: [ContentError] = []
    for part in ["include", "exclude"] {
      for (index, selection) in artifact.resource.value["compose"][part].elements.enumerated() {
        guard let system = selection["system"].string else { continue }
        let path = "compose.\(part)[\(index)].concept"
        problems += faults(of: selection["concept"], system: system, at: path)
      }
    }
    return problems
  }

  private func faults(of concepts: JSONValue?, system: String, at path: String) -> [ContentError] {
    var seen: Set<String> = []
    return concepts.elements.enumerated().compactMap { index, concept in
      guard let code = concept["code"].string else { return nil }
      if !seen.insert(code).inserted { return artifact.error("\(path)[\(index)].code", "\(code) is listed twice") }
      guard CheckDigit.isRight(code, system: system) == false else { return nil }
      return artifact.error(
        "\(path)[\(index)].code",
        "\(code) is no code of \(system): its check digit is wrong, so a digit of it was mistaken and no chart holds it"
      )
    }
  }
}
