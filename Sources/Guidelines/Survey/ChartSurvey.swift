import CDSHooks
import ClinicalTypes
import CQL
import FHIR
import JSON
import Reasoning

/// How well charts serve the services: for each coded fact that a service needs, in how many charts it is found, and which
/// local codes seem to mean it where it is not.
///
/// ```swift
/// var survey = ChartSurvey(library)
/// for patient in patients { survey.add(patient) }
/// for fact in survey.report { … }
/// ```
public struct ChartSurvey: Sendable {
  /// A coded fact that services need.
  public struct Fact: Sendable {
    /// The type of resource; `Drug` for drugs, wherever the service looks for them; `Finding` for what may be a problem, a
    /// procedure or a result.
    public let type: String
    /// What it is called: the value set's title, or the code's display.
    public let name: String
    /// The services that need it.
    public let services: [String]
    /// In how many charts it is.
    public let charts: Int
    /// How many resources hold it.
    public let resources: Int
    /// Codes that no service knows and that read like this fact, the most frequent first.
    public let lookalikes: [Lookalike]
  }

  /// A code that charts hold and no service knows.
  public struct Lookalike: Sendable {
    /// `system|code`, or the text where there is no code.
    public let code: String
    /// Its display or text.
    public let display: String
    /// In how many charts it is.
    public let charts: Int
  }

  /// One fact, while charts are counted.
  private struct Question {
    var fact: CodedFact
    var services: [String]
    let codes: CodeSet
    let words: Set<String>
    var charts = 0
    var resources = 0

    func asks(like other: CodedFact) -> Bool {
      fact.kind == other.kind && fact.url == other.url && fact.places.map(\.type) == other.places.map(\.type)
    }

    func path(in type: String) -> String? { fact.places.first { $0.type == type }?.path }
  }

  private struct Seen {
    let type: String
    let display: String
    let words: Set<String>
    var charts: Int
    var lastChart: Int
  }

  /// How many charts were added.
  public private(set) var chartCount = 0
  private var questions: [Question] = []
  private var unknown: [String: Seen] = [:]

  /// A survey of what all services of a library need.
  public init(_ library: GuidelineLibrary) {
    for service in library.services where !service.isAggregate {
      for fact in service.codedFacts(in: library) {
        guard let set = try? library.terminology.expand(fact.url) else { continue }
        if let place = questions.firstIndex(where: { $0.asks(like: fact) }) {
          if !questions[place].services.contains(service.id) { questions[place].services.append(service.id) }
          questions[place].fact.prefixes += fact.prefixes
        } else {
          questions.append(
            Question(
              fact: fact, services: [service.id], codes: set,
              words: Self.words(fact.name).union(Self.words(of: set, forDrugs: fact.kind == "Drug"))))
        }
      }
    }
    // What one service knows of ICD-10 holds for the same value set in another.
    let known = Dictionary(grouping: questions, by: \.fact.url).mapValues { $0.flatMap(\.fact.prefixes) }
    for index in questions.indices { questions[index].fact.prefixes = known[questions[index].fact.url] ?? [] }
  }

  // MARK: Counting

  /// Adds a chart.
  public mutating func add(_ patient: RecordedPatient) {
    chartCount += 1
    var found = Array(repeating: 0, count: questions.count)
    for resource in patient.store.resources {
      let type = resource.typeName
      let asking = questions.indices.filter { questions[$0].path(in: type) != nil }
      guard !asking.isEmpty else { continue }
      var isKnown = false
      for index in asking where matches(resource, questions[index], patient.store) {
        found[index] += 1
        isKnown = true
      }
      if !isKnown { note(resource.value, type) }
    }
    for (index, count) in found.enumerated() where count > 0 {
      questions[index].charts += 1
      questions[index].resources += count
    }
  }

  private func matches(_ resource: Resource, _ question: Question, _ store: ResourceStore) -> Bool {
    guard let path = question.path(in: resource.typeName) else { return false }
    return concepts(of: resource.value, at: path, store).contains { concept in
      question.codes.containsAny(of: concept) == true
        || concept["coding"].elements.contains { coding in
          coding["system"]?.string?.hasPrefix("http://hl7.org/fhir/sid/icd-10") == true
            && question.fact.prefixes.contains { coding["code"]?.string?.hasPrefix($0) == true }
        }
    }
  }

