import HTTPTypes

/// Finds the route of a request: literal segments before parameters, parameters before a rest.
struct RouteTable: Sendable {
  /// Why the routes cannot be mounted together; a fault of the program, found when it starts.
  struct Conflict: Error, CustomStringConvertible {
    let description: String
  }

  struct Match {
    let route: Route
    let index: Int
    let parameterNames: [String]
    let parameters: [String]
  }

  enum Result {
    case match(Match)
    /// The path exists, the method does not.
    case methodNotAllowed([HTTPRequest.Method])
    case preflight([HTTPRequest.Method])
    case notFound
    /// A parameter's percent-encoding is broken.
    case malformedPath
  }

  private enum Segment: Equatable {
    case literal([UInt8])
    case parameter(String)
    case rest(String)
  }

  private struct Entry {
    let index: Int
    let route: Route
    let segments: [Segment]
    let parameterNames: [String]

    /// Sorts entries so that the most literal one is tried first.
    var rank: [Int] {
      segments.map {
        switch $0 {
        case .literal: 0
        case .parameter: 1
        case .rest: 2
        }
      }
    }
  }

  private let entries: [Entry]
  /// The routes in the order in which they were given; `Match.index` counts here.
  let routes: [Route]

  init(_ routes: [Route]) throws(Conflict) {
    self.routes = routes
    var entries: [Entry] = []
    for (index, route) in routes.enumerated() {
      let segments = try Self.parse(route.path)
      if entries.contains(where: { $0.route.method == route.method && Self.sameShape($0.segments, segments) }) {
        throw Conflict(description: "two routes answer \(route.method.rawValue) \(route.path)")
      }
      let names = segments.compactMap { segment -> String? in
        switch segment {
        case .literal: nil
        case .parameter(let name), .rest(let name): name
        }
      }
      entries.append(Entry(index: index, route: route, segments: segments, parameterNames: names))
    }
    self.entries = entries.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }
  }

  func find(_ method: HTTPRequest.Method, path: Substring.UTF8View, isPreflight: Bool) -> Result {
    guard path.first == UInt8(ascii: "/") else { return .notFound }
    let parts = path.dropFirst().split(separator: UInt8(ascii: "/"), maxSplits: 63, omittingEmptySubsequences: false)
    let sought: HTTPRequest.Method = method == .head ? .get : method
    var others: [Entry] = []
    for entry in entries where Self.matches(entry.segments, parts) {
      guard entry.route.method == sought else {
        others.append(entry)
        continue
      }
      guard let values = Self.values(entry.segments, parts) else { return .malformedPath }
      return .match(
        Match(route: entry.route, index: entry.index, parameterNames: entry.parameterNames, parameters: values))
    }
    guard !others.isEmpty else { return .notFound }
    if method == .options, isPreflight, others.contains(where: \.route.allowsCrossOrigin) {
      return .preflight(others.filter(\.route.allowsCrossOrigin).map(\.route.method))
    }
    return .methodNotAllowed(others.map(\.route.method))
  }

  private static func matches(_ segments: [Segment], _ parts: [Substring.UTF8View.SubSequence]) -> Bool {
    for (index, segment) in segments.enumerated() {
      switch segment {
      case .literal(let text): guard index < parts.count, parts[index].elementsEqual(text) else { return false }
      case .parameter: guard index < parts.count, !parts[index].isEmpty else { return false }
      case .rest: return index < parts.count
      }
    }
    return segments.count == parts.count
  }

  private static func values(_ segments: [Segment], _ parts: [Substring.UTF8View.SubSequence]) -> [String]? {
    var values: [String] = []
    for (index, segment) in segments.enumerated() {
      switch segment {
      case .literal: continue
      case .parameter:
        guard let value = PercentEncoding.decode(Substring(parts[index])) else { return nil }
        values.append(value)
      case .rest:
        let rest = parts[index...].map { PercentEncoding.decode(Substring($0)) }
        guard !rest.contains(nil) else { return nil }
        values.append(rest.compactMap(\.self).joined(separator: "/"))
      }
    }
    return values.contains { $0.utf8.contains(0) } ? nil : values
  }

  private static func parse(_ path: String) throws(Conflict) -> [Segment] {
    guard path.hasPrefix("/") else { throw Conflict(description: "the path '\(path)' does not start with '/'") }
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    var segments: [Segment] = []
    for (index, part) in parts.enumerated() {
      guard part.hasPrefix("{"), part.hasSuffix("}") else {
        segments.append(.literal(Array(part.utf8)))
        continue
      }
      let name = part.dropFirst().dropLast()
      guard name.hasSuffix("*") else {
        segments.append(.parameter(String(name)))
        continue
      }
      guard index == parts.count - 1 else {
        throw Conflict(description: "'\(part)' is not the last segment of '\(path)'")
      }
      segments.append(.rest(String(name.dropLast())))
    }
    return segments
  }

  private static func sameShape(_ one: [Segment], _ other: [Segment]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy {
        switch ($0, $1) {
        case (.literal(let one), .literal(let other)): one == other
        case (.parameter, .parameter), (.rest, .rest): true
        default: false
        }
      }
  }
}
