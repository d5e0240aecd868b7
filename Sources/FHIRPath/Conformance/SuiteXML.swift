/// An element of an XML file, as much of XML as test suites use. Not for documents from the network.
package struct SuiteXML {
  package var name: String
  package var attributes: [String: String] = [:]
  package var children: [SuiteXML] = []
  package var text = ""

  package func descendants(named wanted: String) -> [SuiteXML] {
    children.flatMap { ($0.name == wanted ? [$0] : []) + $0.descendants(named: wanted) }
  }

  package func first(_ wanted: String) -> SuiteXML? { children.first { $0.name == wanted } }

  /// The root element, or nil when the text is no XML or is nested deeper than 64.
  package static func parse(_ bytes: [UInt8]) -> SuiteXML? {
    var reader = Reader(bytes: bytes)
    return reader.document()
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() -> SuiteXML? {
      var open: [SuiteXML] = []
      while at < bytes.count {
        if bytes[at] != UInt8(ascii: "<") {
          let text = upTo("<")
          if !open.isEmpty { open[open.count - 1].text += Self.unescape(text) }
        } else if skip("<!--") {
          guard through("-->") != nil else { return nil }
        } else if skip("<![CDATA[") {
          guard let text = through("]]>") else { return nil }
          if !open.isEmpty { open[open.count - 1].text += String(decoding: text, as: UTF8.self) }
        } else if skip("<?") {
          guard through("?>") != nil else { return nil }
        } else if skip("<!") {
          guard through(">") != nil else { return nil }
        } else if skip("</") {
          guard through(">") != nil, let closed = open.popLast() else { return nil }
          if open.isEmpty { return closed }
          open[open.count - 1].children.append(closed)
        } else {
          at += 1
          guard let (element, isClosed) = tag(), open.count < 64 else { return nil }
          if !isClosed {
            open.append(element)
          } else if open.isEmpty {
            return element
          } else {
            open[open.count - 1].children.append(element)
          }
        }
      }
      return nil
    }

    private mutating func tag() -> (SuiteXML, isClosed: Bool)? {
      var element = SuiteXML(name: word())
      while at < bytes.count {
        blanks()
        if skip("/>") { return (element, true) }
        if skip(">") { return (element, false) }
        let name = word()
        blanks()
        guard !name.isEmpty, skip("=") else { return nil }
        blanks()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else { return nil }
        let quote = String(UnicodeScalar(bytes[at]))
        at += 1
        guard let value = through(quote) else { return nil }
        element.attributes[name] = Self.unescape(value)
      }
      return nil
    }

    private mutating func blanks() { while at < bytes.count, bytes[at] <= 0x20 { at += 1 } }

    private mutating func word() -> String {
      let start = at
      while at < bytes.count, bytes[at] > 0x20, !"=/><\"'".utf8.contains(bytes[at]) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skip(_ mark: String) -> Bool {
      guard bytes[at...].starts(with: mark.utf8) else { return false }
      at += mark.utf8.count
      return true
    }

    private mutating func upTo(_ mark: String) -> ArraySlice<UInt8> {
      let start = at
      while at < bytes.count, !bytes[at...].starts(with: mark.utf8) { at += 1 }
      return bytes[start..<at]
    }

    private mutating func through(_ mark: String) -> ArraySlice<UInt8>? {
      let found = upTo(mark)
      return skipIfPossible(mark) ? found : nil
    }

    private mutating func skipIfPossible(_ mark: String) -> Bool { at < bytes.count && skip(mark) }

    private static func unescape(_ bytes: ArraySlice<UInt8>) -> String {
      TextEncoding.text(html: String(decoding: bytes, as: UTF8.self))
    }
  }
}
