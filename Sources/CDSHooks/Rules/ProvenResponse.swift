/// A response that keeps every rule. Only ``ResponseRules`` makes one.
public struct ProvenResponse: Sendable {
  /// What is sent.
  public let response: HookResponse
  /// What had to be done to it: empty when nothing had.
  public let findings: [RuleFinding]

  init(response: HookResponse, findings: [RuleFinding]) {
    self.response = response
    self.findings = findings
  }
}
