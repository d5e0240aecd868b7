import TestSupport
import Testing

@testable import FHIRPath

/// The matcher: what it matches, what it refuses, and that no pattern makes it slow.
@Suite struct RegularExpressionTests {
  @Test(arguments: [
    ("abc", "b", true), ("abc", "^b", false), ("abc", "c$", true), ("a\nb", "a.b", true), ("a1", "\\d", true),
    ("a1", "^\\D\\d$", true),
    ("x_9", "^\\w+$", true), ("a b", "a\\sb", true), ("aaa", "^a{3}$", true), ("aaaa", "^a{2,3}$", false),
    ("ab", "^(a|ab)$", true),
    ("foobar", "^(foo|bar)+$", true), ("-", "^[a-]$", true), ("]", "[]]", true), ("b", "[^a]", true),
    ("é", "^\\p{L}$", true),
    ("É", "\\p{Lu}", true), ("5", "\\P{L}", true), ("a b", "\\bb", true), ("ab", "\\Bb", true), ("a.b", "a\\.b", true),
    ("{", "^{$", true),
    ("aab", "^a*?b$", true), ("", "^$", true), ("x", "", true), ("A", "\\u0041", true), ("A", "\\x41", true),
    ("a-z", "[a\\-z]{3}", true),
    ("2014-01", "^[0-9]{4}-(0[1-9]|1[0-2])$", true), ("ab", "(?:a)(?<n>b)", true), ("tab\t", "\\t$", true),
  ])
  func matches(text: String, pattern: String, expected: Bool) throws {
    var matcher = PatternMatcher(try PatternProgram(pattern), over: text)
    #expect(try matcher.matches(whole: false) == expected)
    #expect(try Pattern(PatternProgram(pattern)).matches(text, whole: false, Self.state()) == expected)
  }

  static func state() throws -> EvaluationState { EvaluationState(context: try TestContext.make(), input: []) }

  /// The automaton says what the matcher says, whatever pattern and text.
  @Test(arguments: 0..<300)
  func automataAgreeWithTheMatcher(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let parts = [
      "a", "b", "ab", "[ab]", "[^a]", ".", "^", "$", "(a|b)", "(a|)", "a*", "b+", "(ab)?", "a{2,3}", "\\d", "(a*b|^a)+",
      "\\b", "($|b)",
    ]
    let pattern = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      parts[Int.random(in: 0..<parts.count, using: &random)]
    }
    .joined()
    var options = PatternProgram.Options()
    options.ignoresCase = Bool.random(using: &random)
    options.isMultiline = Int.random(in: 0..<4, using: &random) == 0
    let program = try PatternProgram(pattern, options: options)
    // One pattern for all texts, so that what one has built serves the next.
    let shared = Pattern(program)
    for _ in 0..<20 {
      let text = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in "abAB1\né".randomElement(using: &random) ?? "a" })
      for whole in [true, false] {
        var matcher = PatternMatcher(program, over: text)
        let expected = try matcher.matches(whole: whole)
        #expect(
          try shared.matches(text, whole: whole, Self.state()) == expected,
          "\(pattern) \(text.debugDescription) \(whole)")
      }
    }
  }

  @Test func anAutomatonThatGrowsTooLargeLeavesItToTheMatcher() throws {
    let text = (0..<2_000).map { $0 % 7 < 3 ? "a" : "b" }.joined()
    let pattern = Pattern(try PatternProgram("(a|b)*a(a|b){12}c"))
    #expect(try pattern.matches(text, whole: false, Self.state()) == false)
    #expect(try pattern.matches(text + "abbbbbbbbbbbbc", whole: false, Self.state()))
  }

  @Test(arguments: [
    ("abc", "b", "[$0]", "a[b]c"), ("a1b2", "([a-z])(\\d)", "$2$1", "1a2b"), ("aXbX", "X", "", "ab"),
    ("abc", "x*", "-", "-a-b-c-"),
    ("2014-05", "(?<y>\\d+)-(?<m>\\d+)", "${m}/${y}", "05/2014"), ("a", "a", "$$1", "$1"), ("a", "a", "\\$1", "$1"),
    ("aa", "a", "$9", ""),
    ("foofoo", "foo", "bar", "barbar"), ("aaa", "a+?", "b", "bbb"), ("aaa", "a+", "b", "b"), ("é1", "\\d", "é", "éé"),
  ])
  func replaces(text: String, pattern: String, replacement: String, expected: String) throws {
    var matcher = PatternMatcher(try PatternProgram(pattern), over: text)
    #expect(try matcher.replacing(with: replacement, limit: 1000) == expected)
  }

  @Test(
    "plain classes cut a text as the machine does",
    arguments: ["[^a-z0-9.]+", "[^a]+", "[a-c]+", "[ ,;]+", "[.]+", "[A-Z0-9]+", "[_]+"])
  func separators(pattern: String) throws {
    let plain = try #require(PlainSeparator(pattern))
    let program = try PatternProgram(pattern)
    var random = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      let text = String(
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
          "abcZ19. ,;_é漢\u{301}\r\n".randomElement(using: &random) ?? "a"
        })
      var matcher = PatternMatcher(program, over: text)
      let marked = try matcher.replacing(with: "\u{0}", limit: 1000)
      let expected = marked.unicodeScalars.split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
      #expect(plain.split(text) == expected, "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    "[^a-z0-9.]", "[a]*", "a+", "[]+", "[^]+", "[a", "[a-]+", "[-a]+", "[z-a]+", "[\\d]+", "[[a]]+", "[a&&b]+",
    "(?i)[a]+",
    "[é]+", "[a]+b", "b[a]+", "",
  ])
  func noPlainSeparator(pattern: String) { #expect(PlainSeparator(pattern) == nil) }

  @Test(arguments: [
    "(", ")", "[a", "a{2,1}", "*a", "a******", "(?=a)", "(?<!a)", "(?i)a", "\\1", "\\q", "[z-a]", "a{1001}",
    "(a{1000}){1000}", "a++", "\\",
    String(repeating: "(", count: 200), String(repeating: "a", count: 5000),
  ])
  func refuses(pattern: String) {
    #expect(throws: FHIRPathError.self) { try PatternProgram(pattern) }
  }

  @Test(arguments: [
    "(a+)+$", "(a|a)*$", "(a|aa)+$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a*)*b", "(x+x+)+y",
    "((a?){30}){20}a{30}",
  ])
  func hostilePatternsStayLinear(pattern: String) throws {
    let text = String(repeating: "a", count: 3_000) + "!"
    var matcher = PatternMatcher(try PatternProgram(pattern), over: text)
    let size = try PatternProgram(pattern).instructions.count
    _ = try matcher.matches(whole: true)
    #expect(matcher.work <= 4 * size * (text.count + 1))
  }

  @Test func tooMuchWorkIsAnError() throws {
    let text = String(repeating: "a", count: 2_000)
    var matcher = PatternMatcher(try PatternProgram("(a?){900}b"), over: text, maximumWork: 100_000)
    let error = #expect(throws: FHIRPathError.self) { try matcher.matches(whole: false) }
    #expect(error?.kind == .limit)
  }
}
