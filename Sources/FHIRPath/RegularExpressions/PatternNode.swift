/// A parsed regular expression.
indirect enum PatternNode {
  case empty
  case scalar(UInt32)
  case any
  case set(ScalarClass)
  case start, end, wordBoundary, notWordBoundary
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case group(PatternNode, capture: Int?)
  /// `maximum` nil means without end.
  case repeated(PatternNode, minimum: Int, maximum: Int?, isGreedy: Bool)
}
