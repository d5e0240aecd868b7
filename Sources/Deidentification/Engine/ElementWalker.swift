import ClinicalTypes
import FHIR
import JSON

/// One request's walk over its resources: rules in, de-identified JSON out.
///
/// Recursion is bounded by ``maximumDepth``; what lies deeper does not leave.
final class ElementWalker {
  static let maximumDepth = 64

  let profile: DeidentificationProfile
  let dates: DateWriter
  var out: OutputBuffer
  /// Where masked free texts lie in the output, quotes included.
  var freeTexts: [Range<Int>] = []
  var pseudonyms = PseudonymTable()
  var dictionary: RecordDictionary
  /// From Bundle.entry.fullUrl to the key of the entry's resource.
  var keys: [String: String] = [:]
  private var plans: [FHIRType: TypePlan] = [:]
  private var counts: [CountKey: Int] = [:]
  private var namedCounts: [ReportKey: Int] = [:]
  /// The same by the resource's place in its document, for entries without an id.
  var keysByPlace: [ResourcePlace: String] = [:]
  /// The types of contained resources, by their container's key and their id.
  var containedTypes: [String: String] = [:]
  /// The key of the resource that is being written; for contained ones that of their container.
  var containerKey = ""
  /// The type of the resource that is being written.
  var currentType = ""
  /// The server to which a hook's relative references belong.
  var serverBase = ""

  init(
    _ profile: DeidentificationProfile, now: PartialDateTime, capacity: Int, random: inout some RandomNumberGenerator
  ) {
    self.profile = profile
    dates = DateWriter(profile.dates, now: now, random: &random)
    out = OutputBuffer(capacity: capacity)
    dictionary = RecordDictionary(lexicon: profile.lexicon)
  }

  func plan(for type: FHIRType) -> TypePlan {
    if let plan = plans[type] { return plan }
    let plan = TypePlan(type, profile)
    plans[type] = plan
    return plan
  }

  func result() -> DeidentificationResult {
    var named = namedCounts
    for (key, count) in counts {
      guard let step = plans[key.owner]?.step(keyID: key.keyID) else { continue }
      named[ReportKey(identifierClass: key.identifierClass, action: key.action, path: step.path), default: 0] += count
    }
    return DeidentificationResult(
      bytes: out.bytes, map: pseudonyms.map(anchor: dates.anchor),
      report: DeidentificationReport(profile: profile, counts: named), calendarNow: dates.calendarNow,
      freeTexts: freeTexts)
  }

  // MARK: Report

  private struct CountKey: Hashable {
    let owner: FHIRType
    let keyID: Int
    let identifierClass: IdentifierClass
    let action: DeidentificationReport.Action
  }

  func count(
    _ action: DeidentificationReport.Action, _ step: TypePlan.Step, in owner: FHIRType,
    as identifierClass: IdentifierClass? = nil
  ) {
    let key = CountKey(
      owner: owner, keyID: step.property.keyID, identifierClass: identifierClass ?? step.identifierClass, action: action
    )
    counts[key, default: 0] += 1
  }

  func count(_ action: DeidentificationReport.Action, _ identifierClass: IdentifierClass, path: String) {
    namedCounts[ReportKey(identifierClass: identifierClass, action: action, path: path), default: 0] += 1
  }

  /// Writes what `body` writes, or nothing when it answers false.
  func attempt(_ body: () -> Bool) -> Bool {
    let mark = out.mark
    if body() { return true }
    out.rollBack(to: mark)
    while let last = freeTexts.last, last.upperBound > out.bytes.count { freeTexts.removeLast() }
    return false
  }

  // MARK: Resources

  /// Writes a resource as the next value; answers false, and writes nothing, when it does not leave.
  func writeResource(_ value: JSONValue, depth: Int = 0) -> Bool {
    guard depth < Self.maximumDepth, let type = value[.resourceType].flatMap({ FHIRTypes.shared.type(named: $0) }),
      type.kind == .resource, !type.isAbstract
    else {
      count(.removed, .unknown, path: "Resource")
      return false
    }
    guard profile.resources.contains(type.name), !hasForeignModifier(value) else {
      count(.removed, .resource, path: type.name)
      return false
    }
    let (outerKey, outerType) = (containerKey, currentType)
    if !isContained { containerKey = key(of: value, type: type) }
    currentType = type.name
    defer { (containerKey, currentType) = (outerKey, outerType) }
    return attempt {
      out.begin(.openBrace)
      out.key("resourceType")
      out.string(type.name)
      _ = writeMembers(of: value, type: type, depth: depth + 1)
      out.end(.closeBrace)
      return true
    }
  }

