import HTTPTypes
import JSON
import WebServer

/// What the page asks for when a hook button is pressed.
struct FireOrder {
  let patient: String
  let service: String
  let hook: String
  let drafts: [String]
  let sendsPrefetch: Bool

  init(_ body: [UInt8]) throws(WebProblem) {
    let root = try Self.object(body)
    func text(_ name: String) throws(WebProblem) -> String {
      guard let text = root[name].string, (1...256).contains(text.utf8.count) else {
        throw WebProblem(.badRequest, code: .required, "A text is expected here.", at: name)
      }
      return text
    }
    patient = try text("patient")
    service = try text("service")
    hook = try text("hook")
    drafts = root["drafts"].elements.prefix(20).compactMap(\.string)
    sendsPrefetch = root["prefetch"].bool ?? true
  }

  static func object(_ body: [UInt8]) throws(WebProblem) -> JSONValue {
    guard let document = try? JSONDocument(parsing: body, limits: JSONLimits(bytes: 65_536, depth: 8, nodes: 4096)),
      document.root.isObject
    else { throw WebProblem(.badRequest, code: .structure, "The body is not one JSON object.") }
    return document.root
  }
}
