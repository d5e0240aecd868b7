/// An equation that ships in `CDSHooks/shared`, and rows of inputs and outputs made independently of it.
///
/// `expression` is CQL in which the library is called `E` and `{name}` stands for an input of the row: a number, a text in
/// quotes, a Boolean. `{name|unit}` takes a value with its unit, as MedCalc has them, and converts it to `unit`;
/// `{name?}` is a Boolean, false where the row has no such input. A
/// brace with a blank after it is CQL's own.
struct EquationVectors: Sendable, CustomStringConvertible {
  /// Where the rows are.
  enum Rows: Sendable {
    /// `vectors/risk-oracles/clincalc_0.4.0_oracle.json`, the rows of one calculator.
    case clincalc(String)
    /// `vectors/risk-oracles/prevent_base_301.json`, one of its expected outputs.
    case prevent(String)
    /// `vectors/medcalc/medcalc_v1_entities_labels.jsonl`, the rows of one calculator; exceptions by id, each with its
    /// reason. A row whose label is "N/A" must give null.
    case medcalc(String, exceptions: [Int: String] = [:])
    /// Results printed in publications, and the edges of an equation's range: no shared data needed.
    case worked([Worked])
  }

  /// A row of our own.
  struct Worked: Sendable {
    /// CQL as in ``EquationVectors/expression``, without placeholders.
    var expression: String
    /// A number, a text in quotes, `true`, `false` or `null`.
    var expected: String
    /// How far a number may be off.
    var tolerance: Double

    /// A row; a number must agree to 1e-9 where nothing else is said.
    init(_ expression: String, _ expected: String, within tolerance: Double = 1e-9) {
      self.expression = expression
      self.expected = expected
      self.tolerance = tolerance
    }
  }

  /// The library in `CDSHooks/shared`.
  var library: String
  /// The rows.
  var rows: Rows
  /// The call; not used for worked rows.
  var expression = ""
  /// How far a number may be off: half of the last place to which the row's output is rounded. MedCalc brings its own limits.
  var tolerance = 0.0

  var description: String {
    switch rows {
    case .clincalc(let name): "\(library): clincalc \(name)"
    case .prevent(let output): "\(library): pyprevent \(output)"
    case .medcalc(let name, _): "\(library): MedCalc \(name)"
    case .worked: "\(library): worked examples and edges"
    }
  }
}
