import FHIR
import JSON
import Testing

@testable import FHIRPath

/// One row a case: an expression and what it gives, each item as `toString()` shows it.
@Suite struct FunctionTests {
  @Test(arguments: [
    ("(1 | 2).exists()", ["true"]), ("{}.exists()", ["false"]), ("(1|2).all($this > 0)", ["true"]),
    ("{}.all(false)", ["true"]),
    ("(true | false).anyTrue()", ["true"]), ("(true | false).allFalse()", ["false"]), ("{}.allTrue()", ["true"]),
    ("(1|2).subsetOf(1|2|3)", ["true"]), ("(1|2).supersetOf(1|5)", ["false"]), ("(1 | 1.0).count()", ["1"]),
    ("(1).combine(1).isDistinct()", ["false"]), ("{}.not()", []), ("'a'.not()", ["false"]), ("{}.count()", ["0"]),
  ])
  func existence(expression: String, expected: [String]) throws { #expect(try TestContext.run(expression) == expected) }

  @Test(
    arguments: [
      ("(1|2|3).where($this > 1)", ["2", "3"]), ("(1|2|3).where($index = 0)", ["1"]),
      ("(1|2).select($this * 10)", ["10", "20"]),
      ("(1).repeat(iif($this < 5, $this + 1, {}))", ["2", "3", "4", "5"]), ("iif({}, 1, 2)", ["2"]),
      ("iif(false, 1)", []),
      ("coalesce({}, 2, 3)", ["2"]), ("(1|2|3).single()", nil), ("{}.single()", []), ("(1|2|3).last()", ["3"]),
      ("(1|2|3).tail()", ["2", "3"]), ("(1|2|3).skip(-1)", ["1", "2", "3"]), ("(1|2|3).take(0)", []),
      ("(1|2|3)[1]", ["2"]),
      ("(1|2|3)[9]", []), ("(1|2|3).intersect(3|1)", ["1", "3"]), ("(1).combine(1).combine(2).exclude(2)", ["1", "1"]),
      ("(1|2).union(2|3)", ["1", "2", "3"]), ("(1|2).combine(2)", ["1", "2", "2"]),
    ] as [(String, [String]?)])
  func filteringAndSubsetting(expression: String, expected: [String]?) throws {
    guard let expected else {
      #expect(throws: FHIRPathError.self) { try TestContext.run(expression) }
      return
    }
    #expect(try TestContext.run(expression) == expected)
  }

  @Test(
    arguments: [
      ("'T'.toBoolean()", ["true"]), ("'x'.toBoolean()", []), ("'1.5'.toDecimal()", ["1.5"]), ("'1e3'.toDecimal()", []),
      ("'2147483648'.toInteger()", []), ("'+5'.toInteger()", ["5"]), ("'2015-02-04T10:00'.toDate()", ["2015-02-04"]),
      ("'2015'.toDateTime()", ["2015"]), ("@2015-02-04.toDateTime()", ["2015-02-04"]), ("'14:30'.toTime()", ["14:30"]),
      ("'T14:30'.toTime()", ["14:30"]), ("'5 \\'mg\\''.toQuantity()", ["5 'mg'"]), ("'5 mg'.toQuantity()", []),
      ("1 'g'.toQuantity('mg')", ["1000 'mg'"]), ("1 'g'.convertsToQuantity('m')", ["false"]),
      ("'2014-13'.convertsToDate()", ["false"]),
      ("{}.convertsToDate()", []), ("(1 | 2).toString()", nil), ("1.5.toString()", ["1.5"]),
      ("true.toDecimal()", ["1"]),
    ] as [(String, [String]?)])
  func conversion(expression: String, expected: [String]?) throws {
    guard let expected else {
      #expect(throws: FHIRPathError.self) { try TestContext.run(expression) }
      return
    }
    #expect(try TestContext.run(expression) == expected)
  }

  @Test(arguments: [
    ("'abcabc'.indexOf('ca')", ["2"]), ("'abcabc'.lastIndexOf('bc')", ["4"]), ("'abc'.lastIndexOf('z')", ["-1"]),
    ("'naïve'.substring(2, 2)", ["ïv"]), ("'abc'.substring(1, 0)", [""]), ("'abc'.substring(3)", []),
    ("'ß'.upper()", ["SS"]),
    ("'a-b-c'.split('-')", ["a", "b", "c"]), ("('a' | 'b').join('+')", ["a+b"]), ("{}.join(',')", []),
    ("' x '.trim()", ["x"]),
    ("'e\u{301}'.length()", ["2"]), ("'ab'.toChars()", ["a", "b"]), ("'aaa'.replace('a', 'bb')", ["bbbbbb"]),
    ("'x'.replace('', '-')", ["-x-"]), ("'a\"<&>'.escape('html')", ["a&quot;&lt;&amp;&gt;"]),
    ("'&#65;&amp;'.unescape('html')", ["A&"]),
    ("'a\\\\n\\\\1<2\\\\'.unescape('json')", ["a\n\\1<2\\"]), ("'\\\\u0041\\\\b'.unescape('json')", ["A\u{8}"]),
    ("'test'.encode('hex').decode('hex')", ["test"]), ("'zz'.decode('hex')", []), ("'a'.encode('rot13')", []),
    ("'ÿ?>'.encode('urlbase64').decode('urlbase64')", ["ÿ?>"]), ("'abc'.startsWith({})", []),
    ("'a' & {} & 'b'", ["ab"]),
  ])
  func text(expression: String, expected: [String]) throws { #expect(try TestContext.run(expression) == expected) }

  @Test(arguments: [
    ("(-5).abs()", ["5"]), ("1.5.round()", ["2"]), ("2.675.round(2)", ["2.68"]), ("(-1.5).truncate()", ["-1"]),
    ("2.power(10)", ["1024"]),
    ("2.power(40)", []), ("2147483647 + 1", []), ("(-2147483648).abs()", []), ("7 div 2", ["3"]), ("-7 mod 3", ["-1"]),
    ("7 / 2", ["3.5"]),
    ("1 / 3", ["0.33333333"]), ("0.1 + 0.2", ["0.3"]), ("2.0 'cm' * 3 'cm'", ["6.0 'cm2'"]), ("4.sqrt()", ["2"]),
    ("(-4).sqrt()", []),
    ("0.ln()", []), ("8.log(2)", ["3"]), ("(1|2|3).sum()", ["6"]), ("(1|2|4).avg()", ["2.33333333"]),
    ("(3|1|2).min()", ["1"]),
    ("('b'|'a').max()", ["b"]), ("1 + {}", []), ("(1|2|3).aggregate($this + $total, 0)", ["6"]),
    ("5.precision()", ["0"]),
  ])
  func mathematics(expression: String, expected: [String]) throws {
    #expect(try TestContext.run(expression) == expected)
  }

  @Test(arguments: [
    ("today()", ["2026-11-23"]), ("now()", ["2026-11-23T09:00:00.000-05:00"]), ("timeOfDay()", ["09:00:00.000"]),
    ("@2024-02-29 + 1 year", ["2025-02-28"]), ("@2024-01-31 + 1 month", ["2024-02-29"]),
    ("@T23:30 + 1 hour", ["00:30"]),
    ("@2014-06.lowBoundary()", ["2014-06-01"]), ("@2014-06.highBoundary(17)", ["2014-06-30T23:59:59.999-12:00"]),
    ("@2014-06-05.yearOf()", ["2014"]), ("@2014.monthOf()", []), ("@T10:30.hourOf()", ["10"]),
    ("@2000-01-01.duration(@2010-12-31, 'years')", ["10"]), ("@2000-12-31.difference(@2001-01-01, 'year')", ["1"]),
    ("@2014.duration(@2015, 'day')", []), ("@2014-01-01T10:00:00+02:00.timezoneOffsetOf()", ["2"]),
    ("@2012 = @2012-01", []),
    ("@2024-01-01T00:00:00.000 + 1.5 seconds", ["2024-01-01T00:00:01.500"]),
    ("@2024-01-01T00:00:00 + 1.5 seconds", ["2024-01-01T00:00:01"]), ("@T00:00:00.000 - 0.1 second", ["23:59:59.900"]),
    ("@2024-01-01T00:00:00.000 + 1.5 days", ["2024-01-02T00:00:00.000"]),
    ("@2012 < @2013-01", ["true"]), ("1 year = 12 months", ["true"]), ("1 'a' = 1 year", []), ("1 'cm' < 1 'in_i'", []),
  ])
  func time(expression: String, expected: [String]) throws { #expect(try TestContext.run(expression) == expected) }

  @Test(arguments: [
    (
      "birthDate.extension('http://hl7.org/fhir/StructureDefinition/patient-birthTime').value",
      ["1974-12-25T14:35:45-05:00"]
    ),
    ("birthDate.id", ["bd"]), ("birthDate.hasValue()", ["true"]),
    ("name[2].given.select(hasValue())", ["false", "true"]),
    ("name[2].given[0].extension.value", ["y"]), ("birthDate.getValue() is Date", ["true"]), ("deceased", ["false"]),
    ("deceased is boolean", ["true"]), ("multipleBirth.ofType(integer)", ["2"]), ("multipleBirth.ofType(boolean)", []),
    ("managingOrganization.resolve().name", ["Org"]), ("type().name", ["Patient"]),
    ("name.first().type().name", ["HumanName"]),
    ("contact.type().baseType", ["FHIR.BackboneElement"]), ("contact.first() is BackboneElement", ["true"]),
    ("conformsTo('http://hl7.org/fhir/StructureDefinition/DomainResource')", ["true"]), ("Resource.id", ["p1"]),
    ("Observation.id", []), ("is(DomainResource)", ["true"]), ("gender is string", ["true"]), ("gender as string", []),
    ("%`ext-patient-birthTime`", ["http://hl7.org/fhir/StructureDefinition/patient-birthTime"]),
    ("%resource.id", ["p1"]),
    ("contained.ofType(Organization).name", ["Org"]), ("name.given.count()", ["5"]), ("resourceType", ["Patient"]),
    ("name.defineVariable('n', use).where(%n contains 'usual').use", ["official", "usual", "maiden"]),
    ("defineVariable('g', gender).select(%g)", ["male"]),
    ("name.given.where(matches('^J'))", ["James", "Jim", "James"]), ("birthDate.matches('^1974-')", ["true"]),
    ("name.family.where($this.matchesFull('W.*'))", ["Windsor"]), ("gender.matches({})", []),
    ("id.matches('^p')", ["true"]),
    ("name.where(family.matches('é$')).family", []), ("contact.name.family.matches('^du M.*é$')", ["true"]),
    ("name[1].family.matches('x')", []), ("%resource.gender.matches('male')", ["true"]),
    ("name.sort(-family).family", ["Windsor", "Chalmers"]), ("telecom.rank.sort($this desc)", ["2", "1"]),
  ])
  func fhir(expression: String, expected: [String]) throws {
    let document = try TestContext.patient()
    #expect(try TestContext.run(expression, on: document) == expected)
  }

  @Test(arguments: [
    ("3 + 2 '1'", ["5 '1'"]), ("3 'm' + 3 'cm'", ["303 'cm'"]), ("3 'cm' + 3 'm'", ["303 'cm'"]),
    ("7 days + 12 hours", ["180 hours"]), ("1 year + 6 months", ["18 months"]), ("1 'mg' + 1 'cm'", []),
    ("@2011-01-10 + (1 year + 6 months)", ["2012-07-10"]), ("1 'g' - 1 'mg'", ["999 'mg'"]),
    ("37 'Cel' + 1 '[degF]'", []), ("100 '[degF]' - 37 'Cel'", []), ("38.5 'Cel' - 37 'Cel'", ["1.5 'Cel'"]),
    ("1.1 'kg'.ceiling()", ["2 'kg'"]), ("2.315 's'.round(2)", ["2.32 's'"]),
    ("{}.sum()", []),
    ("'a   b' ~ 'a b'", ["false"]), ("'A\\tb' ~ 'a B'", ["true"]), ("'2014-01-05T10:30'.hourOf()", ["10"]),
    ("5.yearOf()", []),
    ("'Hello'.matches('^hEL', 'i')", ["true"]), ("'a\\nb'.matches('^b$', 'm')", ["true"]),
    ("'a\\nb'.matches('^b$')", ["false"]),
    ("'ÄB'.replaceMatches('ä', 'x', 'i')", ["xB"]), ("('a' | 'b').join()", ["ab"]), ("(5 'mg').hasValue()", ["false"]),
  ])
  func corners(expression: String, expected: [String]) throws { #expect(try TestContext.run(expression) == expected) }

  @Test(arguments: [
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "a"}"#, "value = 2 years", ["true"]),
    (
      #"{"value": 2, "system": "http://unitsofmeasure.org", "code": "mg", "unit": "milligram"}"#, "value = 0.002 'g'",
      ["true"]
    ),
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "a"}"#, "value = 2 'a'", ["true"]),
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "a"}"#, "value > 18 'mo'", ["true"]),
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "a"}"#, "18 'mo' < value", ["true"]),
    (
      #"{"value": 2, "system": "http://unitsofmeasure.org", "code": "a"}"#, "value ~ 2 'a' and value ~ 2 years",
      ["true"]
    ),
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "mo"}"#, "value < 3 months", ["true"]),
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "mo"}"#, "value = value", ["true"]),
    (#"{"value": 2, "system": "http://unitsofmeasure.org", "code": "wk"}"#, "value = 14 days", ["true"]),
    (#"{"value": 2, "unit": "mg"}"#, "value = 2 'mg'", ["true"]), (#"{"value": 2}"#, "value = 2", ["true"]),
    (#"{"value": 2, "system": "http://example.org", "code": "mg"}"#, "value = 2 'mg'", ["false"]),
    (#"{"value": 2, "unit": "some pills"}"#, "value = 2 'mg'", ["false"]),
    (
      #"{"value": 2, "comparator": "<", "system": "http://unitsofmeasure.org", "code": "mg"}"#, "value = 2 'mg'",
      ["false"]
    ),
    (#"{"value": 5.50, "system": "http://unitsofmeasure.org", "code": "%"}"#, "value.value.toString()", ["5.50"]),
  ])
  func quantitiesOfFHIR(quantity: String, expression: String, expected: [String]) throws {
    let document = try JSONDocument(fhir: "{\"resourceType\": \"Observation\", \"valueQuantity\": \(quantity)}")
    #expect(try TestContext.run(expression, on: document) == expected)
  }

  @Test(arguments: [
    ("given.count()", ["3"]), ("given.id", ["a", "c"]), ("given.where(id = 'c').hasValue()", ["false"]),
    ("given.join(',')", ["Peter"]),
    ("given[0].union($this.name.given[2]).count()", ["2"]),
    ("given.select(iif(hasValue(), $this, 'none'))", ["none", "Peter", "none"]),
  ])
  func companionsBeyondTheValues(expression: String, expected: [String]) throws {
    let document = try JSONDocument(
      fhir: """
        {"resourceType": "Patient", "name": [{"given": [null, "Peter"], "_given": [{"id": "a"}, null, {"id": "c"}]}]}
        """)
    #expect(try TestContext.run("name." + expression, on: document) == expected)
    if let (compiled, interpreted) = DifferentialTests.compare("name." + expression, document, try TestContext.make()) {
      Issue.record("compiled \(compiled), interpreted \(interpreted)")
    }
  }

  /// JSON's null says nothing, in a resource as in plain JSON: `"active": null` must not count as true.
  @Test(arguments: [
    ("active.exists()", ["false"]), ("active and true", []), ("gender = 'male'", []), ("contact.exists()", ["false"]),
    ("name.count()", ["1"]), ("name.family.exists()", ["false"]), ("birthDate.exists()", ["true"]),
    ("birthDate.hasValue()", ["false"]), ("birthDate.id", ["x"]), ("children().count()", ["2"]),
    ("descendants().count()", ["3"]),
  ])
  func nullsAreNoItems(expression: String, expected: [String]) throws {
    let patient = try JSONDocument(
      fhir: """
        {"resourceType": "Patient", "active": null, "gender": null, "birthDate": null, "_birthDate": {"id": "x"},
         "contact": null, "name": [null, {"family": null, "given": [null]}]}
        """)
    #expect(try TestContext.run(expression, on: patient) == expected)
    #expect(DifferentialTests.compare(expression, patient, try TestContext.make()) == nil)
  }

  @Test(arguments: [
    ("context.encounterId.exists()", ["false"]), ("context.drafts.count()", ["1"]), ("context.drafts.n", ["2"]),
    ("context.children().count()", ["1"]),
  ])
  func nullsOfPlainJSONAreNoItems(expression: String, expected: [String]) throws {
    let request = try JSONDocument(fhir: #"{"context": {"encounterId": null, "drafts": [null, {"m": null, "n": 2}]}}"#)
    #expect(try TestContext.run(expression, on: request) == expected)
    #expect(DifferentialTests.compare(expression, request, try TestContext.make()) == nil)
    #expect(
      try FHIRPathExpression(parsing: "$this").evaluate(
        on: request.root["context"]?["encounterId"], in: TestContext.make()
      ).isEmpty)
  }

  @Test func everyErrorHasAPlaceOverAPatientToo() throws {
    let document = try TestContext.patient()
    for text in [
      "name.where(given)", "name.given.not()", "name.single()", "name is HumanName", "name as HumanName",
      "name and active",
      "name.exists(given)", "name.all(given)", "telecom[name]", "-name", "name.given < 'x'",
      "%resource.name.where(given)",
      "active implies name", "(name | contact.name).exists(given)",
    ] {
      let error = #expect(throws: FHIRPathError.self, "\(text)") { try TestContext.run(text, on: document) }
      #expect(error?.position != nil, "\(text): \(error?.description ?? "")")
    }
  }

  @Test func castsPickFromCollectionsOnlyWhereR4RequiresIt() throws {
    let document = try TestContext.patient()
    var context = try TestContext.make()
    for text in ["name.given.as(string)", "(name.given as string)", "descendants().as(string)", "(1 | 'a').as(String)"]
    {
      let expression = try FHIRPathExpression(parsing: text)
      context.asFiltersCollections = false
      #expect(throws: FHIRPathError.self) { try expression.evaluate(on: document.root, in: context) }
      context.asFiltersCollections = true
      #expect(try !expression.evaluate(on: document.root, in: context).isEmpty)
      #expect(DifferentialTests.compare(text, document, context) == nil)
    }
  }

  @Test func variablesAreNamed() throws {
    let expression = try FHIRPathExpression(
      parsing: "%a.where(x = %b) | defineVariable('c', %a).select(%c) | %resource.id | %`vs-x` | %sct")
    #expect(expression.variables == ["a", "b"])
  }

  @Test func plainJSONIsNavigated() throws {
    let document = try JSONDocument(
      fhir: #"{"hook": "order-sign", "context": {"draftOrders": [{"resourceType": "Patient", "id": "x"}], "n": 1.50}}"#)
    #expect(try TestContext.run("context.draftOrders.ofType(Patient).id", on: document) == ["x"])
    #expect(try TestContext.run("context.n + 1", on: document) == ["2.50"])
    #expect(try TestContext.run("hook = 'order-sign'", on: document) == ["true"])
    #expect(try TestContext.run("hook is String", on: document) == ["true"])
  }

  @Test(arguments: [
    "'a' < 1", "1 + 'a'", "@2014 + 5", "@2014-01-01 + 1 'mo'", "@2014-01-01 - 1 'cm'", "(1|2) & 'x'", "-true",
    "(1|2).not()",
    "(1|'a').sum()", "%bogus", "'a'.length(1)", "1.as(Nothing)", "'x'.matches('(')", "'x'.matches('(?=a)')",
    "name.bogusFunction()",
    "defineVariable('resource')", "1.round(-1)", "'5'.duration(@2015, 'day')", "@2014.duration(@2015, 'decade')",
    "1.startsWith('1')",
  ])
  func errors(expression: String) {
    let error = #expect(throws: FHIRPathError.self) { try TestContext.run(expression) }
    #expect(error?.position != nil, "\(error?.description ?? "no error")")
  }
}
