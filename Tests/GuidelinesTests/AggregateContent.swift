import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning

/// Three small services and the aggregate of two hooks that is made of them.
enum AggregateContent {
  static let shared = """
    library TestFacts version '1.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    codesystem "LOINC": 'http://loinc.org'
    code "Potassium": '2823-3' from "LOINC"
    parameter gaps List<String> default List<String>{}
    context Patient
    define "Potassium Results": [Observation: "Potassium"] O where O.status = 'final'
    define "Is Unknown": 'Observation' in gaps
    """

  static func library(_ name: String, define: String) -> String {
    """
    library \(name) version '1.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    include TestFacts version '1.0.0' called Facts
    parameter "Limit" Decimal default 5.0
    parameter "Style" String default 'plain'
    context Patient
    define "Findings": \(define)
    """
  }

  static let high = library(
    "HighPotassium",
    define: """

        Facts."Potassium Results" O
          where (O.value as FHIR.Quantity).value.value > "Limit"
          return Tuple { summary: 'Potassium is high (' & "Style" & ')', evidence: { O } }
      """)
  static let count = library(
    "CountPotassium", define: "Tuple { summary: ToString(Count(Facts.\"Potassium Results\")) & ' results' }")
  static let broken = library(
    "BrokenPotassium", define: "Tuple { summary: ToString(singleton from { 1, 2 }) }")

  static func plan(
    _ id: String, library: String, priority: String = "routine", trigger: String? = "patient-view", more: String = ""
  ) -> String {
    let triggers = trigger.map { "\"trigger\":[{\"type\":\"named-event\",\"name\":\"\($0)\"}]," } ?? ""
    return """
      {"resourceType":"PlanDefinition","id":"\(id)","url":"https://example.org/PlanDefinition/\(id)","version":"1.0.0",
       "title":"Plan \(id)","status":"active","publisher":"A publisher","library":["https://example.org/Library/\(library)"]\(more),
       "action":[{"id":"\(id)-card",\(triggers)"priority":"\(priority)",
         "code":[{"coding":[{"system":"https://example.org/topics","code":"\(id.replacing("-", with: ""))"}]}],
         "extension":[{"url":"https://chartside.health/fhir/StructureDefinition/finding",
           "valueExpression":{"language":"text/cql-identifier","expression":"Findings"}}]}]}
      """
  }

  static func aggregate(_ members: [String], hook: String = "patient-view", condition: String = "") -> String {
    let actions = members.map {
      "{\"id\":\"\($0)\",\"definitionCanonical\":\"https://example.org/PlanDefinition/\($0)\"\(condition)}"
    }
    return """
      {"resourceType":"PlanDefinition","id":"all","url":"https://example.org/PlanDefinition/all","version":"1.0.0",
       "title":"All","status":"active","publisher":"A publisher",
       "action":[{"trigger":[{"type":"named-event","name":"\(hook)"}],"action":[\(actions.joined(separator: ","))]}]}
      """
  }

  static let plans = [
    plan("high", library: "HighPotassium", priority: "urgent"), plan("count", library: "CountPotassium"),
    plan("broken", library: "BrokenPotassium"),
  ]

  static func library(_ plans: [String]) throws -> GuidelineLibrary {
    let libraries = [
      CQLContent.library("TestFacts", cql: shared), CQLContent.library("HighPotassium", cql: high),
      CQLContent.library("CountPotassium", cql: count), CQLContent.library("BrokenPotassium", cql: broken),
    ]
    let artifacts = try (plans + libraries).enumerated().map { index, text in
      guard let resource = Resource(try JSONDocument(fhir: text).root) else {
        throw ContentError(file: "\(index)", message: "no resource")
      }
      return ContentArtifact(resource: resource, file: "content-\(index).json")
    }
    return try GuidelineLibrary(content: ContentLibrary(artifacts))
  }

  static let now = PartialDateTime(fhirDateTime: "2026-11-23T10:00:00-05:00")

  static func patient(potassium: [String]) throws -> RecordedPatient {
    let observations = potassium.enumerated().map { index, value in
      SmallContent.observation("k\(index)", value, date: "2026-11-\(10 + index)")
    }
    let entries = ["{\"resource\":\(SmallContent.patient)}"] + observations
    let text = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\(entries.joined(separator: ","))]}"
    guard let patient = RecordedPatient(try JSONDocument(fhir: text)) else {
      throw ContentError(file: "patient", message: "no patient")
    }
    return patient
  }

  static func results(
    of service: GuidelineService, potassium: [String] = ["5.4", "4.1"], hook: String = "patient-view"
  ) async throws -> [PartResult] {
    guard let now else { return [] }
    let deadline = ContinuousClock.now + .seconds(60)
    let chart = try patient(potassium: potassium).chart(for: service, hook: hook, now: now, deadline: deadline)
    return await service.results(over: chart, deadline: deadline)
  }
}
