import Foundation
import JSON

/// The published R4 definitions, read from a folder that holds `types/`, `valuesets/`, `codesystems/`,
/// `search-parameters.json` and `compartment-patient.json`.
struct Definitions {
  /// StructureDefinitions of resources and data types (logical models left out), sorted by name.
  var types: [JSONValue] = []
  /// ValueSets by canonical URL.
  var valueSets: [String: JSONValue] = [:]
  /// CodeSystems by canonical URL.
  var codeSystems: [String: JSONValue] = [:]
  /// SearchParameters, as published.
  var searchParameters: [JSONValue] = []
  /// The CompartmentDefinition of Patient.
  var patientCompartment: JSONValue

  init(folder: URL) throws {
    types = try Self.documents(folder.appendingPathComponent("types"))
      .filter { $0["kind"]?.string != "logical" && $0["snapshot"] != nil }
      .sorted { ($0["name"]?.string ?? "") < ($1["name"]?.string ?? "") }
    for set in try Self.documents(folder.appendingPathComponent("valuesets")) {
      if let url = set["url"]?.string { valueSets[url] = set }
    }
    for system in try Self.documents(folder.appendingPathComponent("codesystems")) {
      if let url = system["url"]?.string { codeSystems[url] = system }
    }
    searchParameters = try Array(Self.document(folder.appendingPathComponent("search-parameters.json")).elements)
    patientCompartment = try Self.document(folder.appendingPathComponent("compartment-patient.json"))
  }

  private static func documents(_ folder: URL) throws -> [JSONValue] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
      .map { try document(folder.appendingPathComponent($0)) }
  }

  private static func document(_ file: URL) throws -> JSONValue {
    try JSONDocument(parsing: Array(Data(contentsOf: file))).root
  }
}
