/// Finds an object's second member of a name, in time proportional to the object's members however many there are.
struct MemberUniqueness {
  /// The last object, by serial number, in which each name was seen; allocated only once an object has many members.
  private var lastSeen: [UInt32] = []
  private var serial: UInt32 = 0
  private var few = InlineArray<8, Int>(repeating: -1)

  /// The first member of `object` whose name an earlier member bears, or nil. `names` is the number of ids in use.
  mutating func firstRepeated(in nodes: [JSONNode], of object: Int, names: Int) -> Int? {
    let end = Int(nodes[object].next)
    var child = object &+ 1
    var seen = 0
    while child < end {
      let id = nodes[child].keyID
      if seen == few.count { return firstRepeatedAmongMany(in: nodes, of: object, names: names) }
      for index in 0..<seen where few[index] == id { return child }
      few[seen] = id
      seen &+= 1
      child = Int(nodes[child].next)
    }
    return nil
  }

  private mutating func firstRepeatedAmongMany(in nodes: [JSONNode], of object: Int, names: Int) -> Int? {
    if lastSeen.count < names {
      lastSeen.append(contentsOf: repeatElement(0, count: max(names, lastSeen.count * 2) - lastSeen.count))
    }
    serial += 1  // at most one a node, so it cannot overflow
    var child = object + 1
    let end = Int(nodes[object].next)
    while child < end {
      let id = nodes[child].keyID
      if lastSeen[id] == serial { return child }
      lastSeen[id] = serial
      child = Int(nodes[child].next)
    }
    return nil
  }
}
