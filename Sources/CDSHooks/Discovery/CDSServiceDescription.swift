public import JSON

/// One service as discovery shows it (`services[]`).
///
/// Source: CDS Hooks 2.0.1, "Discovery"; `version` is of 3.0 and written only when set.
public struct CDSServiceDescription: Sendable {
  /// A prefetch template under its key.
  public struct Prefetch: Sendable, Hashable {
    /// The key under which the client sends the answer.
    public var key: String
    /// What it is to read or search, relative to its FHIR server.
    public var template: PrefetchTemplate

    /// A template under a key.
    public init(key: String, template: PrefetchTemplate) {
      self.key = key
      self.template = template
    }
  }

  /// The hook that calls the service.
  public var hook: String
  /// A name for people.
  public var title: String?
  /// What the service does.
  public var description: String
  /// The last path segment of its URL.
  public var id: String
  /// The templates, in order: a template that depends on another comes after it (3.0), so the order is kept.
  public var prefetch: [Prefetch]
  /// What must be true for the service to work, for people.
  public var usageRequirements: String?
  /// The version of CDS Hooks that is spoken (3.0).
  public var version: String?
  /// Agreed members of other parties.
  public var `extension`: JSONTree?

  /// A description.
  public init(
    hook: String, title: String? = nil, description: String, id: String, prefetch: [Prefetch] = [],
    usageRequirements: String? = nil, version: String? = nil, extension: JSONTree? = nil
  ) {
    self.hook = hook
    self.title = title
    self.description = description
    self.id = id
    self.prefetch = prefetch
    self.usageRequirements = usageRequirements
    self.version = version
    self.`extension` = `extension`
  }

  /// Writes the service as JSON, without nulls and empty members.
  public func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("hook", hook)
      object.member("title", title.nonEmpty)
      object.member("description", description)
      object.member("id", id)
      object.member("version", version.nonEmpty)
      if !prefetch.isEmpty {
        object.key("prefetch")
        object.object { templates in
          for entry in prefetch { templates.member(entry.key, entry.template.text) }
        }
      }
      object.member("usageRequirements", usageRequirements.nonEmpty)
      object.member("extension", `extension`)
    }
  }
}

extension Optional where Wrapped == String {
  /// The text, unless it is empty.
  var nonEmpty: String? { self.flatMap { $0.isEmpty ? nil : $0 } }
}
