public import JSON

/// Code systems by their OIDs, as senders that come from HL7 V2 and CDA call them instead of by the URI that FHIR wants.
///
/// A result with such a code is the same result: passing it over would make an older one the newest. The OIDs and URIs are
/// those that FHIR R4 lists beside each other (section 4.3, "Using Codes in FHIR", and the page of each code system).
public enum CodeSystemOID {
  private static let uris = [
    "2.16.840.1.113883.6.1": "http://loinc.org",
    "2.16.840.1.113883.6.96": "http://snomed.info/sct",
    "2.16.840.1.113883.6.88": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "2.16.840.1.113883.6.90": "http://hl7.org/fhir/sid/icd-10-cm",
    "2.16.840.1.113883.6.3": "http://hl7.org/fhir/sid/icd-10",
    "2.16.840.1.113883.6.4": "http://www.cms.gov/Medicare/Coding/ICD10",
    "2.16.840.1.113883.6.103": "http://hl7.org/fhir/sid/icd-9-cm",
    "2.16.840.1.113883.6.12": "http://www.ama-assn.org/go/cpt",
    "2.16.840.1.113883.6.69": "http://hl7.org/fhir/sid/ndc",
    "2.16.840.1.113883.6.73": "http://www.whocc.no/atc",
    "2.16.840.1.113883.12.292": "http://hl7.org/fhir/sid/cvx",
  ]

  private static let prefix = Array("urn:oid:".utf8)

  /// The URI of the system that `urn:oid:…` names; nil for any other text and for OIDs that are not known.
  public static func uri(of system: String) -> String? {
    system.utf8.starts(with: prefix) ? uris[String(system.dropFirst(prefix.count))] : nil
  }

  /// The URI of the system that a string names by its OID; nil for any other. Copies nothing unless it is an OID.
  public static func uri(of system: JSONValue?) -> String? {
    guard let system, system.isString else { return nil }
    let isOID = system.withTextBytes { $0.count > prefix.count && $0.starts(with: prefix) } ?? false
    return isOID ? system.string.flatMap { uri(of: $0) } : nil
  }
}

extension JSONValue {
  /// Whether a `Coding.system` is the code system with this URI, named by it or by its OID.
  public func isCodeSystem(_ uri: String) -> Bool { stringEquals(uri) || CodeSystemOID.uri(of: self) == uri }
}
