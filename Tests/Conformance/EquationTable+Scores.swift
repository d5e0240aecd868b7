/// Scores, opioid doses and QT corrections. Where a corrected MedCalc label is an exception, the original label agrees: the
/// correction read something in the note that the structured case does not hold.
extension EquationTable {
  static let strokeAndBleeding: [EquationVectors] = [
    EquationVectors(
      library: "ChartsideStrokeRisk", rows: .clincalc("cha2ds2vasc"),
      expression: "E.\"CHA2DS2-VASc\"({age}, {sex} = 'female', {congestive_heart_failure}, {hypertension}, {diabetes}, "
        + "{stroke_tia_thromboembolism}, {vascular_disease})"),
    EquationVectors(
      library: "ChartsideStrokeRisk", rows: .clincalc("cha2ds2_va"),
      expression: "E.\"CHA2DS2-VA\"({age}, {congestive_heart_failure}, {hypertension}, {diabetes}, "
        + "{stroke_tia_thromboembolism}, {vascular_disease})"),
    EquationVectors(
      library: "ChartsideStrokeRisk",
      rows: .medcalc(
        "CHA2DS2-VASc Score for Atrial Fibrillation Stroke Risk",
        exceptions: [
          42: "label 5: a woman of 68 with hypertension alone scores 3; no stroke is among the entities",
          45: "label 5: a man of 75 with hypertension alone scores 3; no stroke is among the entities",
          46: "label 4: thromboembolism is among the entities and counts two points, so 6",
          47: "label 1: a woman with hypertension scores 2",
          60: "label 6: a man of 83 with hypertension and diabetes scores 4; no stroke is among the entities",
        ]),
      expression: "E.\"CHA2DS2-VASc\"(Truncate({age}), {sex} = 'Female', {Congestive Heart Faliure?}, "
        + "{Hypertension history?}, {Diabetes history?}, {Stroke?} or {Transient Ischemic Attacks History?} "
        + "or {Thromboembolism history?}, {Vascular disease history?})"),
    EquationVectors(
      library: "ChartsideStrokeRisk",
      rows: .worked([
        .init("E.\"CHA2DS2-VA\"(64, false, false, false, false, false)", "0"),
        .init("E.\"CHA2DS2-VA\"(65, false, false, false, false, false)", "1"),
        .init("E.\"CHA2DS2-VA\"(75, false, false, false, false, false)", "2"),
        .init("E.\"CHA2DS2-VA\"(17, false, false, false, false, false)", "null"),
        .init("E.\"CHA2DS2-VA\"(70, null, false, false, false, false)", "null"),
        .init("E.\"CHA2DS2-VASc\"(70, null, false, false, false, false, false)", "null"),
      ])),
    EquationVectors(
      library: "ChartsideBleeding", rows: .clincalc("hasbled"),
      expression: "E.\"HAS-BLED\"({hypertension_uncontrolled}, {abnormal_renal_function}, {abnormal_liver_function}, "
        + "{stroke}, {bleeding_history}, {labile_inr}, {elderly_over_65}, {drugs_antiplatelet_nsaid}, {alcohol_excess})"
    ),
    EquationVectors(
      library: "ChartsideBleeding",
      rows: .medcalc(
        "HAS-BLED Score for Major Bleeding Risk",
        exceptions: [
          348: "label 2 leaves out a hypertension that the entities hold as uncontrolled",
          349: "label 4 leaves out a hypertension that the entities hold as uncontrolled",
          361: "label 3 leaves out a hypertension that the entities hold as uncontrolled",
        ]),
      expression: "E.\"HAS-BLED\"({Hypertension history?}, {Renal disease criteria for the HAS-BLED rule?}, "
        + "{Liver disease criteria for the HAS-BLED rule?}, {Stroke?}, "
        + "{Prior major bleeding or predisposition to bleeding?}, {Labile international normalized ratio?}, "
        + "E.\"Elderly\"(Truncate({age})), {Medication usage predisposing to bleeding?}, "
        + "E.\"Alcohol Excess\"({Number of Alcoholic Drinks Per Week}))"),
    EquationVectors(
      library: "ChartsideBleeding",
      rows: .worked([
        .init("E.\"HAS-BLED\"(null, false, false, false, false, false, false, false, false)", "null"),
        .init("E.\"Elderly\"(65)", "false"), .init("E.\"Elderly\"(66)", "true"), .init("E.\"Elderly\"(null)", "null"),
        .init("E.\"Alcohol Excess\"(7.9)", "false"), .init("E.\"Alcohol Excess\"(8)", "true"),
      ])),
  ]

  private static let news2 =
    "({respiratory_rate}, {spo2}, if {spo2_scale} = '1' then 1 else 2, {on_oxygen}, {systolic_bp}, {pulse}, "
    + "{consciousness} = 'alert', {temperature})"

