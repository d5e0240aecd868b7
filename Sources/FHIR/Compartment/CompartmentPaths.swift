/// The elements through which a resource belongs to a patient, by type.
struct CompartmentPaths: Sendable {
  static let shared = CompartmentPaths()

  private let byType: [FHIRType: [ElementPath]]

  // Records: type, first path, paths; a path: first step, steps; a step: JSON name.
  private init() {
    let table = TypeTable.shared
    var byType: [FHIRType: [ElementPath]] = [:]
    for record in 0..<table.extent(.compartment).count {
      let first = table.word(.compartment, record, 1)
      let paths = (first..<first + table.word(.compartment, record, 2)).map { path in
        let step = table.word(.paths, path, 0)
        return ElementPath(
          (step..<step + table.word(.paths, path, 1)).map {
            FHIRKey(table.string(table.word(.pathSteps, $0, 0)))
          })
      }
      byType[FHIRType(index: table.word(.compartment, record, 0))] = paths
    }
    self.byType = byType
  }

  /// The paths for a type in the compartment, or nil for a type outside it.
  func paths(of type: FHIRType) -> [ElementPath]? { byType[type] }
}
