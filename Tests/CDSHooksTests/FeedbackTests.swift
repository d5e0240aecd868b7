import CDSHooks
import Testing

@Suite("Feedback (cds-fb-1, cds-fb-2, cds-fb-3)")
struct FeedbackTests {
  static let stamp = #""outcomeTimestamp": "2026-11-23T08:00:00Z""#

  @Test(
    "what cannot be recorded is refused at its path",
    arguments: [
      (#"[]"#, ""), (#"{}"#, "feedback"), (#"{"feedback": {}}"#, "feedback"), (#"{"feedback": []}"#, "feedback"),
      (#"{"feedback": [1]}"#, "feedback[0]"), (#"{"feedback": [{}]}"#, "feedback[0].card"),
      (#"{"feedback": [{"card": "a b"}]}"#, "feedback[0].card"),
      (#"{"feedback": [{"card": "c", "outcome": "ignored"}]}"#, "feedback[0].outcome"),
      (#"{"feedback": [{"card": "c", "outcome": 1}]}"#, "feedback[0].outcome"),
      (#"{"feedback": [{"card": "c", "outcome": "accepted"}]}"#, "feedback[0].acceptedSuggestions"),
      (
        #"{"feedback": [{"card": "c", "outcome": "accepted", "acceptedSuggestions": []}]}"#,
        "feedback[0].acceptedSuggestions"
      ),
      (
        #"{"feedback": [{"card": "c", "outcome": "accepted", "acceptedSuggestions": [{}]}]}"#,
        "feedback[0].acceptedSuggestions[0].id"
      ),
      (#"{"feedback": [{"card": "c", "outcome": "overridden"}]}"#, "feedback[0].outcomeTimestamp"),
      (
        #"{"feedback": [{"card": "c", "outcome": "overridden", "outcomeTimestamp": "yesterday"}]}"#,
        "feedback[0].outcomeTimestamp"
      ),
      (
        #"{"feedback": [{"card": "c", "outcome": "overridden", "outcomeTimestamp": "2026-02-30T08:00:00Z"}]}"#,
        "feedback[0].outcomeTimestamp"
      ),
      (
        #"{"feedback": [{"card": "c", "outcome": "overridden", "outcomeTimestamp": "2026-11-23T08:00:00"}]}"#,
        "feedback[0].outcomeTimestamp"
      ),
      (
        #"{"feedback": [{"card": "c", "outcome": "overridden", "overrideReason": "x", "outcomeTimestamp": "2026-11-23T08:00:00Z"}]}"#,
        "feedback[0].overrideReason"
      ),
      (
        #"{"feedback": [{"card": "c", "outcome": "overridden", "overrideReason": {"reason": {}}, "outcomeTimestamp": "2026-11-23T08:00:00Z"}]}"#,
        "feedback[0].overrideReason.reason.code"
      ),
    ])
  func refusals(body: String, path: String) throws {
    let document = try Samples.document(body)
    let fault = #expect(throws: HookRequestError.self) { try FeedbackReport(decoding: document) }
    #expect(fault?.path == path)
  }

  @Test func aCommentIsCapped() throws {
    let long = String(repeating: "x", count: FeedbackReport.maximumCommentBytes + 1)
    let document = try Samples.document(
      #"{"feedback": [{"card": "c", "outcome": "overridden", "overrideReason": {"userComment": "\#(long)"}, \#(Self.stamp)}]}"#
    )
    #expect(throws: HookRequestError.self) { try FeedbackReport(decoding: document) }
  }

  @Test func outcomesAreRead() throws {
    let report = try FeedbackReport(
      decoding: Samples.document(
        """
        {"feedback": [
          {"card": "9368D37B-283F-44A0-93EA-547CEBAB93ED", "outcome": "accepted", "acceptedSuggestions": [{"id": "s1"}], \(Self.stamp)},
          {"card": "c", "outcome": "overridden", \(Self.stamp)},
          {"card": "c", "outcome": "overridden", "overrideReason": {"reason": {"code": "r", "system": "https://ehr.example/own"},
            "userComment": "patient Jane Doe declined"}, "outcomeTimestamp": "2026-11-23T08:00:00.123+01:00"},
          {"card": "c", "outcome": "overridden", "overrideReason": {}, \(Self.stamp)}]}
        """))
    #expect(report.feedback.count == 4)
    #expect(report.feedback[0].card == "9368d37b-283f-44a0-93ea-547cebab93ed", "uuids compare without case")
    guard case .accepted(let ids) = report.feedback[0].outcome, ids == ["s1"] else {
      Issue.record("accepted")
      return
    }
    guard case .overridden(let reason?) = report.feedback[2].outcome else {
      Issue.record("overridden")
      return
    }
    #expect(reason.reason?.code == "r" && reason.userComment?.reveal() == "patient Jane Doe declined")
    #expect(!"\(report)".contains("Jane"), "a comment may be PHI")
    #expect(report.notices.map(\.path) == ["feedback[3].overrideReason"])
  }

  @Test func aReportWithoutItsEnvelopeIsTolerated() throws {
    let report = try FeedbackReport(
      decoding: Samples.document(#"{"card": "c", "outcome": "overridden", \#(Self.stamp)}"#))
    #expect(report.feedback.count == 1 && report.notices.count == 1)
  }
}
