/// The equations that ship, with their vectors. Every public function of an equation library that no other function of it
/// calls must occur here; ``EquationVectorTests`` sees to it.
enum EquationTable {
  static let all: [EquationVectors] =
    cardiovascular + kidney + liver + strokeAndBleeding + deterioration + opioids + qt

  private static let prevent =
    "{sex} = 'male', {age}, {total_cholesterol}, {hdl_cholesterol}, {systolic_bp}, {egfr}, {has_diabetes}, "
    + "{current_smoker}, {on_htn_meds}, {on_cholesterol_meds}"
  private static let preventBMI =
    "{sex} = 'male', {age}, {bmi}, {systolic_bp}, {egfr}, {has_diabetes}, {current_smoker}, {on_htn_meds}"

  static let cardiovascular: [EquationVectors] = [
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .prevent("ascvd10"),
      expression: "E.\"PREVENT ASCVD 10 Years\"(\(prevent))", tolerance: 0.0005),
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .prevent("cvd10"),
      expression: "E.\"PREVENT CVD 10 Years\"(\(prevent))", tolerance: 0.0005),
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .prevent("hf10"),
      expression: "E.\"PREVENT Heart Failure 10 Years\"(\(preventBMI))", tolerance: 0.0005),
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .prevent("ascvd30"),
      expression: "E.\"PREVENT ASCVD 30 Years\"(\(prevent))", tolerance: 0.0005),
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .prevent("cvd30"),
      expression: "E.\"PREVENT CVD 30 Years\"(\(prevent))", tolerance: 0.0005),
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .prevent("hf30"),
      expression: "E.\"PREVENT Heart Failure 30 Years\"(\(preventBMI))", tolerance: 0.0005),
    EquationVectors(
      library: "ChartsideCardiovascular", rows: .clincalc("ascvd"),
      expression: "E.\"PCE ASCVD 10 Years\"({sex} = 'male', {race} = 'black', {age}, {total_cholesterol_mg_dl}, "
        + "{hdl_cholesterol_mg_dl}, {systolic_bp_mm_hg}, {diabetes}, {current_smoker}, {treated_bp})",
      tolerance: 0.05),
    EquationVectors(
      library: "ChartsideCardiovascular",
      rows: .worked([
        // Goff 2014, table A: a person of 55 years, total cholesterol 213, HDL 50, untreated systolic pressure 120 (the
        // table prints 5.3 for white men from rounded terms).
        .init("E.\"PCE ASCVD 10 Years\"(false, false, 55, 213, 50, 120, false, false, false)", "2.1", within: 0.05),
        .init("E.\"PCE ASCVD 10 Years\"(false, true, 55, 213, 50, 120, false, false, false)", "3.0", within: 0.05),
        .init("E.\"PCE ASCVD 10 Years\"(true, false, 55, 213, 50, 120, false, false, false)", "5.4", within: 0.05),
        .init("E.\"PCE ASCVD 10 Years\"(true, true, 55, 213, 50, 120, false, false, false)", "6.1", within: 0.05),
        // Khan 2024: a woman of 50 years.
        .init(
          "E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 90, true, false, true, false)", "9.2", within: 0.05),
        .init(
          "E.\"PREVENT CVD 10 Years\"(false, 50, 200, 45, 160, 90, true, false, true, false)", "14.7", within: 0.05),
        .init(
          "E.\"PREVENT Heart Failure 10 Years\"(false, 50, 35, 160, 90, true, false, true)", "8.1", within: 0.05),
        // Edges: each of these is outside the range, or lacks an input.
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 29, 200, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 80, 200, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 129, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 321, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 19, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 101, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 89, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 201, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 14, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 151, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(null, 50, 200, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, null, 200, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, null, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, null, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, null, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, null, true, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 90, null, false, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 90, true, null, true, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 90, true, false, null, false)", "null"),
        .init("E.\"PREVENT ASCVD 10 Years\"(false, 50, 200, 45, 160, 90, true, false, true, null)", "null"),
        .init("E.\"PREVENT ASCVD 30 Years\"(false, 60, 200, 45, 160, 90, true, false, true, false)", "null"),
        .init("E.\"PREVENT Heart Failure 10 Years\"(false, 50, 40, 160, 90, true, false, true)", "null"),
        .init("E.\"PREVENT Heart Failure 10 Years\"(false, 50, 18.4, 160, 90, true, false, true)", "null"),
        .init("E.\"PCE ASCVD 10 Years\"(true, false, 39, 213, 50, 120, false, false, false)", "null"),
        .init("E.\"PCE ASCVD 10 Years\"(true, false, 80, 213, 50, 120, false, false, false)", "null"),
        .init("E.\"PCE ASCVD 10 Years\"(true, null, 55, 213, 50, 120, false, false, false)", "null"),
        .init("E.\"PCE ASCVD 10 Years\"(true, false, 55, 213, 50, 120, null, false, false)", "null"),
      ])),
  ]

  private static let cockcroftGaultExceptions: [Int: String] = [
    3: "the corrected label, 9 mL/min, does not follow from 51 years, 50 kg and 183 µmol/L: that gives 25 by any weight"
  ]

  /// The weight that MedCalc takes: actual when lean, ideal when normal, adjusted from a BMI of 25 on. What ships takes the
  /// actual weight, as the labels that it serves ask; the equation is the same.
  private static let medcalcWeight =
    "(from (Tuple { w: {weight|kg}, h: {height|cm} / 100.0, i: (if {sex} = 'Male' then 50.0 else 45.5) "
    + "+ 2.3 * ({height|cm} / 2.54 - 60.0) }) T return case when T.w / (T.h * T.h) < 18.5 then T.w "
    + "when T.w / (T.h * T.h) < 25.0 then (if T.i < T.w then T.i else T.w) else T.i + 0.4 * (T.w - T.i) end)"

  static let kidney: [EquationVectors] = [
    EquationVectors(
      library: "ChartsideKidney", rows: .clincalc("egfr"),
      expression: "E.\"CKD-EPI 2021\"({creatinine}, {age}, {sex})", tolerance: 0.5),
    EquationVectors(
      library: "ChartsideKidney", rows: .medcalc("CKD-EPI Equations for Glomerular Filtration Rate"),
      expression: "E.\"CKD-EPI 2021\"({creatinine|mg/dL creatinine}, {age}, Lower({sex}))"),
    EquationVectors(
      library: "ChartsideKidney", rows: .clincalc("cockcroft_gault"),
      expression: "E.\"Cockcroft-Gault\"({creatinine}, {age}, {weight_kg}, {sex})", tolerance: 0.05),
    EquationVectors(
      library: "ChartsideKidney",
      rows: .medcalc("Creatinine Clearance (Cockcroft-Gault Equation)", exceptions: cockcroftGaultExceptions),
      expression: "E.\"Cockcroft-Gault\"({creatinine|mg/dL creatinine}, {age}, \(medcalcWeight), Lower({sex}))"),
    EquationVectors(
      library: "ChartsideKidney",
      rows: .worked([
        .init("E.\"CKD-EPI 2021\"(null, 50, 'male')", "null"), .init("E.\"CKD-EPI 2021\"(1.0, null, 'male')", "null"),
        .init("E.\"CKD-EPI 2021\"(1.0, 50, null)", "null"), .init("E.\"CKD-EPI 2021\"(1.0, 17, 'male')", "null"),
        .init("E.\"CKD-EPI 2021\"(0.0, 50, 'male')", "null"), .init("E.\"CKD-EPI 2021\"(1.0, 50, 'other')", "null"),
        // Both minimum and maximum are 1 at the reference creatinine: 142 × 0.9938^age (× 1.012).
        .init("E.\"CKD-EPI 2021\"(0.9, 50, 'male')", "104.05", within: 0.01),
        .init("E.\"CKD-EPI 2021\"(0.7, 50, 'female')", "105.30", within: 0.01),
        .init("E.\"Cockcroft-Gault\"(1.0, 40, 72.0, 'male')", "100.0"),
        .init("E.\"Cockcroft-Gault\"(1.0, 40, 72.0, 'female')", "85.0"),
        .init("E.\"Cockcroft-Gault\"(1.0, 40, null, 'male')", "null"),
        .init("E.\"Cockcroft-Gault\"(0.0, 40, 72.0, 'male')", "null"),
      ])),
    EquationVectors(
      library: "ChartsideKidneyRisk", rows: .clincalc("ckd_risk"),
      expression: "case E.\"KDIGO Risk\"(E.\"GFR Category\"({egfr}), E.\"Albuminuria Category of Molar Ratio\"({acr})) "
        + "when 'low' then 'Low risk (green)' when 'moderately increased' then 'Moderately increased risk (yellow)' "
        + "when 'high' then 'High risk (orange)' when 'very high' then 'Very high risk (red)' else null end"),
    EquationVectors(
      library: "ChartsideKidneyRisk",
      rows: .worked([
        // Outputs of the Python package kfre for a man of 60 years with eGFR 35 and 200 mg/g.
        .init("E.\"KFRE 2 Years\"(true, 60, 35, 200, true)", "4.218", within: 0.0005),
        .init("E.\"KFRE 5 Years\"(true, 60, 35, 200, true)", "12.588", within: 0.0005),
        .init("E.\"KFRE 5 Years\"(true, 60, 60, 200, true)", "null"),
        .init("E.\"KFRE 5 Years\"(true, 17, 35, 200, true)", "null"),
        .init("E.\"KFRE 5 Years\"(true, 60, 9.9, 200, true)", "null"),
        .init("E.\"KFRE 5 Years\"(true, 60, 35, 0, true)", "null"),
        .init("E.\"KFRE 5 Years\"(null, 60, 35, 200, true)", "null"),
        .init("E.\"KFRE 5 Years\"(true, 60, 35, null, true)", "null"),
        .init("E.\"KFRE 2 Years\"(true, 60, 35, 200, null)", "null"),
        .init("E.\"GFR Category\"(90)", "'G1'"), .init("E.\"GFR Category\"(89.9)", "'G2'"),
        .init("E.\"GFR Category\"(60)", "'G2'"), .init("E.\"GFR Category\"(59.9)", "'G3a'"),
        .init("E.\"GFR Category\"(45)", "'G3a'"), .init("E.\"GFR Category\"(44.9)", "'G3b'"),
        .init("E.\"GFR Category\"(30)", "'G3b'"), .init("E.\"GFR Category\"(29.9)", "'G4'"),
        .init("E.\"GFR Category\"(15)", "'G4'"), .init("E.\"GFR Category\"(14.9)", "'G5'"),
        .init("E.\"GFR Category\"(0)", "null"), .init("E.\"GFR Category\"(null)", "null"),
        .init("E.\"Albuminuria Category\"(29.9)", "'A1'"), .init("E.\"Albuminuria Category\"(30)", "'A2'"),
        .init("E.\"Albuminuria Category\"(300)", "'A2'"), .init("E.\"Albuminuria Category\"(300.1)", "'A3'"),
        .init("E.\"Albuminuria Category\"(null)", "null"), .init("E.\"Albuminuria Category\"(-1)", "null"),
        .init("E.\"Albuminuria Category of Molar Ratio\"(3)", "'A2'"),
        .init("E.\"Albuminuria Category of Molar Ratio\"(null)", "null"),
        .init("E.\"KDIGO Risk\"('G3a', null)", "null"), .init("E.\"KDIGO Risk\"(null, 'A1')", "null"),
      ])),
  ]

  static let liver: [EquationVectors] = [
    EquationVectors(
      library: "ChartsideLiver", rows: .clincalc("fib4"),
      expression: "E.\"FIB-4\"({age}, {ast}, {alt}, {platelets})", tolerance: 0.005),
    EquationVectors(
      library: "ChartsideLiver",
      rows: .medcalc(
        "Fibrosis-4 (FIB-4) Index for Liver Fibrosis",
        exceptions: [
          284:
            "the platelet count is written 1.19e8/L, a thousandth of what the label reckons with: FIB-4 has no meaning there",
          291: "a child of two years: FIB-4 is made for adults and gives null",
        ]),
      expression: "E.\"FIB-4\"({age}, {Aspartate aminotransferase|U/L}, {Alanine aminotransferase|U/L}, "
        + "{Platelet count|10*9/L})"),
    EquationVectors(
      library: "ChartsideLiver", rows: .clincalc("meld_3"),
      expression:
        "E.\"MELD 3.0\"({registration_age_years}, {female_for_adult_meld}, {bilirubin}, {sodium_mmol_l}, {inr}, "
        + "{creatinine}, {albumin}, {qualifying_dialysis_in_prior_7_days})"),
    EquationVectors(
      library: "ChartsideLiver",
      rows: .worked([
        .init("E.\"FIB-4\"(17, 40, 40, 200)", "null"), .init("E.\"FIB-4\"(50, 40, 0, 200)", "null"),
        .init("E.\"FIB-4\"(50, 40, 40, 0)", "null"), .init("E.\"FIB-4\"(50, null, 40, 200)", "null"),
        .init("E.\"FIB-4\"(50, 40, 25, 200)", "2.0"),
        // All values within the limits that add nothing: the constant alone.
        .init("E.\"MELD 3.0\"(50, false, 1, 137, 1, 1, 3.5, false)", "6"),
        .init("E.\"MELD 3.0\"(50, false, 0.2, 150, 0.8, 0.4, 5, false)", "6"),
        .init("E.\"MELD 3.0\"(50, false, 40, 120, 8, 5, 1, true)", "40"),
        .init("E.\"MELD 3.0\"(17, false, 1, 137, 1, 1, 3.5, false)", "null"),
        .init("E.\"MELD 3.0\"(50, null, 1, 137, 1, 1, 3.5, false)", "null"),
        .init("E.\"MELD 3.0\"(50, false, 1, null, 1, 1, 3.5, false)", "null"),
        .init("E.\"MELD 3.0\"(50, false, 1, 137, 1, 1, 3.5, null)", "null"),
      ])),
  ]
}