  static let deterioration: [EquationVectors] = [
    EquationVectors(library: "ChartsideNEWS2", rows: .clincalc("news2"), expression: "E.\"NEWS2\"\(news2)"),
    EquationVectors(
      library: "ChartsideNEWS2",
      rows: .worked([
        .init("E.\"NEWS2\"(16, 97, 1, false, 120, 70, true, 37.0)", "0"),
        .init("E.\"NEWS2\"(16, null, 1, false, 120, 70, true, 37.0)", "null"),
        .init("E.\"NEWS2\"(16, 97, null, false, 120, 70, true, 37.0)", "null"),
        .init("E.\"Single Red Score\"(8, 97, 1, false, 120, 70, true, 37.0)", "true"),
        .init("E.\"Single Red Score\"(9, 97, 1, false, 120, 70, true, 37.0)", "false"),
        .init("E.\"Single Red Score\"(16, 97, 1, false, 120, 70, false, 37.0)", "true"),
      ])),
  ]

  private static func oral(_ name: String, _ ingredient: String) -> String {
    "Coalesce(E.\"Oral MME\"('\(ingredient)', {\(name) Dose|mg} * {\(name) Dose Per Day|per day}), 0.0)"
  }

  static let opioids: [EquationVectors] = [
    EquationVectors(
      library: "ChartsideOpioids",
      rows: .medcalc(
        "Morphine Milligram Equivalents (MME) Calculator",
        exceptions: [
          988: "buccal fentanyl: CDC 2022 has no factor for it, so we abstain",
          989: "buccal fentanyl: CDC 2022 has no factor for it, so we abstain",
          990: "label with hydromorphone 4 (CDC 2016); 2022 says 5",
          991: "a patch in mg a day: its factor is for micrograms an hour, so we abstain",
          993: "label with hydromorphone 4 (CDC 2016); 2022 says 5",
          994: "a patch in mg a day: its factor is for micrograms an hour, so we abstain",
          996: "label with methadone 8 (CDC 2016); 2022 says 4.7",
          997: "label with methadone 8 (CDC 2016); 2022 says 4.7",
          998: "a patch in mg a day: its factor is for micrograms an hour, so we abstain",
          999: "a patch in mg a day: its factor is for micrograms an hour, so we abstain",
          1000: "a patch in mg a day: its factor is for micrograms an hour, so we abstain",
          1003: "label with tramadol 0.1 (CDC 2016); 2022 says 0.2",
          1004: "a patch in mg a day: its factor is for micrograms an hour, so we abstain",
        ]),
      expression: [
        oral("Codeine", "codeine"), oral("HYDROcodone", "hydrocodone"), oral("HYDROmorphone", "hydromorphone"),
        oral("Methadone", "methadone"), oral("Morphine", "morphine"), oral("OxyCODONE", "oxycodone"),
        oral("OxyMORphone", "oxymorphone"), oral("Tapentadol", "tapentadol"), oral("TraMADol", "tramadol"),
        "(if {FentaNYL buccal Dose|µg} is null then 0.0 else E.\"Oral MME\"('fentanyl', {FentaNYL buccal Dose|µg}))",
        "(if {FentANYL patch Dose|mg} is null then 0.0 else E.\"Patch MME\"(null))",
      ].joined(separator: " + ")),
    EquationVectors(
      library: "ChartsideOpioids",
      rows: .worked([
        // CDC 2022, table: fentanyl 25 micrograms an hour is 60 MME a day.
        .init("E.\"Patch MME\"(25)", "60"), .init("E.\"Patch MME\"(-1)", "null"),
        .init("E.\"Patch MME\"(null)", "null"),
        .init("E.\"Oral MME\"('oxycodone', 40)", "60"), .init("E.\"Oral MME\"('fentanyl', 0.1)", "null"),
        .init("E.\"Oral MME\"('buprenorphine', 8)", "null"), .init("E.\"Oral MME\"('oxycodone', -1)", "null"),
      ])),
  ]

  private static func corrected(_ name: String) -> EquationVectors {
    EquationVectors(
      library: "ChartsideQT", rows: .medcalc("QTc \(name) Calculator"),
      expression: "E.\"\(name)\"({QT interval|msec}, {Heart Rate or Pulse|beats per minute})")
  }

  static let qt: [EquationVectors] = [
    corrected("Bazett"), corrected("Fridericia"), corrected("Framingham"), corrected("Hodges"), corrected("Rautaharju"),
    EquationVectors(
      library: "ChartsideQT",
      rows: .worked([
        .init("E.\"Bazett\"(400, 60)", "400"), .init("E.\"Fridericia\"(400, 60)", "400"),
        .init("E.\"Framingham\"(400, 60)", "400"), .init("E.\"Hodges\"(400, 60)", "400"),
        .init("E.\"Rautaharju\"(400, 60)", "400"), .init("E.\"Fridericia\"(400, 19)", "null"),
        .init("E.\"Fridericia\"(199, 60)", "null"), .init("E.\"Fridericia\"(400, null)", "null"),
      ])),
  ]
}
