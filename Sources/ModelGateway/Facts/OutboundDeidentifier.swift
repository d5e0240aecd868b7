public import ClinicalTypes
public import FHIR

/// Makes of records what may leave. The gateway sends nothing that did not come from here.
public protocol OutboundDeidentifier: Sendable {
  /// The profile's name, as registrations name it and audit records it.
  var profile: String { get }

  /// De-identifies resources under one set of pseudonyms, new with every call.
  /// - Parameters:
  ///   - resources: the chart's resources.
  ///   - now: the time of the call.
  /// - Returns: what may leave of them.
  /// - Throws: any error when nothing may leave.
  func deidentify(_ resources: [Resource], now: PartialDateTime) async throws -> OutboundPayload
}
