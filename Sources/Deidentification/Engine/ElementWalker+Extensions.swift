import FHIR
import JSON

/// Links of Bundles, and extensions with what is nested in them.
extension ElementWalker {
  func writeNextLink(_ value: JSONValue) -> Action {
    guard value["relation"].string == "next" else { return .removed }
    out.raw(Array(#"{"relation":"next","url":"urn:chartside:removed"}"#.utf8)[...])
    return .generalized
  }

  func writeExtension(_ value: JSONValue, depth: Int) -> Action? {
    guard let url = value[.url].string, let inner = profile.extensions[url] else { return .removed }
    return writeExtension(value, url: url, inner: inner, depth: depth)
  }

  private func writeExtension(_ value: JSONValue, url: String, inner: Set<String>, depth: Int) -> Action? {
    guard let type = FHIRTypes.shared.type(named: "Extension"), depth < Self.maximumDepth else { return .removed }
    let plan = plan(for: type)
    var hasContent = false
    out.begin(.openBrace)
    out.key("url")
    out.string(url)
    if let nested = value[.extension], nested.isArray {
      hasContent = attempt {
        out.key("extension")
        out.begin(.openBracket)
        var hasElements = false
        for element in nested.elements {
          guard let url = element[.url].string, inner.contains(url) else {
            count(.removed, .extensions, path: "Extension.extension")
            continue
          }
          let done = attempt { writeExtension(element, url: url, inner: [], depth: depth + 1) != .removed }
          hasElements = hasElements || done
        }
        out.end(.closeBracket)
        return hasElements
      }
    }
    for child in JSONChildren(value) {
      guard let step = plan.step(keyID: child.node.keyID), step.property.element.name == "value" else { continue }
      let done = attempt {
        out.key(step.property.jsonName)
        guard let action = write(child, step, in: type, depth: depth + 1) else { return true }
        count(action, step, in: type)
        return action != .removed
      }
      hasContent = hasContent || done
    }
    out.end(.closeBrace)
    return hasContent ? .kept : .removed
  }
}
