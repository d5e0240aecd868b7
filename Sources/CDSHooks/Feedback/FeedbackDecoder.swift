import JSON

/// Reads the body of a feedback call.
struct FeedbackDecoder {
  private(set) var notices: [ToleratedHabit] = []

  mutating func decode(_ root: JSONValue) throws(HookRequestError) -> [Feedback] {
    guard root.isObject else {
      throw fault("", "a JSON object with the member feedback", root, "Send {\"feedback\": [ … ]}.")
    }
    guard let list = root["feedback"] else {
      // Several frameworks send the single report without its envelope.
      guard root["card"] != nil, root["outcome"] != nil else {
        throw fault("feedback", "an array of feedback objects", nil, "Send {\"feedback\": [ … ]}.")
      }
      notices.append(ToleratedHabit(path: "", text: "one report without the feedback array"))
      return [try report(root, at: "")]
    }
    guard list.isArray else {
      throw fault("feedback", "an array of feedback objects", list, "Send {\"feedback\": [ … ]}.")
    }
    guard (1...FeedbackReport.maximumCount).contains(list.count) else {
      throw HookRequestError(
        path: "feedback", expected: "1 to \(FeedbackReport.maximumCount) feedback objects", found: "\(list.count)",
        remedy: "Send them in several calls, and none when there is nothing to report.")
    }
    var reports: [Feedback] = []
    for (index, element) in list.elements.enumerated() { reports.append(try report(element, at: "feedback[\(index)]")) }
    return reports
  }

  private mutating func report(_ value: JSONValue, at path: String) throws(HookRequestError) -> Feedback {
    guard value.isObject else { throw fault(path, "an object", value, "Send card, outcome and outcomeTimestamp.") }
    let card = try identifier(value["card"], at: join(path, "card"), remedy: "Send the card's uuid.")
    let outcome = try outcome(of: value, at: path)
    let stamp = value["outcomeTimestamp"]
    guard let text = stamp?.string, RFC3339.isDateTime(text) else {
      throw HookRequestError(
        path: join(path, "outcomeTimestamp"), expected: "an RFC 3339 date and time with its offset",
        found: stamp.map { $0.isString ? "a string that is none" : $0.kindDescription },
        remedy: "Send for example 2026-11-23T09:00:00Z.")
    }
    return Feedback(card: card, outcome: outcome, outcomeTimestamp: text)
  }

  private mutating func outcome(of value: JSONValue, at path: String) throws(HookRequestError) -> Feedback.Outcome {
    let place = join(path, "outcome")
    switch value["outcome"]?.string {
    case "accepted": return .accepted(try acceptedSuggestions(of: value, at: path))
    case "overridden": return .overridden(try overrideReason(of: value, at: path))
    case .some:
      throw HookRequestError(
        path: place, expected: "accepted or overridden", found: "another string",
        remedy: "A card that was ignored is not reported.")
    case nil: throw fault(place, "accepted or overridden", value["outcome"], "Say what became of the card.")
    }
  }

  private func acceptedSuggestions(of value: JSONValue, at path: String) throws(HookRequestError) -> [String] {
    let place = join(path, "acceptedSuggestions")
    guard let list = value["acceptedSuggestions"], list.isArray, (1...100).contains(list.count) else {
      throw fault(
        place, "an array of 1 to 100 objects {\"id\": …}", value["acceptedSuggestions"],
        "Name the suggestions that were taken by their uuid.")
    }
    var ids: [String] = []
    for (index, element) in list.elements.enumerated() {
      ids.append(
        try identifier(element["id"], at: "\(place)[\(index)].id", remedy: "Send the suggestion's uuid."))
    }
    return ids
  }

  private mutating func overrideReason(of value: JSONValue, at path: String) throws(HookRequestError) -> OverrideReason?
  {
    let place = join(path, "overrideReason")
    guard let given = value["overrideReason"], !given.isNull else { return nil }
    guard given.isObject else { throw fault(place, "an object", given, "Send reason, userComment or both.") }
    var reason: Coding?
    if let coding = given["reason"], !coding.isNull {
      guard let code = coding["code"]?.string, (1...256).contains(code.utf8.count) else {
        throw fault(
          join(place, "reason.code"), "a code of 1 to 256 bytes", coding["code"],
          "Send the reason as a Coding with code and system.")
      }
      let system = coding["system"]?.string ?? ""
      if system.isEmpty { note(join(place, "reason.system"), "missing; the code is kept without a system") }
      guard system.utf8.count <= 1024, (coding["display"]?.string ?? "").utf8.count <= 1024 else {
        throw fault(join(place, "reason"), "a Coding of at most 1 kB a member", coding, "Send a shorter one.")
      }
      reason = Coding(code: code, system: system, display: coding["display"]?.string)
    }
    var comment: ConfidentialText?
    if let text = given["userComment"]?.string, !text.isEmpty {
      guard text.utf8.count <= FeedbackReport.maximumCommentBytes else {
        throw HookRequestError(
          path: join(place, "userComment"), expected: "at most \(FeedbackReport.maximumCommentBytes) bytes",
          found: "more", remedy: "Shorten the comment.")
      }
      comment = ConfidentialText(text)
    }
    guard reason != nil || comment != nil else {
      note(place, "holds neither a reason nor a comment; taken as none")
      return nil
    }
    return OverrideReason(reason: reason, userComment: comment)
  }

  private func identifier(
    _ value: JSONValue?, at path: String, remedy: String
  ) throws(HookRequestError) -> String {
    guard let text = value?.string, (1...128).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw fault(path, "a uuid", value, remedy) }
    // UUIDs compare without regard to case; ours are lower case.
    return UUIDText.isValid(text) ? text.lowercased() : text
  }

  private mutating func note(_ path: String, _ text: String) {
    notices.append(ToleratedHabit(path: path, text: text))
  }

  private func join(_ path: String, _ member: String) -> String { path.isEmpty ? member : "\(path).\(member)" }

  private func fault(_ path: String, _ expected: String, _ value: JSONValue?, _ remedy: String) -> HookRequestError {
    HookRequestError(path: path, expected: expected, found: value?.kindDescription, remedy: remedy)
  }
}
