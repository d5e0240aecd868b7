/// Where a walk stands, written out only when there is something to say.
struct Location {
  private(set) var root = ""
  private var steps: [(name: Int, index: Int)] = []

  init(root: String = "") { self.root = root }

  mutating func push(_ name: Int) { steps.append((name, -1)) }
  mutating func pop() { steps.removeLast() }
  mutating func index(_ index: Int) { steps[steps.count - 1].index = index }

  /// As FHIRPath: "Patient.name[0].given[1]".
  var text: String {
    var text = root
    for step in steps {
      text += "." + TypeTable.shared.string(step.name)
      if step.index >= 0 { text += "[\(step.index)]" }
    }
    return text
  }

  /// A name from the document, fit for a message: printable ASCII, and not long.
  static func plain(_ name: String) -> String {
    let kept = name.unicodeScalars.filter { $0.isASCII && $0.value > 0x1F && $0.value < 0x7F }.prefix(64)
    let plain = String(String.UnicodeScalarView(kept))
    return plain == name ? plain : plain + "…"
  }
}
