/// What a request takes from the hook call.
struct RequestFrame: Sendable {
  var patientID: String
  var encounterID: String?
  /// `Practitioner/x` or `PractitionerRole/x`; nil when the user is somebody else.
  var requester: String?
  /// The time of the call as a FHIR dateTime.
  var authoredOn: String
}
