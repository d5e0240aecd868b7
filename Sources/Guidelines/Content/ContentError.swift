/// What is wrong with decision-support content, and where: one fault of one file.
///
/// Content is data that a clinic edits, so loading collects every fault instead of stopping at the first.
public struct ContentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as its path was given.
  public var file: String
  /// The element, as a path from the resource's root such as `action[0].condition[0].expression`; empty for the file.
  public var path: String
  /// What is wrong and how to mend it, in one sentence.
  public var message: String

  /// Creates an error.
  public init(file: String, path: String = "", message: String) {
    self.file = file
    self.path = path
    self.message = message
  }

  /// `FILE: PATH: MESSAGE`, the form that `chartside check` prints.
  public var description: String { path.isEmpty ? "\(file): \(message)" : "\(file): \(path): \(message)" }
}

/// Every fault that was found while loading content.
public struct ContentErrors: Error, Sendable, CustomStringConvertible {
  /// The faults, in the order of the files; never empty.
  public let errors: [ContentError]

  /// Creates the collection.
  public init(_ errors: [ContentError]) { self.errors = errors }

  /// One line a fault.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
