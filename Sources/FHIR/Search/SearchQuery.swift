/// A FHIR search: "Observation?patient=1&code=http://loinc.org|48643-1,http://loinc.org|33914-3&_count=50".
///
/// Parameters keep their order, since all of them must hold; the values of one parameter are alternatives.
public struct SearchQuery: Sendable, Hashable {
  /// The type of resource searched.
  public var type: String
  /// The parameters, in order.
  public var parameters: [Parameter]

  /// One parameter: `code:in=…` or `date=ge2026`.
  public struct Parameter: Sendable, Hashable {
    /// The name: "code".
    public var name: String
    /// What follows the name's colon: "in", "missing", "Patient".
    public var modifier: String?
    /// The alternatives.
    public var values: [SearchValue]

    /// Creates a parameter. Each value is taken literally, not as search syntax.
    public init(_ name: String, modifier: String? = nil, values: [SearchValue]) {
      self.name = name
      self.modifier = modifier
      self.values = values
    }
  }

  /// A search of `type`.
  public init(type: String, parameters: [Parameter] = []) {
    self.type = type
    self.parameters = parameters
  }

  /// Reads "Type?name=value&…", percent-encoded or not.
  /// - Parameters:
  ///   - text: the query, relative to a server's base; a leading slash is allowed.
  ///   - plusIsBlank: whether `+` means a blank, as in forms. FHIR's dates hold `+` in their zone, so it does not.
  /// - Throws: ``SearchQueryError`` naming the part that is wrong.
  public init(parsing text: String, plusIsBlank: Bool = false) throws(SearchQueryError) {
    let bytes = Array(text.utf8)
    let question = bytes.firstIndex(of: UInt8(ascii: "?"))
    let path = bytes[..<(question ?? bytes.endIndex)]
    let name = try PercentEncoding.decode(path.first == UInt8(ascii: "/") ? path.dropFirst() : path, plusIsBlank: false)
    guard FHIRTypes.shared.resource(named: name) != nil else {
      throw SearchQueryError(part: name, message: "expected a resource type before '?'")
    }
    type = name
    parameters = try Self.parameters(parsing: question.map { bytes[($0 + 1)...] } ?? [], plusIsBlank: plusIsBlank)
  }

  /// Reads "name=value&…", the part after the question mark.
  /// - Throws: ``SearchQueryError`` naming the part that is wrong.
  public static func parameters(
    parsing query: ArraySlice<UInt8>, plusIsBlank: Bool = false
  ) throws(SearchQueryError) -> [Parameter] {
    var parameters: [Parameter] = []
    for pair in query.split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = try PercentEncoding.decode(pair[..<equals], plusIsBlank: plusIsBlank)
      guard !name.isEmpty, equals < pair.endIndex else {
        throw SearchQueryError(part: name, message: "expected 'name=value'")
      }
      let value = try PercentEncoding.decode(pair[(equals + 1)...], plusIsBlank: plusIsBlank)
      let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      parameters.append(
        Parameter(
          String(parts[0]), modifier: parts.count > 1 ? String(parts[1]) : nil, values: SearchValue.list(parsing: value)
        ))
    }
    return parameters
  }

  /// The first parameter called `name` without regard to its modifier.
  public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// Adds a parameter whose values are taken literally.
  public mutating func append(_ name: String, modifier: String? = nil, _ values: SearchValue...) {
    parameters.append(Parameter(name, modifier: modifier, values: values))
  }

  /// The query as it goes into a URL, percent-encoded where it must be.
  public var text: String { parameters.isEmpty ? type : type + "?" + queryText }

  /// The part after the question mark, which is also the body of a search by POST.
  public var queryText: String {
    parameters.map { parameter in
      PercentEncoding.encode(parameter.name) + (parameter.modifier.map { ":" + PercentEncoding.encode($0) } ?? "")
        + "=" + parameter.values.map { PercentEncoding.encode($0.raw) }.joined(separator: ",")
    }.joined(separator: "&")
  }
}
