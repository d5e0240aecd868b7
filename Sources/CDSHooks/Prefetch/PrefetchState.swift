public import JSON

/// What a client sent under a prefetch key. The states mean different things and ask for different steps.
///
/// Source: CDS Hooks 2.0.1, "Prefetch Template"; FHIR-34274 for OperationOutcomes; 3.0 for empty Bundles.
public enum PrefetchState: Sendable {
  /// No such key: the client did not look. Fetch.
  case absent
  /// `null`: the client looked and has nothing. Do not fetch again.
  case null
  /// The client could not answer. Its server would refuse us alike, unless it says otherwise.
  case operationOutcome(PrefetchOutcome)
  /// One resource, of the type that was asked for.
  case resource(JSONValue)
  /// A search's answer: complete, cut short or empty.
  case bundle(PrefetchBundle)
  /// Something else; not used, and asked for anew.
  case unusable(UnusablePrefetch)

  /// Reads what `request` holds under `key`.
  ///
  /// Habits of known clients are read through: `{response, resource}` around the value, a single resource where a Bundle
  /// belongs, and a Bundle of one where a single resource belongs.
  /// - Parameters:
  ///   - key: the prefetch key.
  ///   - query: what the key's template asks for in this context.
  ///   - request: the call.
  ///   - notices: gains the habits met.
  public init(
    of key: String, answering query: ResourceQuery, in request: HookRequest,
    noting notices: inout [ToleratedHabit]
  ) {
    guard let sent = request.prefetch?[key] else {
      self = .absent
      return
    }
    let path = "prefetch.\(key)"
    var reader = PrefetchReader(path: path, query: query)
    self = reader.read(sent)
    notices += reader.notices
  }
}

/// A prefetch value that cannot serve.
public struct UnusablePrefetch: Sendable, Hashable {
  /// What is wrong with it.
  public enum Fault: Sendable, Hashable {
    /// Not an object (a string, an array …).
    case notAnObject
    /// A resource of another type.
    case otherType
    /// The record of another patient: a safety event.
    case otherPatient
    /// The right type with another id than was asked for.
    case otherInstance
  }

  /// What is wrong.
  public let fault: Fault
  /// Where, as a JSON path.
  public let path: String
  /// What was asked for, for people.
  public let expected: String
  /// What came, for people.
  public let found: String

  /// The fault as a request error, for a 400.
  public var error: HookRequestError {
    HookRequestError(
      path: path, expected: expected, found: found,
      remedy: fault == .otherPatient
        ? "The data belong to another patient than context.patientId; nothing was evaluated."
        : "Send what the template asks for, null where there is none, or leave the key out.")
  }
}

/// Reads one prefetch value.
private struct PrefetchReader {
  let path: String
  let query: ResourceQuery
  var notices: [ToleratedHabit] = []

  init(path: String, query: ResourceQuery) {
    self.path = path
    self.query = query
  }

  mutating func read(_ sent: JSONValue) -> PrefetchState {
    if sent.isNull { return .null }
    guard sent.isObject else { return unusable(.notAnObject, found: sent.kindDescription) }
    guard let type = sent["resourceType"]?.string else { return readWrapped(sent) }
    if type == "OperationOutcome" { return .operationOutcome(PrefetchOutcome(sent)) }
    switch query {
    case .read(let expected, let id):
      if type == expected { return instance(sent, type: type, id: id) }
      // A search's answer to a read: usable only if it is complete and holds exactly the one resource.
      guard type == "Bundle", let bundle = PrefetchBundle(sent) else {
        return unusable(.otherType, found: name(of: type))
      }
      let matching = bundle.resources.filter { $0["resourceType"]?.stringEquals(expected) == true }
      guard matching.count == 1 else { return unusable(.otherType, found: "a Bundle") }
      notices.append(ToleratedHabit(path: path, text: "a Bundle of one where the resource itself belongs"))
      return instance(matching[0], type: expected, id: id)
    case .search(let expected, _):
      if let bundle = PrefetchBundle(sent) { return .bundle(bundle) }
      guard type == expected else { return unusable(.otherType, found: name(of: type)) }
      notices.append(ToleratedHabit(path: path, text: "one resource where a Bundle belongs"))
      return .resource(sent)
    }
  }

  /// Batch responses pasted as they came: `{"response": {"status": "200"}, "resource": {…}}`.
  private mutating func readWrapped(_ sent: JSONValue) -> PrefetchState {
    if let resource = sent["resource"], resource["resourceType"] != nil || resource.isNull {
      notices.append(ToleratedHabit(path: path, text: "wrapped in {response, resource}; the resource was used"))
      return read(resource)
    }
    if let outcome = sent["response"]?["outcome"], outcome.isObject {
      return .operationOutcome(PrefetchOutcome(outcome))
    }
    return unusable(.otherType, found: "an object without resourceType")
  }

  private mutating func instance(_ value: JSONValue, type: String, id: String) -> PrefetchState {
    guard let found = value["id"]?.string, found != id else {
      if value["id"] == nil {
        notices.append(ToleratedHabit(path: "\(path).id", text: "missing; taken as the resource asked for"))
      }
      return .resource(value)
    }
    if type == "Patient", PatientLinks.links(value, to: id) {
      notices.append(
        ToleratedHabit(path: "\(path).id", text: "another record of the same patient, as Patient.link says"))
      return .resource(value)
    }
    return unusable(
      type == "Patient" ? .otherPatient : .otherInstance, at: "\(path).id",
      expected: "the id that the template asks for",
      found: "another id")
  }

  private func unusable(
    _ fault: UnusablePrefetch.Fault, at place: String? = nil, expected: String? = nil, found: String
  ) -> PrefetchState {
    .unusable(
      UnusablePrefetch(
        fault: fault, path: place ?? path, expected: expected ?? wanted, found: found))
  }

  private var wanted: String {
    switch query {
    case .read(let type, _): "a \(type)"
    case .search(let type, _): "a Bundle of \(type) resources"
    }
  }

  private func name(of type: String) -> String { FHIRID.isTypeName(type) ? "a \(type)" : "another type" }
}
