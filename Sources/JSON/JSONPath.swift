/// Builds paths such as `prefetch.patient.name[0]` for people. A name that is long or not plain is shortened, since it
/// comes from the document and goes into logs.
struct JSONPath {
  private(set) var text = ""

  mutating func append(member name: String) {
    if !text.isEmpty { text += "." }
    let isPlain = name.utf8.count <= 64 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    text +=
      isPlain
      ? name
      : String(
        name.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }.prefix(64).map(Character.init))
        + "…"
  }

  mutating func append(index: Int) { text += "[\(index)]" }
}
