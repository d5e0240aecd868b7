import Synchronization

/// A data model read from a generated table: the table is scanned once for where the classes stand, a class is read when
/// it is first asked for.
public final class ModelTable: DataModel {
  /// FHIR 4.0.1.
  public static let fhir = ModelTable(GeneratedFHIRModel.text, conversionLibrary: "FHIRHelpers")

  /// The name after `using`.
  public let name: String
  /// The version of the definitions.
  public let version: String
  /// The namespace of the classes.
  public let namespace: String
  /// All implicit conversions.
  public let conversions: [ModelConversion]
  private let conversionsBySource: [String: [ModelConversion]]
  private let contexts: [ModelContext]
  private let lines: [String: Range<Int>]
  private let text: StaticString
  private let classes = Mutex<[String: ModelClass]>([:])

  /// The names of all classes.
  public var classNames: [String] { Array(lines.keys) }

  /// A model.
  /// - Parameters:
  ///   - text: The table, in the form that `GenerateTypeTable` writes: name, version and namespace in the first line, then
  ///     contexts (`@`), conversions (`>`) and classes, fields parted by tabs.
  ///   - conversionLibrary: The library whose functions convert, as it is included.
  public init(_ text: StaticString, conversionLibrary: String) {
    self.text = text
    var lines: [String: Range<Int>] = [:]
    lines.reserveCapacity(1024)
    var header: [Substring] = []
    var contextLines: [[Substring]] = []
    var conversionLines: [[Substring]] = []
    text.withUTF8Buffer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        switch bytes[start] {
        case UInt8(ascii: "@"): contextLines.append(Self.fields(bytes, start + 1..<end))
        case UInt8(ascii: ">"): conversionLines.append(Self.fields(bytes, start + 1..<end))
        default:
          if header.isEmpty {
            header = Self.fields(bytes, start..<end)
          } else if let tab = bytes[start..<end].firstIndex(of: 0x09) {
            lines[String(decoding: bytes[start..<tab], as: UTF8.self)] = start..<end
          }
        }
        start = end + 1
      }
    }
    self.lines = lines
    name = header.isEmpty ? "" : String(header[0])
    version = header.count > 1 ? String(header[1]) : ""
    let namespace = header.count > 2 ? String(header[2]) : ""
    self.namespace = namespace
    contexts = contextLines.filter { $0.count == 4 }.map {
      ModelContext(
        name: String($0[0]), type: Self.type($0[1], in: namespace),
        birthDatePath: $0[3].isEmpty ? nil : String($0[3]))
    }
    conversions = conversionLines.filter { $0.count == 3 }.flatMap { fields in
      fields[2].split(separator: ",").map {
        ModelConversion(
          source: Self.type($0, in: namespace), target: Self.type(fields[1], in: namespace),
          library: conversionLibrary, function: String(fields[0]))
      }
    }
    var bySource: [String: [ModelConversion]] = [:]
    for conversion in conversions {
      if case .model(let type) = conversion.source { bySource[type.name, default: []].append(conversion) }
    }
    conversionsBySource = bySource
  }

  /// The implicit conversions of a class, its own only.
  public func conversions(from className: String) -> [ModelConversion] { conversionsBySource[className] ?? [] }

  /// The context of a name.
  public func context(named name: String) -> ModelContext? { contexts.first { $0.name == name } }

  /// The class of a name, read on first use.
  public func modelClass(named name: String) -> ModelClass? {
    guard let line = lines[name] else { return nil }
    if let known = classes.withLock({ $0[name] }) { return known }
    let fields = text.withUTF8Buffer { Self.fields($0, line) }
    guard fields.count == 6 else { return nil }
    let elements = fields[5].split(separator: ";").compactMap { element -> CQLType.TupleElement? in
      guard let colon = element.firstIndex(of: ":") else { return nil }
      return CQLType.TupleElement(
        String(element[..<colon]), Self.type(element[element.index(after: colon)...], in: namespace))
    }
    let found = ModelClass(
      name: name, base: fields[1].isEmpty ? nil : Self.type(fields[1], in: namespace),
      isRetrievable: fields[2] == "+", primaryCodePath: fields[3].isEmpty ? nil : String(fields[3]),
      elements: elements)
    classes.withLock { $0[name] = found }
    return found
  }

  private static func fields(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Substring] {
    String(decoding: bytes[range], as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
  }

  /// The type that the table writes: `.T` of System, `<T` an interval, `*T` a list, `T|U` a choice, else a class.
  private static func type(_ text: Substring, in namespace: String) -> CQLType {
    if text.contains("|") { return .choice(text.split(separator: "|").map { type($0, in: namespace) }) }
    let rest = text.dropFirst()
    switch text.utf8.first {
    case UInt8(ascii: "*"): return .list(type(rest, in: namespace))
    case UInt8(ascii: "<"): return .interval(type(rest, in: namespace))
    case UInt8(ascii: "."): return .system(SystemType(rawValue: String(rest)) ?? .any)
    default: return .model(ModelType(namespace: namespace, name: String(text)))
    }
  }
}
