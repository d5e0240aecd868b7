/// What an evaluation knows of one library so far.
final class LibraryState {
  /// How far a define has come.
  enum Progress {
    case waiting
    case running
    case done(Result<CQLValue, CQLError>)
  }

  let library: LinkedLibrary
  /// What the includes stand for; nil is the built-in FHIRHelpers.
  let includes: [String: LibraryState?]
  /// What each define gave, by its place.
  var defines: [Progress]
  /// The values of parameters, by name.
  var parameters: [String: CQLValue] = [:]
  /// Whether the caller evaluates defines of the library itself, so that parameters are known by their bare names too.
  var isMain = false

  init(_ library: LinkedLibrary, includes: [String: LibraryState?]) {
    self.library = library
    self.includes = includes
    defines = Array(repeating: .waiting, count: library.tree.expressions.count)
  }
}
