import JSON

/// A path of plain steps, such as `participant.individual`, over JSON: arrays are walked element by element.
struct ElementPath: Sendable {
  let steps: [FHIRKey]

  init(_ steps: [FHIRKey]) { self.steps = steps }
  init(_ path: String) { steps = path.split(separator: ".").map { FHIRKey(String($0)) } }

  /// Calls `body` with every value at the path. Recursion is as deep as the path is long.
  func forEach(in value: JSONValue, _ body: (JSONValue) -> Void) { walk(value, step: 0, body) }

  private func walk(_ value: JSONValue, step: Int, _ body: (JSONValue) -> Void) {
    if value.isArray {
      for element in value.elements where !element.isArray { walk(element, step: step, body) }
    } else if step == steps.count {
      body(value)
    } else if let member = value[steps[step]] {
      walk(member, step: step + 1, body)
    }
  }
}
