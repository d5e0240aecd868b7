import FHIR
import Mustache

/// The page at `/`. The patients are written by the server; the rest is filled in by the script, as text only.
struct SandboxPage {
  let sandbox: SandboxEHR

  func rendered() throws -> String {
    let patients: [[String: Any]] = sandbox.patients.compactMap { patient in
      guard let id = patient.id else { return nil }
      let chart = PatientChart(patient: patient, store: sandbox.engine.store, today: sandbox.today)
      return [
        "id": id, "name": ChartText.name(patient.value),
        "facts": ChartText.ageAndSex(patient.value, today: sandbox.today), "story": chart.story,
      ]
    }
    let page: [String: Any] = ["patients": patients, "isEmpty": patients.isEmpty, "fhir": sandbox.fhirBase]
    return try MustacheTemplate(string: Self.template).render(page)
  }

  private static let template = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Chartside sandbox</title>
    <link rel="stylesheet" href="/assets/sandbox.css">
    <script src="/assets/cards.js" defer></script>
    <script src="/assets/sandbox.js" defer></script>
    </head>
    <body>
    <header>
    <h1>Chartside <span>sandbox EHR</span></h1>
    <p>Synthetic patients. FHIR server: <code>{{fhir}}</code></p>
    </header>
    <div class="columns">
    <nav aria-label="Patients">
    <h2>Patients</h2>
    {{#isEmpty}}<p class="quiet">No patients were found. Start with --patients and a folder of FHIR bundles.</p>{{/isEmpty}}
    <ul>
    {{#patients}}
    <li><button class="patient" type="button" data-id="{{id}}"><b>{{name}}</b> <span>{{facts}}</span><em>{{story}}</em></button></li>
    {{/patients}}
    </ul>
    </nav>
    <main>
    <section id="welcome"><h2>Choose a patient</h2>
    <p>Opening a chart fires <code>patient-view</code>, as an EHR does. Then draft an order and see what is said before it is signed.</p></section>
    <section id="banner" hidden></section>
    <div id="desk" hidden>
    <div class="stack">
    <section id="answer" aria-live="polite">
    <h2>Decision support</h2>
    <p id="summary"></p>
    <div id="cards"></div>
    <details id="inspector"><summary>Requests and responses</summary><div id="exchanges"></div></details>
    </section>
    <section id="hooks">
    <h2>Orders</h2>
    <fieldset id="orders"><legend>Draft</legend></fieldset>
    <div class="row">
    <button type="button" class="hook" data-hook="order-select">Select order</button>
    <button type="button" class="hook primary" data-hook="order-sign">Sign order</button>
    <button type="button" class="hook" data-hook="patient-view">Open chart again</button>
    <label><input type="checkbox" id="prefetch" checked> send prefetch</label>
    </div>
    </section>
    </div>
    <section id="chart" aria-label="Chart"></section>
    </div>
    </main>
    </div>
    <noscript><p class="failure">This page needs JavaScript to call the services.</p></noscript>
    </body>
    </html>

    """
}
