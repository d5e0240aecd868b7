import ClinicalTypes
public import JSON
import Synchronization

/// Resources from many documents, indexed once: by type, id, URL, code, patient and date.
///
/// ```swift
/// let store = ResourceStore([bundle.root, patient.root])
/// let results = store.resources(ofType: "Observation", code: "4548-4", system: "http://loinc.org")
/// let ordered = store.resolve(Reference(request.value["medicationReference"]), from: request.value)
/// ```
///
/// A Bundle gives its entries' resources, any other resource itself. Of two resources with the same type and id the
/// newer one stays (`meta.lastUpdated`, then a numeric `meta.versionId`, else the one that came first), in the place
/// of the first. Contained resources are no members of their own; ``resolve(_:from:)`` finds them.
public final class ResourceStore: Sendable {
  /// The resources, in the order of their arrival.
  public let resources: [Resource]
  /// The FHIR server's base to which absolute references may point, without a final slash.
  public let base: String?

  let entries: [StoredEntry]
  let byType: [Int: [Int32]]
  let byID: HashIndex
  let byURL: HashIndex
  let byCode: HashIndex
  let places: [ObjectIdentifier: [Int32]]
  /// Whose each resource is, found out when it is first asked: reasoning over one patient's record never asks.
  private let patients = Mutex<PatientIndex?>(nil)
  /// The resources of each type by date, sorted when they are first asked for.
  private let byDate = Mutex<[String: [Resource]]>([:])

  /// Indexes `values`, each a resource or a Bundle; what is neither is left out.
  /// - Parameters:
  ///   - values: resources and Bundles, in the order in which they count.
  ///   - base: the FHIR server from which the resources came, if it is known.
  public init(_ values: [JSONValue], base: String? = nil) {
    let gathered = StoreBuilder(values)
    self.base = base.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    entries = gathered.entries
    resources = gathered.entries.map(\.resource)
    byID = gathered.byID
    byURL = gathered.byURL
    places = gathered.places
    var byType: [Int: [Int32]] = [:]
    var byCode = HashIndex(capacity: entries.count)
    for (number, entry) in entries.enumerated() where entry.type >= 0 {
      byType[entry.type, default: []].append(Int32(number))
      PrimaryElements.all[entry.type].forEachCoding(of: entry.resource) { coding in
        if let hash = CodingKey.hash(of: coding, type: entry.type) { byCode.insert(number, hash: hash) }
      }
    }
    self.byType = byType
    self.byCode = byCode
  }

  /// The resource entries of these documents; see ``init(_:base:)``.
  public convenience init(documents: [JSONDocument], base: String? = nil) {
    self.init(documents.map(\.root), base: base)
  }

  // MARK: By type

  /// The resources of a type, in order of arrival.
  public func resources(ofType name: String) -> [Resource] {
    numbers(ofType: name).map { resources[Int($0)] }
  }

  /// The resources of a type, the newest by its clinical date first (Observation.effective, Condition.onset, …);
  /// undated ones come last. Compare dates of different precision yourself: a month counts from its first instant.
  public func newestFirst(ofType name: String) -> [Resource] {
    if let known = byDate.withLock({ $0[name] }) { return known }
    let dated = numbers(ofType: name).map { number in
      let entry = entries[Int(number)]
      return (date: PrimaryElements.all[entry.type].milliseconds(of: entry.resource) ?? .min, number: number)
    }
    let sorted = dated.sorted { $0.date == $1.date ? $0.number < $1.number : $0.date > $1.date }
      .map { resources[Int($0.number)] }
    byDate.withLock { if !sorted.isEmpty { $0[name] = sorted } }
    return sorted
  }

  func numbers(ofType name: String) -> [Int32] {
    FHIRTypes.shared.type(named: name).flatMap { byType[Int($0.index)] } ?? []
  }

  // MARK: By id

  /// The resource of this type and id.
  public func resource(ofType name: String, id: String) -> Resource? {
    var (name, id) = (name, id)
    let hash = KeyHash.of(name, id, salt: StoreBuilder.idSalt)
    return name.withUTF8 { name in
      id.withUTF8 { id in
        for number in byID.candidates(hash)
        where entries[number].isNamed(UnsafeRawBufferPointer(name), UnsafeRawBufferPointer(id)) {
          return resources[number]
        }
        return nil
      }
    }
  }

  /// The resource whose Bundle entry has this `fullUrl`.
  public func resource(fullURL: String) -> Resource? {
    for number in byURL.candidates(KeyHash.of(fullURL, salt: StoreBuilder.urlSalt))
    where entries[number].fullURL?.stringEquals(fullURL) == true { return resources[number] }
    return nil
  }

  // MARK: By code

  /// The resources of a type whose code element (Observation.code, MedicationRequest.medication, Encounter.type, …)
  /// holds this code of this system.
  public func resources(ofType name: String, code: String, system: String) -> [Resource] {
    guard let type = FHIRTypes.shared.type(named: name) else { return [] }
    return numbers(type: Int(type.index), code: code, system: system).map { resources[$0] }
  }

  /// The resources of a type whose code element holds a code of the set, in order of arrival.
  ///
  /// Codes of systems that the set takes in but does not list are not found; see ``CodeSet/contains(_:)``.
  public func resources(ofType name: String, in set: CodeSet) -> [Resource] {
    guard let type = FHIRTypes.shared.type(named: name), let all = byType[Int(type.index)] else { return [] }
    // Asking the index for each code costs by the set's size, asking the set for each resource by the store's.
    guard set.codes.count < all.count else {
      let elements = PrimaryElements.all[Int(type.index)]
      return all.compactMap { number in
        var isMember = false
        elements.forEachCoding(of: resources[Int(number)]) { if set.contains(coding: $0) == true { isMember = true } }
        return isMember ? resources[Int(number)] : nil
      }
    }
    var found: Set<Int> = []
    for code in set.codes {
      guard let system = code.system else { continue }
      found.formUnion(numbers(type: Int(type.index), code: code.code, system: system))
    }
    return found.sorted().map { resources[$0] }
  }

  private func numbers(type: Int, code: String, system: String) -> [Int] {
    var found: [Int] = []
    for number in byCode.candidates(CodingKey.hash(code: code, system: system, type: type)) where found.last != number {
      var isMatch = false
      PrimaryElements.all[type].forEachCoding(of: resources[number]) { coding in
        if coding[.code]?.stringEquals(code) == true, coding[.system]?.isCodeSystem(system) == true { isMatch = true }
      }
      if isMatch, entries[number].type == type { found.append(number) }
    }
    return found
  }

  // MARK: By patient

  /// The resources of a type that are in the compartment of this patient for certain, in order of arrival.
  public func resources(ofType name: String, patient id: String) -> [Resource] {
    guard let type = FHIRTypes.shared.type(named: name) else { return [] }
    return patientIndex.numbers(of: id).compactMap { number in
      entries[number].type == Int(type.index) ? resources[number] : nil
    }
  }

  private var patientIndex: PatientIndex {
    patients.withLock { known in
      if let known { return known }
      let made = PatientIndex(entries, byURL: byURL, base: base)
      known = made
      return made
    }
  }
}
