import FHIR
import JSON

/// CDS Hooks: requests and feedback. Of the envelope only what a model can use leaves.
extension ElementWalker {
  /// Writes `hook`, `context` and `prefetch` of a request. Tokens, addresses, users and instance ids stay.
  func writeHookRequest(_ request: JSONValue, prefetchKeys: Set<String>) {
    serverBase = request["fhirServer"].string.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? ""
    for (_, value) in resourceMembers(of: request["context"]) { learn(from: value) }
    for (_, value) in request["prefetch"]?.members.map({ $0 }) ?? [] { learn(from: value) }
    out.begin(.openBrace)
    if let hook = request["hook"].string, isName(hook), Self.hooks.contains(hook) {
      out.key("hook")
      out.string(hook)
    }
    for name in ["hookInstance", "fhirServer", "fhirAuthorization", "extension"] where request[name] != nil {
      count(.removed, name == "fhirServer" ? .network : .otherIdentifier, path: "hook." + name)
    }
    out.key("context")
    out.begin(.openBrace)
    for (name, value) in request["context"]?.members.map({ $0 }) ?? [] { writeContext(name, value) }
    out.end(.closeBrace)
    writePrefetch(request["prefetch"], declared: prefetchKeys)
    out.end(.closeBrace)
  }

  private static let hooks: Set<String> = [
    "patient-view", "encounter-start", "encounter-discharge", "order-select", "order-sign", "order-dispatch",
    "appointment-book", "problem-list-item-create", "allergyintolerance-create", "medication-refill",
    "medication-prescribe",
  ]

  private func isName(_ text: String) -> Bool { text.utf8.count <= 64 }

  private func resourceMembers(of context: JSONValue?) -> [(String, JSONValue)] {
    context?.members.compactMap { $0.value[.resourceType] == nil ? nil : ($0.key, $0.value) } ?? []
  }

  private func writeContext(_ name: String, _ value: JSONValue) {
    let types = ["patientId": "Patient", "encounterId": "Encounter"]
    if let type = types[name], let id = value.string, !id.isEmpty {
      out.key(name)
      out.string(pseudonyms.pseudonym(for: type + "/" + id, type: type))
      count(.generalized, .otherIdentifier, path: "context." + name)
      return
    }
    if name == "selections", value.isArray {
      out.key(name)
      out.begin(.openBracket)
      for element in value.elements { writeContextReference(element) }
      out.end(.closeBracket)
      return
    }
    let resources = ["draftOrders", "appointments", "conditions", "allergyIntolerance", "medications", "order"]
    if resources.contains(name), value[.resourceType] != nil {
      let isWritten = attempt {
        out.key(name)
        return writeResource(value)
      }
      if isWritten { return }
    }
    // userId, performer, task and everything that a hook may add.
    let isKnown = name == "userId" || name == "performer" || name == "task"
    count(.removed, isKnown ? .names : .unknown, path: isKnown ? "context." + name : "context.*")
  }

  private func writeContextReference(_ value: JSONValue) {
    guard let text = value.string, case .relative(let type, let id, _) = Reference(parsing: text).target,
      FHIRTypes.shared.resource(named: type) != nil
    else {
      count(.removed, .otherIdentifier, path: "context.selections")
      return
    }
    out.string(type + "/" + pseudonyms.pseudonym(for: type + "/" + id, type: type))
    count(.generalized, .otherIdentifier, path: "context.selections")
  }

  private func writePrefetch(_ prefetch: JSONValue?, declared: Set<String>) {
    guard let prefetch, prefetch.isObject else { return }
    out.key("prefetch")
    out.begin(.openBrace)
    var others = 0
    for (name, value) in prefetch.members where value[.resourceType] != nil {
      _ = attempt {
        if declared.contains(name), name.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }) {
          out.key(name)
        } else {
          others += 1
          out.key("other\(others)")
        }
        return writeResource(value)
      }
    }
    out.end(.closeBrace)
  }

  /// Writes feedback: outcomes, coded reasons, and comments with what identifies masked. Card and suggestion ids, times
  /// and users stay.
  func writeFeedback(_ feedback: JSONValue) {
    out.begin(.openBrace)
    out.key("feedback")
    out.begin(.openBracket)
    for item in feedback["feedback"]?.elements.map({ $0 }) ?? [] {
      out.begin(.openBrace)
      if let outcome = item["outcome"].string, ["accepted", "overridden"].contains(outcome) {
        out.key("outcome")
        out.string(outcome)
      }
      for name in ["card", "acceptedSuggestions", "outcomeTimestamp"] where item[name] != nil {
        count(.removed, name == "outcomeTimestamp" ? .dates : .otherIdentifier, path: "feedback." + name)
      }
      writeOverride(item["overrideReason"])
      out.end(.closeBrace)
    }
    out.end(.closeBracket)
    out.end(.closeBrace)
  }

  private func writeOverride(_ override: JSONValue?) {
    guard let override, override.isObject else { return }
    _ = attempt {
      out.key("overrideReason")
      out.begin(.openBrace)
      var hasContent = false
      if let reason = override["reason"] {
        hasContent = attempt {
          out.key("reason")
          let action = writeCoding(reason)
          count(action, .codes, path: "feedback.overrideReason.reason")
          return action != .removed
        }
      }
      if let comment = override["userComment"].string {
        if case .text(let masked, let parts) = scrub(comment) {
          out.key("userComment")
          freeTexts.append(out.string(masked))
          count(parts > 0 ? .generalized : .kept, .freeText, path: "feedback.overrideReason.userComment")
          hasContent = true
        } else {
          count(.removed, .freeText, path: "feedback.overrideReason.userComment")
        }
      }
      out.end(.closeBrace)
      return hasContent
    }
  }
}
