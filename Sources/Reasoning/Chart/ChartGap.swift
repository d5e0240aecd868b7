public import CDSHooks

/// Something that the chart lacks although it was asked for: what may not be read as "none on record".
public struct ChartGap: Sendable, Hashable {
  /// Why it is missing.
  public enum Reason: Sendable, Hashable {
    /// Neither sent nor fetched.
    case notObtained(FetchFailure)
    /// The client answered with an error.
    case refused(codes: [String])
    /// What the client sent cannot be used.
    case unusable(UnusablePrefetch.Fault)
    /// The context does not fill the template.
    case unresolvable
    /// There is more than came.
    case cutShort
    /// The newest were asked for, and what came is not in that order.
    case unsorted
    /// Some of it belongs to another patient and was dropped: a safety event.
    case otherPatient(count: Int)
    /// Some of it is no resource, or does not say in R4's words whether it counts.
    case unreadable(count: Int)
    /// Some of it tells no date that could be compared with the time that was asked for, and was left out.
    case undated(count: Int)
  }

  /// The requirement's key, or the context field.
  public let key: String
  /// The type of resource.
  public let type: String
  /// Why.
  public let reason: Reason

  /// A gap.
  public init(key: String, type: String, reason: Reason) {
    self.key = key
    self.type = type
    self.reason = reason
  }

  /// The reason in words, without PHI.
  public var text: String {
    switch reason {
    case .notObtained(let failure): failure.text
    case .refused(let codes):
      codes.isEmpty ? "the EHR could not provide it" : "the EHR answered \(codes.joined(separator: ", "))"
    case .unusable(.otherPatient): "what the EHR sent belongs to another patient"
    case .unusable: "what the EHR sent is not what was asked for"
    case .unresolvable: "the hook's context does not say what to ask for"
    case .cutShort: "the answer was cut short"
    case .unsorted: "the answer was cut short and not in the order asked for"
    case .otherPatient(let count): "\(count) of another patient were left out"
    case .unreadable(let count): "\(count) of what the EHR sent could not be read"
    case .undated(let count): "\(count) without a date that can be compared were left out"
    }
  }
}
