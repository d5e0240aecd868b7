public import HTTPClient
public import JSON

/// The access that an EHR hands over with a hook (`fhirAuthorization`; CDS Hooks, "Passing the Access Token to the CDS
/// Service"). Lives as long as the call and is never stored; it has no description and no encoding.
public struct FHIRAuthorization: Sendable, CustomReflectable {
  /// What the token may be used for.
  public let scopes: Scopes
  /// Who the token was issued to: our client id at this EHR.
  public let subject: String?
  /// The patient that the token is limited to, when it is.
  public let patient: String?
  /// How long the token lived when the call was received.
  public let lifetime: Duration
  private let accessToken: String

  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  /// A grant whose members were read elsewhere.
  public init(accessToken: String, lifetime: Duration, scopes: Scopes, subject: String?, patient: String?) {
    self.accessToken = accessToken
    self.lifetime = lifetime
    self.scopes = scopes
    self.subject = subject
    self.patient = patient
  }

  /// Reads the member. Answers nil for null, which some EHRs send instead of leaving it out.
  /// - Throws: ``FHIRAuthorizationError`` naming the member at fault, relative to the request.
  public init?(_ value: JSONValue) throws(FHIRAuthorizationError) {
    guard !value.isNull else { return nil }
    guard value.isObject else { throw FHIRAuthorizationError(member: nil, problem: "is not an object") }
    accessToken = try Self.text(value, "access_token", limit: BearerToken.maximumLength)
    // RFC 6749, 7.1: the type's case does not matter. Any other kind of token could not be used.
    guard try Self.text(value, "token_type", limit: 64).lowercased() == "bearer" else {
      throw FHIRAuthorizationError(member: "token_type", problem: "is not \"Bearer\"")
    }
    guard let seconds = value["expires_in"].int, (0...31_536_000).contains(seconds) else {
      throw FHIRAuthorizationError(member: "expires_in", problem: "is not a number of seconds between 0 and one year")
    }
    lifetime = .seconds(seconds)
    scopes = Scopes(parsing: try Self.text(value, "scope", limit: Scopes.byteLimit))
    subject = try Self.optionalText(value, "subject", limit: 1024)
    patient = try Self.optionalText(value, "patient", limit: 64)
  }

  /// Proves that the token is ours and the patient's.
  /// - Parameters:
  ///   - clientID: our client id at this EHR (``ClientRegistration/clientID``); nil does not look at `subject`.
  ///   - patientID: the hook's `context.patientId`; nil when the hook has none.
  /// - Throws: ``FHIRAuthorizationError`` when it is not.
  public func check(clientID: String?, patientID: String?) throws(FHIRAuthorizationError) {
    if let clientID, subject != clientID {
      throw FHIRAuthorizationError(
        member: "subject", problem: "is not the client id that this service is registered with")
    }
    if let patient, let patientID, patient != patientID {
      throw FHIRAuthorizationError(member: "patient", problem: "is not the patient of context.patientId")
    }
  }

  /// The token, bound to a registered FHIR server and to what is left of its life.
  /// - Parameters:
  ///   - base: the registered server (``ClientRegistration/fhirServer(matching:)``), never an unchecked `fhirServer`.
  ///   - receivedAt: when the call was received.
  ///   - margin: how much earlier to stop using it, for the time that requests take.
  /// - Throws: ``FHIRAuthorizationError`` when the token could break out of a header line.
  /// - Returns: the token, to be sent below `base` only.
  public func bearerToken(
    for base: BaseURL, receivedAt: ContinuousClock.Instant, margin: Duration = .seconds(2)
  ) throws(FHIRAuthorizationError) -> BearerToken {
    do throws(InvalidBearerToken) {
      return try BearerToken(accessToken, base: base, expiresAt: receivedAt + max(.zero, lifetime - margin))
    } catch {
      throw FHIRAuthorizationError(member: "access_token", problem: "cannot be sent: \(error.reason)")
    }
  }

  private static func text(_ value: JSONValue, _ member: String, limit: Int) throws(FHIRAuthorizationError) -> String {
    guard let text = try optionalText(value, member, limit: limit) else {
      throw FHIRAuthorizationError(member: member, problem: "is missing")
    }
    return text
  }

  private static func optionalText(
    _ value: JSONValue, _ member: String, limit: Int
  ) throws(FHIRAuthorizationError) -> String? {
    guard let found = value[member], !found.isNull else { return nil }
    guard let text = found.string, !text.isEmpty, text.utf8.count <= limit else {
      throw FHIRAuthorizationError(member: member, problem: "is not a string of 1 to \(limit) bytes")
    }
    return text
  }
}

/// `fhirAuthorization` cannot be used. Never quotes the token.
public struct FHIRAuthorizationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The member at fault; nil for the object itself.
  public let member: String?
  /// What is wrong; reads on after the path.
  public let problem: String

  /// Where the fault is, as in `fhirAuthorization.token_type`.
  public var path: String { member.map { "fhirAuthorization.\($0)" } ?? "fhirAuthorization" }
  /// One sentence.
  public var description: String { "\(path) \(problem)." }
}