  /// The concepts of an element, through a reference to a Medication where there is one.
  private func concepts(of resource: JSONValue, at path: String, _ store: ResourceStore) -> [JSONValue] {
    let name = path.split(separator: ".").first.map(String.init) ?? path
    var concepts: [JSONValue] = []
    for key in [name, name + "CodeableConcept"] {
      guard let value = resource[key] else { continue }
      concepts += value.isArray ? Array(value.elements) : [value]
    }
    if let reference = Reference(resource[name + "Reference"]),
      let target = store.resolve(reference, from: resource)?.value["code"]
    {
      concepts.append(target)
    }
    return concepts
  }

  private mutating func note(_ resource: JSONValue, _ type: String) {
    let name = ["MedicationRequest", "MedicationStatement"].contains(type) ? "medicationCodeableConcept" : "code"
    guard let concept = resource[name] else { return }
    let coding = concept["coding"].elements.first
    let display = coding?["display"]?.string ?? concept["text"].string ?? ""
    let code = coding?["code"]?.string.map { "\(coding?["system"]?.string ?? "no system")|\($0)" } ?? display
    guard !code.isEmpty else { return }
    let key = "\(type) \(code)"
    if var seen = unknown[key] {
      if seen.lastChart != chartCount { seen.charts += 1 }
      seen.lastChart = chartCount
      unknown[key] = seen
    } else {
      unknown[key] = Seen(
        type: type, display: display, words: Self.words(display), charts: 1, lastChart: chartCount)
    }
  }

  // MARK: Reporting

  /// The facts, those of one type together, by name.
  public var report: [Fact] {
    questions.map { question in
      let alike = unknown.filter { _, seen in
        question.path(in: seen.type) != nil && (question.fact.kind != "Finding" || seen.type == "Condition")
          && Self.isAlike(seen.words, question.words)
      }
      .sorted { ($1.value.charts, $0.key) < ($0.value.charts, $1.key) }.prefix(3)
      return Fact(
        type: question.fact.kind, name: question.fact.name, services: question.services, charts: question.charts,
        resources: question.resources,
        lookalikes: alike.map { key, seen in
          Lookalike(
            code: String(key.dropFirst(seen.type.count + 1)), display: seen.display, charts: seen.charts)
        })
    }
    .sorted { ($0.type, $0.name) < ($1.type, $1.name) }
  }

  /// Words that say nothing about what was measured.
  private static let common: Set<String> = [
    "blood", "serum", "plasma", "mass", "volume", "moles", "rate", "level", "levels", "codes", "with", "from", "oral",
    "tablet", "capsule", "product", "disorder", "disease", "history", "finding", "measurement", "unspecified", "type",
    "chronic", "acute", "other", "without", "total", "pack", "injection", "solution", "extended", "release", "actuat",
    "injectable", "chewable", "delayed", "disintegrating", "prefilled", "syringe", "topical", "sodium", "hydrochloride",
    "acid", "syndrome", "normal", "major", "essential", "primary", "secondary", "infection", "viral", "bacterial",
    "hour", "milligram", "measured", "presence", "situation", "procedure", "status", "ratio", "test", "body", "score",
  ]

  /// The words of a set's displays; of drugs only the ingredients', since products join what is not alike.
  private static func words(of set: CodeSet, forDrugs: Bool) -> Set<String> {
    set.codes.reduce(into: []) { all, code in
      let found = words(code.display ?? "")
      if !forDrugs || found.count == 1 { all.formUnion(found) }
    }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        .filter { $0.count >= 4 && !common.contains($0) && !$0.allSatisfy(\.isNumber) })
  }

  /// Whether a display reads like a fact: at least half of its telling words are the fact's.
  private static func isAlike(_ seen: Set<String>, _ wanted: Set<String>) -> Bool {
    let shared = seen.intersection(wanted).count
    return shared > 0 && shared * 2 >= seen.count
  }
}
