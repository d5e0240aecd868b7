/// What may stand between `{{` and `}}` in a prefetch template.
public enum PrefetchToken: Sendable, Hashable {
  /// A root field of the hook's context: `context.patientId`.
  case context(String)
  /// The user's id where the user is a Practitioner.
  case userPractitionerID
  /// The user's id where the user is a PractitionerRole.
  case userPractitionerRoleID
  /// The user's id where the user is a Patient.
  case userPatientID
  /// The user's id where the user is a RelatedPerson.
  case userRelatedPersonID

  /// The token written as `text`; nil when there is none of that name.
  init?(_ text: String) {
    switch text {
    case "userPractitionerId": self = .userPractitionerID
    case "userPractitionerRoleId": self = .userPractitionerRoleID
    case "userPatientId": self = .userPatientID
    case "userRelatedPersonId": self = .userRelatedPersonID
    default:
      guard text.hasPrefix("context.") else { return nil }
      let field = text.dropFirst(8)
      guard !field.isEmpty,
        field.utf8.allSatisfy({ FHIRID.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
      else { return nil }
      self = .context(String(field))
    }
  }

  /// The token as written in a template.
  public var text: String {
    switch self {
    case .context(let field): "context.\(field)"
    case .userPractitionerID: "userPractitionerId"
    case .userPractitionerRoleID: "userPractitionerRoleId"
    case .userPatientID: "userPatientId"
    case .userRelatedPersonID: "userRelatedPersonId"
    }
  }

  /// Its value in `context`, not yet encoded; nil when the context has none.
  func value(in context: HookContext) -> String? {
    switch self {
    case .context(let field): context.token(field)
    case .userPractitionerID: user(in: context, of: "Practitioner")
    case .userPractitionerRoleID: user(in: context, of: "PractitionerRole")
    case .userPatientID: user(in: context, of: "Patient")
    case .userRelatedPersonID: user(in: context, of: "RelatedPerson")
    }
  }

  private func user(in context: HookContext, of type: String) -> String? {
    guard let user = context.userID, let parts = FHIRID.split(user), parts.type == type else { return nil }
    return parts.id
  }
}
