import FHIR
import JSON

/// Finds what an input profile says that only refusing could mean.
///
/// Records are as they are: a profile of input describes what is good to have, so that what is missing can be named. One
/// that demanded or fixed a value would promise a check that is never made.
struct InputProfileCheck {
  let profile: ContentArtifact
  /// The profile and those that it builds on.
  let bases: [ContentArtifact]

  /// One error for each such statement, and one if nothing is marked as must-support.
  var objections: [ContentError] {
    var errors: [ContentError] = []
    for (index, element) in Self.elements(of: profile).enumerated() {
      for (name, message) in faults(of: element) {
        errors.append(profile.error("differential.element[\(index)].\(name)", message))
      }
    }
    if !bases.contains(where: { Self.elements(of: $0).contains { $0["mustSupport"].bool == true } }) {
      errors.append(
        profile.error("differential", "the profile marks nothing as mustSupport, so nothing could be missing"))
    }
    return errors
  }

  private static func elements(of artifact: ContentArtifact) -> [JSONValue] {
    Array(artifact.resource.value["differential"]["element"].elements)
  }

  private func faults(of element: JSONValue) -> [(name: String, message: String)] {
    let remedy = "an input profile describes and never refuses; mark the element as mustSupport instead"
    let id = element["id"].string ?? element["path"].string ?? ""
    let isSlice = id.contains(":") || element["sliceName"] != nil
    let base = baseElement(element["path"].string ?? "")
    var faults: [(name: String, message: String)] = []
    // Within a slice a value tells which members belong to it.
    for (name, _) in element.members where !isSlice && (name.hasPrefix("fixed") || name.hasPrefix("pattern")) {
      faults.append((name, "the profile fixes a value: \(remedy)"))
    }
    if let min = element["min"].int, min > (isSlice ? 0 : base?.min ?? 0) {
      faults.append(("min", "the profile demands the element: \(remedy)"))
    }
    if let max = element["max"].string, max != "*", let limit = Int(max), limit < base?.max ?? .max, !isSlice {
      faults.append(("max", "the profile allows fewer than R4 does: \(remedy)"))
    }
    if !isSlice, base?.isChoice == true, element["type"] != nil {
      faults.append(("type", "the profile allows fewer types than R4 does: describe the one you need as a slice"))
    }
    if element["binding"]["strength"].string == "required", base?.binding?.strength != .required {
      faults.append(("binding", "the profile requires a value set: \(remedy)"))
    }
    if element["slicing"]["rules"].string == "closed" {
      faults.append(("slicing", "the profile allows no other values than its slices: use the rules 'open'"))
    }
    for (index, constraint) in element["constraint"].elements.enumerated()
    where constraint["severity"].string == "error" {
      faults.append(("constraint[\(index)]", "the profile makes an invariant an error: \(remedy)"))
    }
    return faults
  }

  /// R4's own element at a path such as `Observation.value[x]`; nil for a root and for what lies in another type.
  private func baseElement(_ path: String) -> FHIRElement? {
    var names = path.split(separator: ".").map { $0.hasSuffix("[x]") ? String($0.dropLast(3)) : String($0) }
    guard !names.isEmpty, var type = FHIRTypes.shared.type(named: names.removeFirst()) else { return nil }
    var element: FHIRElement?
    for name in names {
      element = type.element(named: name)
      guard let found = element else { return nil }
      if found.types.count == 1 { type = found.types[0].type }
    }
    return element
  }
}
