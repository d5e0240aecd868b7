import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a CQL ModelInfo document (`urn:hl7-org:elm-modelinfo:r1`) into lines of `ModelInfoFile`.
final class ModelInfoReader: NSObject, XMLParserDelegate {
  private(set) var name = ""
  private(set) var version = ""
  private(set) var url = ""
  private(set) var classes: [String] = []
  /// Target type by function by source types.
  private(set) var conversions: [String: [String]] = [:]
  private(set) var contexts: [String] = []
  private var header = ""
  private var elements: [String] = []
  private var elementName = ""
  private var elementType = ""
  private var choices: [String] = []
  private var context: (name: String, key: String, birthDate: String) = ("", "", "")
  private var depthOfElementTypes = 0

  init(file: URL) throws {
    super.init()
    let parser = XMLParser(data: try Data(contentsOf: file))
    parser.delegate = self
    guard parser.parse() else {
      throw DefinitionError(place: file.lastPathComponent, message: "this is not well-formed XML")
    }
  }

  /// `FHIR.string` becomes `string`, `System.String` becomes `.String`, `Interval<System.DateTime>` `<.DateTime`.
  private func short(_ type: String) -> String {
    if type.hasPrefix("Interval<") { return "<" + short(String(type.dropFirst(9).dropLast())) }
    if type.hasPrefix("FHIR.") { return String(type.dropFirst(5)) }
    return type.hasPrefix("System.") ? String(type.dropFirst(6)) : type
  }

  func parser(
    _ parser: XMLParser, didStartElement tag: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    switch tag {
    case "modelInfo":
      name = attributes["name"] ?? ""
      version = attributes["version"] ?? ""
      url = attributes["url"] ?? ""
    case "typeInfo":
      let label = attributes["label"] ?? ""
      let typeName = attributes["name"] ?? ""
      header = [
        typeName, short(attributes["baseType"] ?? ""), attributes["retrievable"] == "true" ? "+" : "",
        attributes["primaryCodePath"] ?? "", label == typeName ? "" : label,
      ].joined(separator: "\t")
      elements = []
    case "element":
      elementName = attributes["name"] ?? ""
      elementType = attributes["elementType"].map(short) ?? ""
      choices = []
    case "elementTypeSpecifier":
      let kind = attributes["xsi:type"] ?? ""
      if kind == "ListTypeSpecifier" {
        elementType = "*" + short(attributes["elementType"] ?? "")
      } else if kind == "NamedTypeSpecifier", elementType.isEmpty {
        elementType = short("\(attributes["namespace"] ?? "").\(attributes["name"] ?? "")")
      }
    case "choice": choices.append(short("\(attributes["namespace"] ?? "").\(attributes["name"] ?? "")"))
    case "conversionInfo":
      let function = (attributes["functionName"] ?? "").split(separator: ".").last.map(String.init) ?? ""
      conversions["\(function)\t\(short(attributes["toType"] ?? ""))", default: []]
        .append(short(attributes["fromType"] ?? ""))
    case "contextInfo":
      context = (attributes["name"] ?? "", attributes["keyElement"] ?? "", attributes["birthDateElement"] ?? "")
    case "contextType":
      contexts.append(
        [context.name, attributes["name"] ?? "", context.key, context.birthDate].joined(separator: "\t"))
    default: break
    }
  }

  func parser(_ parser: XMLParser, didEndElement tag: String, namespaceURI: String?, qualifiedName: String?) {
    switch tag {
    case "element":
      if !choices.isEmpty { elementType += choices.joined(separator: "|") }
      elements.append("\(elementName):\(elementType)")
    case "typeInfo": classes.append("\(header)\t\(elements.joined(separator: ";"))")
    default: break
    }
  }
}
