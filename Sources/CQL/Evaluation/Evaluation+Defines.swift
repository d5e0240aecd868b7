/// Defines: each is computed once an evaluation.
extension Evaluation {
  /// The value of a define of a library that the caller asks for by name.
  func value(ofDefine name: String, in library: LinkedLibrary) throws(CQLError) -> CQLValue {
    // Small libraries would end before anyone looks at the clock.
    try checkLimits()
    let state = libraryState(library)
    state.isMain = true
    guard let index = library.expressions[name] else {
      throw CQLError(.unresolved, "There is no define \"\(name)\"", library: library.tree.identifier)
    }
    return try value(ofDefine: index, in: state)
  }

  /// The value of a define, computed once.
  func value(ofDefine index: Int, in target: LibraryState) throws(CQLError) -> CQLValue {
    switch target.defines[index] {
    case .done(let known):
      recorder?.refer(to: DefineKey(target, index))
      return try known.get()
    case .running:
      throw CQLError(
        .value, "\"\(target.library.tree.expressions[index].name)\" needs its own result",
        library: target.library.tree.identifier)
    case .waiting: break
    }
    target.defines[index] = .running
    do throws(CQLError) {
      let value = try compute(index, in: target)
      target.defines[index] = .done(.success(value))
      return value
    } catch {
      // A limit met on the way says nothing about the define.
      target.defines[index] = error.kind == .limit || error.kind == .deadline ? .waiting : .done(.failure(error))
      throw error
    }
  }

  private func compute(_ index: Int, in target: LibraryState) throws(CQLError) -> CQLValue {
    let library = target.library
    recorder?.begin()
    let outer = isUnfiltered
    isUnfiltered = library.unfiltered.contains(index)
    defer { isUnfiltered = outer }
    // The definition itself is not read whole: a copy of it costs as much as a small define.
    let name = library.tree.expressions[index].name
    do throws(CQLError) {
      let value = try within(target, define: name) { () throws(CQLError) -> CQLValue in
        guard !interprets, let body = library.body(ofDefine: index) else {
          return try self.value(of: library.tree.expressions[index].expression)
        }
        return try run(body, operands: 0, in: target)
      }
      recorder?.end(DefineKey(target, index), library.tree.identifier, name, value)
      return value
    } catch {
      recorder?.end(DefineKey(target, index), library.tree.identifier, name, nil)
      throw error
    }
  }

  /// Runs `body` in another library, with nothing of the present scope in sight.
  func within<Value>(
    _ target: LibraryState, define name: String?, _ body: () throws(CQLError) -> Value
  ) throws(CQLError) -> Value {
    let (oldState, oldDefine, oldBase, oldCount) = (state, define, base, bindings.count)
    (state, define, base) = (target, name ?? define, bindings.count)
    defer {
      (state, define, base) = (oldState, oldDefine, oldBase)
      bindings.removeLast(bindings.count - oldCount)
    }
    return try body()
  }
}
