import ClinicalTypes
import FHIRPath
import JSON

/// A rule: which nodes, and what happens to them.
struct AnonymizerRule: Sendable {
  let path: AnonymizerPath
  let method: AnonymizerMethod
  /// Where the rule stands in the configuration.
  let place: String
}

/// What happens to a node.
enum AnonymizerMethod: Sendable {
  case keep, redact, dateShift, cryptoHash, encrypt
  case substitute(JSONValue)
  case perturb(Perturbation)
  case generalize(Generalization)
}

/// Noise on numbers: uniform over an interval of width `span` (or `span` times the value) around the value.
struct Perturbation: Sendable {
  var span = ExactDecimal(0)
  var isProportional = false
  /// Decimal places of the result.
  var places = 2
}

/// Values replaced by coarser ones: the value of the first case whose condition holds.
struct Generalization: Sendable {
  var cases: [(condition: FHIRPathExpression, value: FHIRPathExpression)] = []
  var keepsOthers = false
}
