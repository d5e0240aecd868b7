import Testing

@testable import CQL

/// Which operator, overload and conversions a text becomes.
struct OverloadTests {
  @Test(
    arguments: [
      ("1 + 2", "Add(1, 2): Integer"), ("1 + 2.0", "Add(ToDecimal(1), 2.0): Decimal"),
      ("1 + 2L", "Add(ToLong(1), 2L): Long"), ("1L + 2.0", "Add(ToDecimal(1L), 2.0): Decimal"),
      ("1 / 2", "Divide(ToDecimal(1), ToDecimal(2)): Decimal"), ("5 div 2", "TruncatedDivide(5, 2): Integer"),
      ("2 * 3 'mg'", "Multiply(ToDecimal(2), 3 'mg'): Quantity"),
      ("1 + null", "Add(1, As(null, Integer)): Integer"), ("'a' + null", "Concatenate('a', As(null, String)): String"),
      ("'a' & 'b'", "Concatenate(Coalesce('a', ''), Coalesce('b', '')): String"),
      ("@2024-01-01 + 3 days", "Add(@2024-01-01, 3 days): Date"),
      ("I = D", "Equal(ToDecimal(I), D): Boolean"), ("I != 1", "Not(Equal(I, 1)): Boolean"),
      ("I !~ 1", "Not(Equivalent(I, 1)): Boolean"), ("@2024-01-01 < DT", "Less(ToDateTime(@2024-01-01), DT): Boolean"),
      ("not null", "Not(As(null, Boolean)): Boolean"), ("I is not null", "Not(IsNull(I)): Boolean"),
      ("I between 1 and 2", "And(GreaterOrEqual(I, 1), LessOrEqual(I, 2)): Boolean"),
      ("{1, 2.0, null}", "{ToDecimal(1), 2.0, As(null, Decimal)}: List<Decimal>"),
      ("{1, 'a'}", "{1, 'a'}: List<Choice<Integer, String>>"),
      ("Interval[null, 5]", "[As(null, Integer), 5]: Interval<Integer>"),
      ("if true then 1 else null", "If(true, 1, As(null, Integer)): Integer"),
      ("Coalesce(null, 1, 2.0)", "Coalesce(As(null, Decimal), ToDecimal(1), 2.0): Decimal"),
      ("1 in {1, 2}", "In(1, {1, 2}): Boolean"), ("5 in Interval[1, 10]", "In(5, [1, 10]): Boolean"),
      ("{1} contains 1", "Contains({1}, 1): Boolean"), ("L includes 1", "Contains(L, 1): Boolean"),
      ("L includes {1}", "Includes(L, {1}): Boolean"), ("exists L", "Exists(L): Boolean"),
      ("L[0]", "Indexer(L, 0): Integer"), ("'abc'[0]", "Indexer('abc', 0): String"),
      ("First(L)", "First(L): Integer"), ("Sum({1, 2})", "Sum({1, 2}): Integer"),
      ("Avg(L)", "Avg(Query(L X return all ToDecimal(X))): Decimal"),
      ("Skip(L, 2)", "Slice(L, 2, null): List<Integer>"),
      ("Take(L, 2)", "Slice(L, 0, Coalesce(2, 0)): List<Integer>"), ("Tail(L)", "Slice(L, 1, null): List<Integer>"),
      ("AgeInYears()", "CalculateAge[year](Patient.birthDate.value): Integer"),
      ("AgeInMonthsAt(@2024-01-01)", "CalculateAgeAt[month](Patient.birthDate.value, @2024-01-01): Integer"),
      ("convert 1 to Decimal", "ToDecimal(1): Decimal"), ("convert Q to 'g'", "ConvertQuantity(Q, 'g'): Quantity"),
      ("cast O as FHIR.Observation", "Cast(O, FHIR.Observation): FHIR.Observation"),
      ("maximum Integer", "…: Integer"), ("-2147483648", "-2147483648: Integer"),
      ("L.first()", "First(L): Integer"),
      ("L.where($this > 1).count()", "Count(Query(L $this where Greater($this, 1))): Integer"),
      ("L union {2.0}", "Union(Query(L X return all ToDecimal(X)), {2.0}): List<Decimal>"),
      (
        "L union {'a'}",
        "Union(As(L, List<Choice<Integer, String>>), As({'a'}, List<Choice<Integer, String>>)): List<Choice<Integer, String>>"
      ),
    ] as [(String, String)])
  func system(_ text: String, _ expected: String) { #expect(translated(text) == expected) }

  @Test(
    arguments: [
      ("O.status = 'final'", "Equal(FHIRHelpers.ToString(O.status), 'final'): Boolean"),
      ("O.code ~ \"Weight\"", "Equivalent(FHIRHelpers.ToConcept(O.code), ToConcept(Weight)): Boolean"),
      ("O.code in \"VS\"", "InValueSet(FHIRHelpers.ToConcept(O.code), VS): Boolean"),
      (
        "(O.value as FHIR.Quantity) > 5 'kg'",
        "Greater(FHIRHelpers.ToQuantity(As(O.value, FHIR.Quantity)), 5 'kg'): Boolean"
      ),
      ("O.value > 5 'kg'", "Greater(FHIRHelpers.ToQuantity(As(O.value, FHIR.Quantity)), 5 'kg'): Boolean"),
      ("E.period during MP", "IncludedIn(FHIRHelpers.ToInterval(E.period), MP): Boolean"),
      ("E.period.start", "E.period.start: FHIR.dateTime"),
      ("start of E.period", "Start(FHIRHelpers.ToInterval(E.period)): DateTime"),
      (
        "Patient.name.family",
        "Query(Patient.name $this where Not(IsNull($this.family)) return all $this.family): List<FHIR.string>"
      ),
      ("O.issued in MP", "In(FHIRHelpers.ToDateTime(O.issued), MP): Boolean"),
      ("C.recordedDate before Today()", "Before(FHIRHelpers.ToDateTime(C.recordedDate), ToDateTime(Today())): Boolean"),
      (
        "O.effective during MP",
        "IncludedIn(Case(Is(O.effective, FHIR.Period) → FHIRHelpers.ToInterval(As(O.effective, FHIR.Period)), Is(O.effective, FHIR.dateTime) → [FHIRHelpers.ToDateTime(As(O.effective, FHIR.dateTime)), FHIRHelpers.ToDateTime(As(O.effective, FHIR.dateTime))], Is(O.effective, FHIR.instant) → [FHIRHelpers.ToDateTime(As(O.effective, FHIR.instant)), FHIRHelpers.ToDateTime(As(O.effective, FHIR.instant))], null), MP): Boolean"
      ),
      ("[Observation: \"VS\"]", "[FHIR.Observation: code in VS]: List<FHIR.Observation>"),
      ("[Observation: \"Weight\"]", "[FHIR.Observation: code ~ ToList(Weight)]: List<FHIR.Observation>"),
      ("[Observation: \"Weights\"]", "[FHIR.Observation: code ~ Weights.codes]: List<FHIR.Observation>"),
      ("[Observation: category in \"VS\"]", "[FHIR.Observation: category in VS]: List<FHIR.Observation>"),
      ("[\"Condition\"]", "[FHIR.Condition]: List<FHIR.Condition>"),
      ("FHIR.Period { start: O.issued }", "error: The element 'start' of FHIR.Period has another type"),
    ] as [(String, String)])
  func model(_ text: String, _ expected: String) { #expect(translated(text) == expected) }

  @Test(
    arguments: [
      ("same day as", "SameAs[day](DT, DT)"), ("same or before", "SameOrBefore(DT, DT)"),
      ("on or after month of", "SameOrAfter[month](DT, DT)"), ("before", "Before(DT, DT)"),
      ("3 days before", "SameAs(DT, Subtract(DT, 3 days))"),
      ("3 days or more after", "SameOrAfter(DT, Add(DT, 3 days))"),
      ("more than 3 days before day of", "Before[day](DT, Subtract(DT, 3 days))"),
      ("less than 3 days before", "In(DT, (Subtract(DT, 3 days), DT))"),
      ("3 days or less on or after", "And(In(DT, [DT, Add(DT, 3 days)]), Not(IsNull(DT)))"),
      ("within 3 days of", "And(In(DT, [Subtract(DT, 3 days), Add(DT, 3 days)]), Not(IsNull(DT)))"),
      ("properly within 3 days of", "In(DT, (Subtract(DT, 3 days), Add(DT, 3 days)))"),
    ] as [(String, String)])
  func pointTiming(_ phrase: String, _ expected: String) {
    #expect(translated("DT \(phrase) DT") == "\(expected): Boolean")
  }

  @Test(
    arguments: [
      (
        "starts within 3 days of start",
        "And(In(Start(MP), [Subtract(Start(MP), 3 days), Add(Start(MP), 3 days)]), Not(IsNull(Start(MP))))"
      ),
      ("starts during day of", "In[day](Start(MP), MP)"), ("ends before start", "Before(End(MP), Start(MP))"),
      ("during", "IncludedIn(MP, MP)"), ("properly during", "ProperIncludedIn(MP, MP)"),
      ("includes start", "Contains(MP, Start(MP))"), ("includes day of", "Includes[day](MP, MP)"),
      ("overlaps before day of", "OverlapsBefore[day](MP, MP)"), ("meets after", "MeetsAfter(MP, MP)"),
      ("starts", "Starts(MP, MP)"), ("ends day of", "Ends[day](MP, MP)"),
      ("3 days before", "SameAs(End(MP), Subtract(Start(MP), 3 days))"),
      ("same day as", "SameAs[day](MP, MP)"), ("before", "Before(MP, MP)"),
    ] as [(String, String)])
  func intervalTiming(_ phrase: String, _ expected: String) {
    #expect(translated("MP \(phrase) MP") == "\(expected): Boolean")
  }

  @Test(
    arguments: [
      ("1 + 'a'", "error: Concatenate cannot be applied to (Integer, String)"),
      ("1 and true", "error: And cannot be applied to (Integer, Boolean)"),
      ("Foo", "error: There is nothing called \"Foo\" here"),
      ("Pateint", "error: There is nothing called \"Pateint\" here; did you mean 'Patient'?"),
      ("O.statu", "error: FHIR.Observation has no element 'statu'; did you mean 'status'?"),
      ("Frist(L)", "error: There is no function \"Frist\" for (List<Integer>); did you mean 'First'?"),
      ("[Observatoin]", "error: There is no type 'Observatoin'; did you mean 'Observation'?"),
      ("[Observation.Component]", "error: FHIR.Observation.Component is a part of other resources"),
      ("O as FHIR.Patient", "error: A value of one type can never be of the other"),
      ("Result", "error: The definition \"Result\" refers to itself, directly or through others"),
      ("3000000000", "error: The integer is out of range"), ("@2024-13-01", "error: There is no such date"),
      ("Slice(L, 1, 2)", "error: Slice belongs to CQL 2.0"), ("%x", "error: CQL has no constant '%x'"),
      ("LOINC.x", "error: CodeSystem has no element 'x'"), ("L sort", "error: Unexpected text"),
      ("week from DT", "error: A week is no component of a date"),
      ("Interval[1, 'a']", "error: The ends of an interval must be of one type"),
      ("L L return $index", "error: $index has no meaning here"), ("I I sort desc", "error: Only a list can be sorted"),
      ("Tuple { a: 1, a: 2 }", "error: Two elements are called 'a'"),
    ] as [(String, String)])
  func refuses(_ text: String, _ expected: String) { #expect(translated(text) == expected) }

  @Test func sliceBelongsToTheNextVersion() {
    var options = TranslationOptions()
    options.languageVersion = .v2_0
    #expect(translated("Slice(L, 1, 2)", options: options) == "Slice(L, 1, 2): List<Integer>")
  }
}
