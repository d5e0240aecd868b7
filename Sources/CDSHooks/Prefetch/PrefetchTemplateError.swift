/// A prefetch template that is not one: found when content is loaded, never during a call.
public struct PrefetchTemplateError: Error, Sendable, Equatable {
  /// The template.
  public let template: String
  /// What is wrong and how to mend it.
  public let message: String
}
