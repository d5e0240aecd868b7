import JSON

/// A code of a card's topic or of an override reason: the protocol's own, smaller relative of FHIR's `Coding`.
public struct Coding: Sendable, Hashable {
  /// The code itself.
  public var code: String
  /// The code system's URI. Required by the protocol.
  public var system: String
  /// Text for people. Required of override reasons.
  public var display: String?

  /// A coding.
  public init(code: String, system: String, display: String? = nil) {
    self.code = code
    self.system = system
    self.display = display
  }

  func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("code", code)
      object.member("system", system)
      object.member("display", display)
    }
  }
}
