public import JSON

/// A member name of FHIR's JSON with its id, for code that reads the same members over and over.
///
/// `value[.code]` compares integers in a document parsed with ``FHIRVocabulary``, and looks the name up in any other.
public struct FHIRKey: Sendable, Hashable {
  /// The name.
  public let name: String
  /// Its id in ``FHIRVocabulary``, or -1 if FHIR has no such member.
  public let id: Int

  /// The key called `name`. Make it once, not in a loop.
  public init(_ name: String) {
    self.name = name
    id = FHIRVocabulary.shared.id(of: name) ?? -1
  }

  /// `resourceType`
  public static let resourceType = FHIRKey("resourceType")
  /// `id`
  public static let id = FHIRKey("id")
  /// `meta`
  public static let meta = FHIRKey("meta")
  /// `lastUpdated`
  public static let lastUpdated = FHIRKey("lastUpdated")
  /// `versionId`
  public static let versionId = FHIRKey("versionId")
  /// `profile`
  public static let profile = FHIRKey("profile")
  /// `contained`
  public static let contained = FHIRKey("contained")
  /// `entry`
  public static let entry = FHIRKey("entry")
  /// `resource`
  public static let resource = FHIRKey("resource")
  /// `fullUrl`
  public static let fullUrl = FHIRKey("fullUrl")
  /// `reference`
  public static let reference = FHIRKey("reference")
  /// `type`
  public static let type = FHIRKey("type")
  /// `identifier`
  public static let identifier = FHIRKey("identifier")
  /// `coding`
  public static let coding = FHIRKey("coding")
  /// `system`
  public static let system = FHIRKey("system")
  /// `code`
  public static let code = FHIRKey("code")
  /// `value`
  public static let value = FHIRKey("value")
  /// `extension`
  public static let `extension` = FHIRKey("extension")
  /// `url`
  public static let url = FHIRKey("url")
  /// `start`
  public static let start = FHIRKey("start")
}

extension JSONValue {
  /// The member `key`, or nil when there is none or the value is no object.
  public subscript(_ key: FHIRKey) -> JSONValue? {
    if key.id >= 0, document.vocabulary === FHIRVocabulary.shared { return self[keyID: key.id] }
    return self[key.name]
  }
}

extension Optional where Wrapped == JSONValue {
  /// The member `key`, or nil.
  public subscript(_ key: FHIRKey) -> JSONValue? { self?[key] }
}
