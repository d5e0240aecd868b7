import Testing

@testable import FHIRPath

/// What the checker refuses, where, and what it suggests; and what it must let through.
@Suite struct CheckerTests {
  @Test(arguments: [
    ("Patient.name.given1", "Patient", 14, "given"), ("Patient.nam.given", "Patient", 9, "name"),
    ("Observation.valueQuantity.unit", "Observation", 13, "value"),
    ("Observation.valueQuantity", "Observation", 13, "value"),
    ("(Observation.value as Period).unit", "Observation", 31, nil),
    ("value.as(Quantiti)", "Observation", 7, "Quantity"),
    ("gender is Patent", "Patient", 8, "Patient"),
    ("name.where(usee = 'x')", "Patient", 12, "use"), ("contact.name.familly", "Patient", 14, "family"),
    ("identifier.startsWith('x')", "Appointment", 12, nil), ("birthDate + 7", "Patient", 11, nil),
    ("birthDate < 'x'", "Patient", 11, nil),
    ("name.given.substring('a')", "Patient", 22, nil), ("name['x']", "Patient", 6, nil), ("-name", "Patient", 2, nil),
    ("name.abs()", "Patient", 6, nil), ("Questionnaire.repeat(itemm)", "Questionnaire", 22, "item"),
    ("name.select(period.begin)", "Patient", 20, nil), ("%resource.name.givn", "Patient", 16, "given"),
    ("name.family.matches('(a')", "Patient", 21, nil), ("name.family.replaceMatches('[', 'x')", "Patient", 28, nil),
  ])
  func refuses(text: String, focus: String, column: Int, suggestion: String?) {
    let error = #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(parsing: text, checking: .standard, focusType: focus)
    }
    #expect(error?.kind == .semantic)
    #expect(error?.position?.column == column, "\(error?.description ?? "")")
    #expect(error?.suggestion == suggestion, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("Encounter.status", "Patient"), ("children().skip(1)", "Patient"), ("descendants().first()", "Patient"),
    ("(name | name)[0]", "Patient"),
    ("iif('x', 1, 2)", "Patient"), ("name.where(family)", "Patient"), ("gender is System.Patient", "Patient"),
    ("gender as Quantity", "Patient"),
  ])
  func refusesOnlyWhenStrict(text: String, focus: String) {
    #expect(throws: FHIRPathError.self) { try FHIRPathExpression(parsing: text, checking: .strict, focusType: focus) }
    #expect(throws: Never.self) { try FHIRPathExpression(parsing: text, checking: .standard, focusType: focus) }
  }

  @Test(arguments: [
    ("Observation.value.unit", "Observation"), ("Observation.value.ofType(Quantity).unit", "Observation"),
    ("entry.resource.birthDate", "Bundle"),
    ("Bundle.entry.resource.ofType(Patient).name.family", "Bundle"), ("contained.code", "Patient"),
    ("extension.value.unit", "Patient"),
    ("item.item.item.linkId", "Questionnaire"), ("repeat(item).code", "Questionnaire"),
    ("descendants().bogus", "Patient"), ("%resource.bogus", "HumanName"), ("%rootResource.bogus", "Patient"),
    ("%resource.name.given", "Patient"), ("name.family.matches('^[A-Z]')", "Patient"), ("%x.bogus", "Patient"),
    ("name.first().given[0].startsWith('P')", "Patient"), ("birthDate.extension('x').value", "Patient"),
    ("effective > today()", "Observation"),
    ("value > 5 'mg'", "Observation"), ("name.sort(-family)", "Patient"),
    ("managingOrganization.resolve().name", "Patient"), ("defineVariable('n', name).select(%n.given)", "Patient"),
    ("onset.toString()", "Condition"), ("(today() - 40 years) > birthDate", "Patient"),
    ("iif(active, name, contact.name).family", "Patient"),
  ])
  func lets(text: String, focus: String) {
    #expect(throws: Never.self) { try FHIRPathExpression(parsing: text, checking: .strict, focusType: focus) }
  }

  @Test func anUnknownFocusTypeIsNamed() {
    let error = #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(parsing: "name", checking: .standard, focusType: "Patiant")
    }
    #expect(error?.suggestion == "Patient")
  }

  @Test(arguments: [
    ("%labs.where(valueQuantity.value > 5)", 13, "value"), ("%labs.select(cod.coding)", 14, "code"),
    ("%labs.resource", 7, nil),
  ])
  func typedVariablesAreChecked(text: String, column: Int, suggestion: String?) {
    let error = #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(
        parsing: text, checking: .standard, focusType: "Patient", variableTypes: ["labs": "Observation"])
    }
    #expect(error?.position?.column == column, "\(error?.description ?? "")")
    #expect(error?.suggestion == suggestion)
    #expect(throws: Never.self) { try FHIRPathExpression(parsing: text, checking: .standard, focusType: "Patient") }
    #expect(throws: Never.self) {
      try FHIRPathExpression(
        parsing: "%labs.where(value > 5 'mg').effective < today() and %other.x", checking: .strict,
        focusType: "Patient",
        variableTypes: ["labs": "Observation"])
    }
  }

  @Test func aDefinedVariableKeepsItsType() {
    #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(
        parsing: "defineVariable('n', name).select(%n.givn)", checking: .standard, focusType: "Patient")
    }
  }
}