  /// Whether resources that are met now stand in another's `contained`.
  var isContained = false

  /// A Bundle of these resources.
  func writeCollection(_ resources: [JSONValue]) {
    out.begin(.openBrace)
    out.key("resourceType")
    out.string("Bundle")
    out.key("type")
    out.string("collection")
    out.key("entry")
    out.begin(.openBracket)
    for resource in resources {
      _ = attempt {
        out.begin(.openBrace)
        out.key("resource")
        guard writeResource(resource) else { return false }
        out.end(.closeBrace)
        return true
      }
    }
    out.end(.closeBracket)
    out.end(.closeBrace)
  }

  /// An element with an extension that may change its meaning, and that would not leave with it, does not leave.
  func hasForeignModifier(_ value: JSONValue) -> Bool {
    guard let modifiers = value["modifierExtension"] else { return false }
    return !modifiers.isArray
      || modifiers.elements.contains { $0[.url].string.flatMap { profile.extensions[$0] } == nil }
  }

  // MARK: Elements

  /// Writes the members of an object that leave; answers whether there are any.
  func writeMembers(of value: JSONValue, type: FHIRType, depth: Int) -> Bool {
    let plan = plan(for: type)
    var hasMembers = false
    for child in JSONChildren(value) {
      let keyID = child.node.keyID
      if keyID == FHIRKey.resourceType.id { continue }
      guard let step = plan.step(keyID: keyID) else {
        count(.removed, .unknown, path: type.name + ".*")
        continue
      }
      if writeMember(child, step, in: type, depth: depth) { hasMembers = true }
    }
    return hasMembers
  }

  private func writeMember(_ value: JSONValue, _ step: TypePlan.Step, in owner: FHIRType, depth: Int) -> Bool {
    guard step.rule != .drop, value.isArray == step.isCollection, depth < Self.maximumDepth else {
      count(.removed, step, in: owner, as: removedClass(value, step, owner))
      return false
    }
    if case .birthDate = step.rule { return writeBirthDate(value, step, in: owner) }
    return attempt {
      out.key(step.property.jsonName)
      guard step.isCollection else { return writeElement(value, step, in: owner, depth: depth) }
      out.begin(.openBracket)
      var hasElements = false
      for element in value.elements {
        let done = attempt { writeElement(element, step, in: owner, depth: depth) }
        hasElements = hasElements || done
      }
      out.end(.closeBracket)
      return hasElements
    }
  }

  private func writeElement(_ value: JSONValue, _ step: TypePlan.Step, in owner: FHIRType, depth: Int) -> Bool {
    let action = write(value, step, in: owner, depth: depth)
    // What was opened is counted by its members.
    if let action { count(action, step, in: owner) }
    return action != .removed
  }

  /// Identifiers are counted by what they identify.
  private func removedClass(_ value: JSONValue, _ step: TypePlan.Step, _ owner: FHIRType) -> IdentifierClass? {
    guard step.type.name == "Identifier" else { return nil }
    return IdentifierClass(ofIdentifier: step.isCollection ? value[0] : value, owner: owner.name)
  }
}

/// Where a resource stands, among several documents.
struct ResourcePlace: Hashable {
  private let document: ObjectIdentifier
  private let index: Int

  init(_ resource: JSONValue) {
    document = ObjectIdentifier(resource.document)
    index = resource.index
  }
}

/// The members of an object or elements of an array, by index alone.
struct JSONChildren: Sequence, IteratorProtocol {
  private let document: JSONDocument
  private var index: Int
  private let end: Int

  init(_ value: JSONValue) {
    document = value.document
    index = value.index + 1
    end = value.isObject || value.isArray ? Int(value.node.next) : index
  }

  mutating func next() -> JSONValue? {
    guard index < end else { return nil }
    defer { index = Int(document.nodes[index].next) }
    return JSONValue(document: document, index: index)
  }
}
