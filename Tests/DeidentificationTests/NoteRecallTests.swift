import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import Deidentification

/// Sentences as they stand in notes, with identifiers of every category: how much comes out?
@Suite("Recall in notes")
struct NoteRecallTests {
  static let record = """
    {"resourceType":"Patient","id":"88213377","identifier":[{"value":"MRN-7734512"}],"name":[{"family":"O'Halloran-Vance","given":["Perpetua","Ines"]}],
     "telecom":[{"value":"+1 (647) 555-0188"},{"value":"perpetua.v@zephyr.example"}],
     "address":[{"line":["9 Marrow Close"],"city":"Brindleford","district":"Ashwick","postalCode":"K1A 0B1"}],"birthDate":"1961-07-03",
     "contact":[{"name":{"text":"Bartholomew Vance"}}],"generalPractitioner":[{"display":"Dr. Ottoline Kerrigan"}]}
    """

  /// Sentences with their identifiers between bars. Those marked `own` are the record's.
  static let notes: [(text: String, isOwn: Bool)] = [
    ("|Perpetua| reports less pain today.", true), ("Mrs. |O'Halloran-Vance| was seen with |Bartholomew|.", true),
    ("pt |perpetua| tolerated the procedure well", true),
    ("Discussed with |Kerrigan|, who agrees.", true), ("She lives at |9 Marrow Close| in |Brindleford|.", true),
    ("lives near |brindleford| with family", true),
    ("Call |647-555-0188| or |6475550188| after surgery.", true), ("chart no. |7734512| reviewed", true),
    ("|VANCE|, |PERPETUA| seen in clinic", true),
    ("|O’Halloran| |Vance| is doing well", true), ("Email |perpetua.v@zephyr.example| for results", true),
    ("born |3 July 1961|, now with chest pain", true),
    ("Postal code |K1A 0B1|, at home", true), ("|Halloran| family history of stroke", true),
    ("I saw |Ines| today for cough", true),
    ("Seen by Dr. |Abernathy| for knee pain.", false), ("Her daughter |Clementine| helps at home.", false),
    ("Transferred from |Saltmarsh General| last week.", false),
    ("He moved here from |Wexcombe|.", false), ("Works at |Harrowgate Mills|.", false),
    ("Follow up on |June 4th|.", false), ("Last seen |12.11.2025|.", false),
    ("Admitted |2025-11-12T08:30:00Z| with fever.", false), ("Surgery was in |March 2019|.", false),
    ("A |92 year old| man with cough.", false),
    ("Age |101|, lives alone.", false), ("Phone |+44 20 7946 0958| for results.", false),
    ("Fax |0800 555 0199|.", false), ("SSN |078-05-1120|.", false),
    ("SSN |078051120| on file.", false), ("MRN: |00417735|.", false), ("acct |AB-99-1234| billed", false),
    ("Medicare number |1EG4-TE5-MK73|.", false),
    ("License plate |KLM 4821|.", false), ("Pacemaker serial |PJN742181H|.", false),
    ("See |http://10.2.3.4:8080/x?id=9|.", false), ("IP |2001:db8::ff00:42:8329|.", false),
    ("photo saved as |img_2231.jpeg|", false), ("passport |X1234567|", false),
    ("Enrolled in trial |NCT01234567|.", false), ("her neighbour |beatrix| brought her", false),
    ("goes by |Bunny|", false), ("sister |Maude| (tel |555-0123|) is the contact", false),
    ("|Wojciech| said the pain is better", false), ("Signed: |J. Okonkwo|, MD", false),
    ("seen at |St. Brannoc's| yesterday", false), ("lives on |Quillfeather Street|", false),
    ("|Zlatan| |Ibrahimovitch| has knee pain", false), ("the |Brannigan| twins were seen", false),
    ("member id |QX-2281-PL|", false), ("Rx |7718-2231|", false), ("room |412B|", false), ("ZIP |02139|", false),
    ("from |Cambridge, MA 02139|", false), ("DOB |7/3/61|", false),
    ("on |Christmas Eve| she fell", false), ("last |Tuesday| she fell", false), ("|二郎| has pain", false),
    ("VIN |2FMDK3GC4BBA12345|", false), ("@|perpetua_v| on social media", false),
  ]

  /// Sentences without any identifier: what is lost for nothing?
  static let harmless = [
    "Hemoglobin A1c 8.1 %, up from 7.4 %.", "Start metformin 500 mg twice daily with meals.",
    "No chest pain or shortness of breath.", "BP 142/88 mmHg, heart rate 76.",
    "Known Parkinson disease, on levodopa.", "Take one tablet by mouth every 12 hours as needed for pain.",
    "CT chest without contrast shows a 6 mm nodule in the right upper lobe.",
    "Patient denies alcohol use.", "eGFR 28 mL/min/1.73m2, stable.", "Foley catheter removed on day 2.",
    "Crohn disease in remission.", "Continue lisinopril 10 mg PO daily.",
    "Allergic to penicillin: rash and hives.", "Platelets 250000, WBC 12500.",
    "Potassium 5.6 mmol/L, repeat in 2 days.", "Follow up in 3 months.", "Pain 7/10 in the left knee.",
    "Ejection fraction 35 %, NYHA class III.", "Smokes 10 cigarettes a day.",
    "Type 2 diabetes mellitus with diabetic nephropathy.",
  ]

  @Test("Recall with its misses, and what is lost for nothing")
  func recall() throws {
    let deidentifier = Deidentifier(try Fixtures.profile("reasoning"))
    let record = [try JSONDocument(fhir: Self.record).root]
    var own = (found: 0, total: 0)
    var other = (found: 0, total: 0)
    var dropped = 0
    var misses: [String] = []
    for note in Self.notes {
      let parts = note.text.split(separator: "|", omittingEmptySubsequences: false)
      let output = deidentifier.scrub(parts.joined(), record: record)
      if output == nil { dropped += 1 }
      let folded =
        TextFolding.words(output ?? "") + [String(decoding: TextFolding.alphanumerics(output ?? ""), as: UTF8.self)]
      for secret in stride(from: 1, to: parts.count, by: 2).map({ String(parts[$0]) }) {
        let trace = String(decoding: TextFolding.alphanumerics(secret), as: UTF8.self)
        let survives = trace.isEmpty ? (output ?? "").contains(secret) : folded.contains { $0.contains(trace) }
        if note.isOwn { own.total += 1 } else { other.total += 1 }
        if survives { misses.append(secret) } else if note.isOwn { own.found += 1 } else { other.found += 1 }
      }
    }
    let kept = Self.harmless.filter { deidentifier.scrub($0, record: record) == $0 }
    print(
      "notes: the record's own \(own.found)/\(own.total), others \(other.found)/\(other.total), \(dropped) of \(Self.notes.count) dropped whole, misses: \(misses)"
    )
    print(
      "notes: \(kept.count)/\(Self.harmless.count) harmless sentences unchanged; changed: \(Self.harmless.filter { !kept.contains($0) }.map { deidentifier.scrub($0, record: record) ?? "dropped: \($0)" })"
    )
    #expect(own.found == own.total)
    #expect(other.found >= other.total * 9 / 10)
    #expect(kept.count >= Self.harmless.count * 8 / 10)
  }
}
