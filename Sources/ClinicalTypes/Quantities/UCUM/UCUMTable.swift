/// The symbols that UCUM expressions are made of, built once from `ucumDefinitions`.
struct UCUMTable: Sendable {
  /// A scale that is no mere multiple of a base unit.
  enum Scale: Sendable, Hashable {
    /// Has a zero point of its own: add the offset, then multiply.
    case offset(ExactDecimal)
    /// Logarithmic or otherwise its own: no conversion to anything else.
    case opaque
  }

  /// A symbol without prefix.
  struct Atom: Sendable {
    let symbol: String
    let isMetric: Bool
    let dimension: UnitDimension
    let factor: UnitFactor
    let scale: Scale?
  }

  /// The table of every unit that this module knows.
  static let shared = UCUMTable(definitions: ucumDefinitions)

  private var atoms: [String: Atom] = [:]
  /// The symbols of the dimensions, in the order of their lanes.
  private(set) var bases: [String] = []

  private static let prefixes: [String: UnitFactor] = {
    var prefixes = [
      "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1, "d": -1, "c": -2, "m": -3,
      "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
    ].mapValues { UnitFactor(tens: $0) }
    for (power, symbol) in ["Ki", "Mi", "Gi", "Ti"].enumerated() {
      prefixes[symbol] = UnitFactor(ExactDecimal(1 << (10 * (power + 1))))
    }
    return prefixes
  }()

  /// Reads lines of symbol, `M` or `-` (takes metric prefixes or not), value and unit. Each uses only symbols above it.
  private init(definitions: String) {
    for line in definitions.split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count >= 3 else { continue }
      let isMetric = fields[1] == "M"
      for symbol in fields[0].split(separator: "|").map(String.init) {
        atoms[symbol] = atom(symbol, isMetric, fields[2], fields.count > 3 ? fields[3] : "1") ?? atoms[symbol]
      }
    }
  }

  private mutating func atom(_ symbol: String, _ isMetric: Bool, _ value: String, _ unit: String) -> Atom? {
    switch value {
    case "base", "own":
      // The last lane belongs to calendar months.
      guard bases.count < UnitDimension.laneCount - 1 else { return nil }
      bases.append(symbol)
      return Atom(
        symbol: symbol, isMetric: isMetric, dimension: UnitDimension(lane: bases.count - 1), factor: .one, scale: nil)
    case "opaque":
      return Atom(symbol: symbol, isMetric: isMetric, dimension: .none, factor: .one, scale: .opaque)
    default: break
    }
    // `273.15+1` is an offset and a factor.
    let parts = value.split(separator: "+")
    let (offset, number) = parts.count == 2 ? (ExactDecimal(parts[0]), parts[1]) : (nil, parts[0])
    guard let decimal = ExactDecimal(number), let own = UnitFactor(decimal),
      let definition = try? UCUMParser.parse(unit, in: self), let factor = own.multiplied(by: definition.factor)
    else { return nil }
    return Atom(
      symbol: symbol, isMetric: isMetric, dimension: definition.dimension, factor: factor,
      scale: offset.map(Scale.offset))
  }

  /// The symbol's prefix and unit: the whole symbol if there is such a unit, otherwise the shortest prefix that fits.
  func find(_ symbol: String) -> (prefix: UnitFactor, atom: Atom)? {
    if let atom = atoms[symbol] { return (.one, atom) }
    for length in 1...2 where symbol.utf8.count > length {
      if let prefix = Self.prefixes[String(symbol.prefix(length))], let atom = atoms[String(symbol.dropFirst(length))],
        atom.isMetric
      {
        return (prefix, atom)
      }
    }
    return nil
  }

  /// How many symbols there are.
  var count: Int { atoms.count }

  /// The error for a symbol that is no unit, with the code that was probably meant.
  static func unknown(_ symbol: String, in code: String, at offset: Int) -> UCUMError {
    let shown = symbol.prefix(32)
    if let meant = commonMistakes[symbol.lowercased()] {
      return UCUMError(.unknownUnit, unit: code, offset: offset, "'\(shown)' is no UCUM unit; did you mean '\(meant)'?")
    }
    return UCUMError(
      .unknownUnit, unit: code, offset: offset,
      "'\(shown)' is no UCUM unit; put words in braces, as in '{\(shown)}', to count things")
  }

  private static let commonMistakes = [
    "lb": "[lb_av]", "lbs": "[lb_av]", "pound": "[lb_av]", "pounds": "[lb_av]", "oz": "[oz_av]", "in": "[in_i]",
    "inch": "[in_i]", "inches": "[in_i]", "ft": "[ft_i]", "feet": "[ft_i]", "mcg": "ug", "µg": "ug", "μg": "ug",
    "gm": "g",
    "gram": "g", "grams": "g", "iu": "[iU]", "cc": "mL", "sec": "s", "hr": "h", "hrs": "h", "mmhg": "mm[Hg]",
    "degc": "Cel", "°c": "Cel", "degf": "[degF]", "°f": "[degF]", "bpm": "/min", "mins": "min", "k": "K", "years": "a",
    "ph": "[pH]", "percent": "%", "ppm": "[ppm]", "units": "[iU]", "cells": "{cells}", "copies": "{copies}",
    "tbsp": "[tbs_us]", "tsp": "[tsp_us]", "drop": "[drp]", "drops": "[drp]", "mm3": "uL",
  ]
}
