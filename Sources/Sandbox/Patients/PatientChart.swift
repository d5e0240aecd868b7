import ClinicalTypes
import FHIR
import JSON

/// What the page shows of a patient.
struct PatientChart {
  static let storyExtension = "https://chartside.health/fhir/StructureDefinition/story"

  /// One line of a list.
  struct Line {
    var text: String
    var detail: String?
    var date: String?
  }

  let patient: Resource
  let store: ResourceStore
  let today: PartialDate

  private var id: String { patient.id ?? "" }

  /// Why this patient is interesting, in one line: written with the patient, or told from the record.
  var story: String {
    let written = patient.value["extension"].elements.first { $0["url"].string == Self.storyExtension }
    if let text = written["valueString"].string { return text }
    let problems = problems.prefix(3).map(\.text)
    let medicines = medicines.count
    let parts = problems + (medicines == 0 ? [] : ["\(medicines) medicine\(medicines == 1 ? "" : "s")"])
    return parts.isEmpty ? "Nothing on the problem list" : parts.joined(separator: ", ")
  }

  /// Active problems, newest first, each named once.
  var problems: [Line] {
    distinct(
      resources("Condition", newestBy: ["onsetDateTime", "recordedDate"]).filter { condition in
        let status = condition["clinicalStatus"]["coding"][0]["code"].string ?? "active"
        let isRefuted = condition["verificationStatus"]["coding"].elements.contains {
          $0["code"].stringEquals("refuted") || $0["code"].stringEquals("entered-in-error")
        }
        return ["active", "recurrence", "relapse"].contains(status) && !isRefuted
      }.map { Line(text: ChartText.concept($0["code"]), date: day($0["onsetDateTime"] ?? $0["recordedDate"])) })
  }

  /// Active medicines.
  var medicines: [Line] {
    distinct(
      resources("MedicationRequest", newestBy: ["authoredOn"]).filter { $0["status"].stringEquals("active") }.map {
        Line(
          text: ChartText.medicine($0, in: store), detail: $0["dosageInstruction"][0]["text"].string,
          date: day($0["authoredOn"]))
      })
  }

  var allergies: [Line] {
    distinct(
      resources("AllergyIntolerance", newestBy: ["recordedDate"]).map {
        Line(text: ChartText.concept($0["code"]), detail: $0["reaction"][0]["manifestation"][0]["text"].string)
      })
  }

  /// The latest value of each kind of observation.
  var results: [Line] {
    distinct(
      resources("Observation", newestBy: ["effectiveDateTime", "issued"]).compactMap { observation in
        guard !observation["status"].stringEquals("entered-in-error"), !observation["status"].stringEquals("cancelled"),
          let value = ChartText.result(observation)
        else { return nil }
        return Line(
          text: ChartText.concept(observation["code"]), detail: value, date: day(observation["effectiveDateTime"]))
      })
  }

  func write(to writer: inout JSONWriter) {
    writer.object { chart in
      chart.member("id", id)
      chart.member("name", ChartText.name(patient.value))
      chart.member("facts", ChartText.ageAndSex(patient.value, today: today))
      chart.member("born", patient.value["birthDate"].string)
      chart.member("story", story)
      for (name, lines) in [
        ("problems", problems), ("medicines", medicines), ("allergies", allergies),
        ("results", Array(results.prefix(14))),
      ] {
        chart.key(name)
        chart.array { array in
          for line in lines.prefix(30) {
            array.object { object in
              object.member("text", line.text)
              object.member("detail", line.detail)
              object.member("date", line.date)
            }
          }
        }
      }
    }
  }

  private func resources(_ type: String, newestBy dates: [String]) -> [JSONValue] {
    store.resources(ofType: type, patient: id).map(\.value)
      .map { value in (value, dates.lazy.compactMap { value[$0].string }.first.flatMap { TimeRange($0)?.start } ?? .min)
      }
      .sorted { $0.1 > $1.1 }.map(\.0)
  }

  private func distinct(_ lines: [Line]) -> [Line] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0.text).inserted }
  }

  private func day(_ value: JSONValue?) -> String? { value.string.map { String($0.prefix(10)) } }
}
