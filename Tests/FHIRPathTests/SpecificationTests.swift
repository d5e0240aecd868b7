import FHIR
import Testing

@testable import FHIRPath

/// Every expression that the R4 specification itself contains is understood.
@Suite struct SpecificationTests {
  /// One invariant is wrong in R4 itself: a ChargeItemDefinition has no name.
  @Test func everyInvariantParsesAndChecks() throws {
    var count = 0
    var refused: [String] = []
    for type in FHIRTypes.shared.all {
      for element in type.elements {
        let focus = element.types.count == 1 ? element.types[0].type.name : nil
        for constraint in element.constraints { try check(constraint, focus, &count, &refused) }
      }
      for constraint in type.constraints { try check(constraint, type.name, &count, &refused) }
    }
    #expect(count > 900)
    #expect(refused == ["cid-0"])
  }

  private func check(
    _ constraint: FHIRConstraint, _ focus: String?, _ count: inout Int, _ refused: inout [String]
  ) throws {
    count += 1
    let parsed = try FHIRPathExpression(parsing: constraint.expression)
    #expect(try FHIRPathExpression(parsing: parsed.description).syntax == parsed.syntax)
    do {
      _ = try FHIRPathExpression(parsing: constraint.expression, checking: .standard, focusType: focus)
    } catch {
      refused.append(constraint.key)
    }
  }

  @Test func everySearchParameterParsesAndChecks() throws {
    var count = 0
    for type in FHIRTypes.shared.resources {
      for parameter in FHIRTypes.shared.searchParameters(of: type) where !parameter.expression.isEmpty {
        count += 1
        #expect(throws: Never.self, "\(type) \(parameter.code): \(parameter.expression)") {
          try FHIRPathExpression(parsing: parameter.expression, checking: .standard, focusType: type.name)
        }
      }
    }
    #expect(count > 500)
  }
}
