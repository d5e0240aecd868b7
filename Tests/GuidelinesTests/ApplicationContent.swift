import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport

/// Small plans for `$apply`, without CQL where a test needs none.
enum ApplicationContent {
  static let base = "https://example.org"

  /// A plan with these actions, which answers patient-view.
  static func plan(_ id: String, actions: String, more: String = "") -> String {
    """
    {"resourceType":"PlanDefinition","id":"\(id)","url":"\(base)/PlanDefinition/\(id)","version":"1","title":"Plan \(id)",
     "status":"active","publisher":"A publisher"\(more),"action":[\(actions)]}
    """
  }

  /// An action that makes the request of an activity.
  static func action(_ activity: String, more: String = "") -> String {
    """
    {"title":"Do it","definitionCanonical":"\(base)/ActivityDefinition/\(activity)"\(more)}
    """
  }

  /// An action that stands for another plan.
  static func nested(_ plan: String, more: String = "") -> String {
    """
    {"title":"The other plan","definitionCanonical":"\(base)/PlanDefinition/\(plan)"\(more)}
    """
  }

  static func activity(_ id: String, kind: String, _ more: String = "") -> String {
    """
    {"resourceType":"ActivityDefinition","id":"\(id)","url":"\(base)/ActivityDefinition/\(id)","status":"active",
     "kind":"\(kind)"\(more)}
    """
  }

  /// An element that an expression sets.
  static func setting(_ path: String, _ expression: String, _ language: String = "text/fhirpath") -> String {
    """
    {"path":"\(path)","expression":{"language":"\(language)","expression":"\(expression)"}}
    """
  }

  static func library(_ artifacts: [String]) throws -> GuidelineLibrary {
    let read = try artifacts.enumerated().map { index, text in
      guard let resource = Resource(try JSONDocument(fhir: text).root) else {
        throw ContentError(file: "\(index)", message: "no resource")
      }
      return ContentArtifact(resource: resource, file: "content-\(index).json")
    }
    return try GuidelineLibrary(content: ContentLibrary(read))
  }

  /// A call of patient-view for Patient/p, by Practitioner/d in Encounter/e.
  static func chart(_ requirements: [DataRequirement], prefetch: String = "{}") throws -> Chart {
    let request = try HookRequest(
      decoding: JSONDocument(
        fhir: """
          {"hook":"patient-view","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
           "context":{"userId":"Practitioner/d","patientId":"p","encounterId":"e"},"prefetch":\(prefetch)}
          """))
    guard let now = PartialDateTime(fhirDateTime: "2026-11-23T10:00:00Z") else {
      throw ContentError(file: "now", message: "no time")
    }
    return try ChartAssembler(request: request, requirements: requirements).assemble(now: now, deadline: .patient)
  }

  /// The CarePlan of a plan.
  static func apply(_ id: String, _ artifacts: [String], prefetch: String = "{}") throws -> JSONValue {
    let application = try PlanApplication(of: id, in: library(artifacts))
    let chart = try chart(application.requirements, prefetch: prefetch)
    return try JSONDocument(fhir: application.carePlan(for: chart, deadline: .patient).serialized()).root
  }

  /// The value at a path such as `a.b[0].c`, as JSON text; nil when there is none.
  static func text(_ path: String, in value: JSONValue?) -> String? {
    var current = value
    for step in path.replacing("[", with: ".").replacing("]", with: "").split(separator: ".") {
      current = Int(step).map { current?[$0] } ?? current?[String(step)]
    }
    return current.map { String(decoding: $0.sourceBytes, as: UTF8.self) }
  }
}
