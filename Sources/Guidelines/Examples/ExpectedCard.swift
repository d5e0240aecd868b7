import CDSHooks
import JSON

extension ContentExample {
  /// A card as `expect.json` describes it; what is not said is not checked.
  struct ExpectedCard {
    var indicator: String?
    var summary: String?
    var detailContains: [String] = []
    var detailOmits: [String] = []
    var suggestions: [String]?
    var actions: [String]?

    /// Reads a card.
    /// - Throws: ``ContentError`` for anything that would go unchecked: a member that is not known or has another type.
    init(_ card: JSONValue, at path: String, in file: String) throws(ContentError) {
      guard card.isObject else {
        throw ContentError(
          file: file, path: path, message: "a card must be an object such as { \"summary\": \"...\" }")
      }
      func text(_ value: JSONValue, _ place: String) throws(ContentError) -> String {
        guard let text = value.string else {
          throw ContentError(file: file, path: "\(path).\(place)", message: "this must be a string")
        }
        return text
      }
      func texts(_ value: JSONValue, _ name: String) throws(ContentError) -> [String] {
        guard value.isArray else {
          throw ContentError(file: file, path: "\(path).\(name)", message: "this must be a list of strings")
        }
        var all: [String] = []
        for (index, item) in value.elements.enumerated() { all.append(try text(item, "\(name)[\(index)]")) }
        return all
      }
      for (name, value) in card.members {
        switch name {
        case "indicator":
          indicator = try text(value, name)
          guard indicator.flatMap(Indicator.init(rawValue:)) != nil else {
            throw ContentError(file: file, path: "\(path).indicator", message: "this must be info, warning or critical")
          }
        case "summary": summary = try text(value, name)
        case "detailContains": detailContains = try texts(value, name)
        case "detailOmits": detailOmits = try texts(value, name)
        case "suggestions": suggestions = try texts(value, name)
        case "actions": actions = try texts(value, name)
        default:
          throw ContentError(
            file: file, path: "\(path).\(name)",
            message:
              "nothing is known to check by the name '\(name)'; a card is told by indicator, summary, detailContains, "
              + "detailOmits, suggestions and actions")
        }
      }
    }
  }
}
