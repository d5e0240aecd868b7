import JSON

/// Reads the members of a request's body. See ``HookContextDecoder`` for the context.
struct HookRequestDecoder {
  let document: JSONDocument
  private var notices: [ToleratedHabit] = []

  init(document: JSONDocument) { self.document = document }

  mutating func decode(answering hooks: [String]?) throws(HookRequestError) -> HookRequest {
    let root = document.root
    guard root.isObject else {
      throw HookRequestError(
        path: "", expected: "a JSON object", found: root.kindDescription,
        remedy: "Send the CDS Hooks request object (CDS Hooks 2.0.1, HTTP Request).")
    }
    let hook = try hook(of: root, answering: hooks)
    let hookInstance = try hookInstance(of: root)
    let definition = HookLibrary.hook(hook) ?? .unknown(hook)
    // A service of the hook that took a deprecated one's place answers that one as its own.
    let answered = hooks?.contains(hook) == false ? definition.replacement ?? hook : hook
    if let replacement = definition.replacement {
      tolerate("hook", "\(hook) is deprecated in favour of \(replacement); it is answered all the same")
    }
    let server = try fhirServer(of: root)
    let authorization = try fhirAuthorization(of: root)
    if authorization != nil, server == nil {
      tolerate("fhirAuthorization", "given without fhirServer, so there is nowhere to use it")
    }
    var contextDecoder = HookContextDecoder(definition: definition)
    let context = try contextDecoder.decode(root["context"])
    return HookRequest(
      document: document, hook: answered, hookInstance: hookInstance, fhirServer: server,
      fhirAuthorization: authorization,
      context: context, definition: definition, prefetch: try object("prefetch", of: root),
      extension: try object("extension", of: root), notices: notices + contextDecoder.notices)
  }

  private mutating func tolerate(_ path: String, _ text: String) {
    notices.append(ToleratedHabit(path: path, text: text))
  }

  private func hook(of root: JSONValue, answering hooks: [String]?) throws(HookRequestError) -> String {
    guard let hook = root["hook"]?.string, !hook.isEmpty, hook.utf8.count <= 128 else {
      throw HookRequestError(
        path: "hook", expected: "the name of the hook, a string of at most 128 bytes",
        found: root["hook"]?.kindDescription,
        remedy: "Name the hook that fired, for example \"patient-view\".")
    }
    guard let hooks, !hooks.contains(hook) else { return hook }
    if let replacement = HookLibrary.hook(hook)?.replacement, hooks.contains(replacement) { return hook }
    throw HookRequestError(
      path: "hook", expected: "one of \(hooks.joined(separator: ", "))", found: "another hook",
      remedy: "This service answers only these hooks; see discovery for the service of another hook.")
  }

  private mutating func hookInstance(of root: JSONValue) throws(HookRequestError) -> String {
    guard let instance = root["hookInstance"]?.string, !instance.isEmpty, instance.utf8.count <= 128,
      instance.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw HookRequestError(
        path: "hookInstance", expected: "a UUID", found: root["hookInstance"]?.kindDescription,
        remedy: "Send a new UUID with each firing of a hook.")
    }
    if !UUIDText.isValid(instance) { tolerate("hookInstance", "not a UUID; used as an opaque name of the call") }
    return instance
  }

  private mutating func fhirServer(of root: JSONValue) throws(HookRequestError) -> String? {
    guard let value = present("fhirServer", of: root) else { return nil }
    guard let url = value.string, AbsoluteURL.isServiceBase(url) else {
      throw HookRequestError(
        path: "fhirServer", expected: "an absolute http(s) URL without user, query, fragment or dot segments",
        found: value.kindDescription == "a string" ? "a string that is none" : value.kindDescription,
        remedy: "Send the base URL of the FHIR server, for example https://ehr.example/fhir.")
    }
    return url
  }

  private mutating func fhirAuthorization(of root: JSONValue) throws(HookRequestError) -> RawFHIRAuthorization? {
    guard let value = present("fhirAuthorization", of: root) else { return nil }
    guard value.isObject else {
      throw HookRequestError(
        path: "fhirAuthorization", expected: "an object", found: value.kindDescription,
        remedy: "Send access_token, token_type, expires_in, scope and subject as members of an object.")
    }
    let token = try required("access_token", of: value)
    // Visible ASCII only: anything else could end a header line and begin another.
    guard token.utf8.count <= 16_384, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw HookRequestError(
        path: "fhirAuthorization.access_token", expected: "one line of visible ASCII of at most 16 kB",
        found: "other text", remedy: "Send the token as the authorization server issued it.")
    }
    let type = try required("token_type", of: value)
    guard type.lowercased() == "bearer" else {
      throw HookRequestError(
        path: "fhirAuthorization.token_type", expected: "Bearer", found: "another string",
        remedy: "Only bearer tokens are usable.")
    }
    let scope = value["scope"]?.string
    if scope == nil { tolerate("fhirAuthorization.scope", "missing; taken as no scope") }
    let subject = value["subject"]?.string
    if subject == nil { tolerate("fhirAuthorization.subject", "missing") }
    var patient = value["patient"]?.string
    if let given = patient, !FHIRID.isValid(given) {
      patient = FHIRID.split(given).flatMap { $0.type == "Patient" ? $0.id : nil }
      guard patient != nil else {
        throw HookRequestError(
          path: "fhirAuthorization.patient", expected: "a FHIR id", found: "a string that is none",
          remedy: "Send the id of the patient that the token is restricted to.")
      }
      tolerate("fhirAuthorization.patient", "a reference where an id belongs; its id was used")
    }
    return RawFHIRAuthorization(
      accessToken: ConfidentialText(token), expiresIn: try lifetime(of: value), scope: scope ?? "", subject: subject,
      patient: patient)
  }

  private mutating func lifetime(of authorization: JSONValue) throws(HookRequestError) -> Int? {
    let path = "fhirAuthorization.expires_in"
    let value = authorization["expires_in"]
    if let seconds = value?.int, seconds >= 0 { return seconds }
    if let text = value?.string, let seconds = Int(text), seconds >= 0 {
      tolerate(path, "a string where an integer belongs")
      return seconds
    }
    if value == nil {
      // A token of unknown life is good for this call at least, and used for nothing else.
      tolerate(path, "missing; the token is used for this call only")
      return nil
    }
    throw HookRequestError(
      path: path, expected: "a whole number of seconds", found: value?.kindDescription,
      remedy: "Send the token's lifetime as an integer, for example 300.")
  }

  private func required(_ name: String, of authorization: JSONValue) throws(HookRequestError) -> String {
    guard let text = authorization[name]?.string, !text.isEmpty else {
      throw HookRequestError(
        path: "fhirAuthorization.\(name)", expected: "a string", found: authorization[name]?.kindDescription,
        remedy: "Send it, or leave fhirAuthorization out where there is no grant.")
    }
    return text
  }

  /// A member that is there: null counts as absent, with a notice.
  private mutating func present(_ name: String, of root: JSONValue) -> JSONValue? {
    guard let value = root[name] else { return nil }
    guard !value.isNull else {
      tolerate(name, "null where the member should be left out")
      return nil
    }
    return value
  }

  private mutating func object(_ name: String, of root: JSONValue) throws(HookRequestError) -> JSONValue? {
    guard let value = present(name, of: root) else { return nil }
    guard value.isObject else {
      throw HookRequestError(
        path: name, expected: "an object", found: value.kindDescription,
        remedy: "Send an object, or leave \(name) out.")
    }
    return value
  }
}
