import ClinicalTypes
import Testing

@Suite struct IntervalAndLogicTests {
  static func interval(_ low: Int?, _ high: Int?, _ lowClosed: Bool = true, _ highClosed: Bool = true) throws
    -> Interval<Int>
  {
    try #require(Interval(low, high, lowClosed: lowClosed, highClosed: highClosed))
  }

  @Test func followsItsEnds() throws {
    let open = try Self.interval(1, 5, false, false)
    #expect(open.start == 2 && open.end == 4)
    #expect(open.contains(1) == false && open.contains(2) == true && open.contains(5) == false)
    #expect(Interval(5, 1) == nil && Interval(1, 1, lowClosed: false, highClosed: false) == nil)
    let unknown = try Self.interval(1, nil, true, false)
    #expect(unknown.contains(0) == false && unknown.contains(9) == nil && unknown.end == nil)
    #expect(
      try Self.interval(1, nil).contains(9) == true && Self.interval(nil, 5).includes(Self.interval(-7, 5)) == true)
    #expect("\(open)" == "Interval(1, 5)")
  }

  @Test func relatesIntervals() throws {
    let (first, second) = (try Self.interval(1, 5), try Self.interval(4, 9))
    #expect(first.overlaps(second) == true && first.isBefore(second) == false)
    #expect(first.intersection(second)?.equals(try Self.interval(4, 5)) == true)
    #expect(first.union(second)?.equals(try Self.interval(1, 9)) == true)
    #expect(try first.union(Self.interval(6, 7))?.equals(Self.interval(1, 7)) == true)
    #expect(try first.union(Self.interval(7, 8)) == nil && first.intersection(Self.interval(7, 8)) == nil)
    #expect(try first.meetsBefore(Self.interval(6, 7)) == true && Self.interval(6, 7).isAfter(first) == true)
    #expect(try first.equals(Self.interval(0, 6, false, false)) == true)
    #expect(try Self.interval(1, nil, true, false).overlaps(second) == nil)
  }

  /// Every relation says what the points say, for all intervals of a short line.
  @Test func obeysTheLawsOfSets() throws {
    let points = -1...6
    let ends: [(Int, Bool)] = (0...5).flatMap { [($0, true), ($0, false)] }
    let all = ends.flatMap { low in
      ends.compactMap { high in Interval(low.0, high.0, lowClosed: low.1, highClosed: high.1) }
    }
    #expect(all.count > 50)
    let members = all.map { interval in points.filter { interval.contains($0) == true } }
    for (a, inA) in zip(all, members) {
      #expect(inA.first == a.start && inA.last == a.end)
      for (b, inB) in zip(all, members) {
        let shared = inA.filter(inB.contains)
        #expect(a.overlaps(b) == !shared.isEmpty && a.overlaps(b) == b.overlaps(a))
        #expect(a.includes(b) == inB.allSatisfy(inA.contains), "\(a) includes \(b)")
        #expect(a.equals(b) == (inA == inB))
        #expect(a.isBefore(b) == (inA.max() ?? 0 < inB.min() ?? 0) && a.isBefore(b) == b.isAfter(a))
        #expect(a.meetsBefore(b) == (inA.max().map { $0 + 1 } == inB.min()))
        let intersection = a.intersection(b)
        #expect((intersection.map { cut in points.filter { cut.contains($0) == true } } ?? []) == shared)
        if let union = a.union(b) {
          #expect(points.filter { union.contains($0) == true } == Set(inA + inB).sorted(), "\(a) union \(b)")
        } else {
          #expect(shared.isEmpty && a.meetsBefore(b) == false && b.meetsBefore(a) == false)
        }
      }
    }
  }

  /// What an unknown end leaves open is never answered: each certain answer holds for every value of the end.
  @Test func answersOnlyWhatHoldsForEveryEnd() throws {
    for low in 0...4 {
      for (lowClosed, isHighOpen) in [(true, true), (false, true), (true, false)] {
        let unknown = try Self.interval(low, nil, lowClosed, !isHighOpen)
        guard isHighOpen else {
          #expect((low...9).allSatisfy { unknown.contains($0) == true } && unknown.contains(low - 1) == false)
          continue
        }
        let possible = (low...8).compactMap { Interval(low, $0, lowClosed: lowClosed, highClosed: true) }
        for point in -1...8 {
          guard let answer = unknown.contains(point) else { continue }
          #expect(possible.allSatisfy { $0.contains(point) == answer }, "\(unknown) contains \(point)")
        }
        for other in possible {
          if let answer = other.isBefore(unknown) { #expect(possible.allSatisfy { other.isBefore($0) == answer }) }
          if let answer = unknown.overlaps(other) { #expect(possible.allSatisfy { $0.overlaps(other) == answer }) }
        }
      }
    }
  }

  @Test func boundsQuantitiesAndDates() throws {
    let dose = try #require(Interval(Quantity("1 'g'"), Quantity("2 'g'")))
    #expect(try dose.contains(#require(Quantity("1500 'mg'"))) == true)
    #expect(try dose.contains(#require(Quantity("1500 'mL'"))) == nil)
    let upTo = try #require(Interval(nil, Quantity("2 'g'")))
    #expect(upTo.includes(dose) == true && dose.includes(upTo) == false)
    let year = try #require(Interval(PartialDate("2014-01-01"), PartialDate("2014-12-31")))
    #expect(
      try year.contains(#require(PartialDate("2014-06"))) == true
        && year.contains(#require(PartialDate("2014-12"))) == nil)
    #expect(
      PartialTime.maximum.successor == nil && PartialTime.minimum.predecessor == nil
        && PartialDate("2000-01-01")?.predecessor == PartialDate("1999-12-31"))
  }

  static let truths: [Bool?] = [true, false, nil]

  @Test(arguments: truths, truths)
  func followsKleene(left: Bool?, right: Bool?) {
    func rank(_ value: Bool?) -> Int { value == true ? 2 : value == false ? 0 : 1 }
    func truth(_ rank: Int) -> Bool? { rank == 2 ? true : rank == 0 ? false : nil }
    #expect(left.and3(right) == truth(min(rank(left), rank(right))))
    #expect(left.or3(right) == truth(max(rank(left), rank(right))))
    #expect(left.implies3(right) == truth(max(2 - rank(left), rank(right))))
    #expect(left.xor3(right) == (left == nil || right == nil ? nil : left != right))
    #expect(left.not3() == truth(2 - rank(left)))
  }

  @Test func identifiesCodes() {
    let code = Code(system: "urn:a", code: "1", version: "2", display: "One")
    let bare = Code(system: "urn:a", code: "1")
    #expect(code != bare && code.isEquivalent(to: bare))
    #expect(
      !bare.isEquivalent(to: Code(system: "urn:b", code: "1")) && !bare.isEquivalent(to: Code(system: nil, code: "1")))
    #expect(Concept(codes: [Code(system: "x", code: "y"), code]).isEquivalent(to: Concept(codes: [bare])))
    #expect(!Concept(codes: []).isEquivalent(to: Concept(codes: [])) && Concept(codes: [code]).contains(bare))
  }
}
