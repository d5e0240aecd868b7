import ClinicalTypes
import FHIR
public import Foundation
import HTTPClient
public import JSON
public import SMART
import Synchronization
public import WebServer

/// A small EHR to try CDS services with: synthetic patients behind a FHIR R4 server, its own signing key, hooks that are
/// fired over real HTTP, and a page that shows the cards.
///
/// For one machine and synthetic patients: whoever reaches the page may fire hooks.
///
/// ```swift
/// let sandbox = try SandboxEHR(library: PatientLibrary(directories: ["CDSHooks/example-patients"]))
/// let server = try WebApplication([sandbox.routes, …], …) { address in try? sandbox.listening(at: address.url) }
/// ```
public final class SandboxEHR: Sendable {
  /// The `iss` of its tokens, wherever it runs.
  public static let issuer = "urn:chartside:sandbox"
  /// What it calls the CDS service: `fhirAuthorization.subject`.
  public static let clientID = "chartside-demo"
  static let clinicianID = "sandbox-clinician"

  let engine: SearchEngine
  let tokens = AccessTokens()
  let now: @Sendable () -> Date
  private let exampleOrders: [Resource]
  private let key: SigningKey
  private let client: HTTPClient
  private let addresses = Mutex<(sandbox: String, service: BaseURL?)>(("", nil))

  /// An EHR over these patients.
  /// - Parameters:
  ///   - library: the patients.
  ///   - orders: draft orders to choose from, written for no patient in particular.
  ///   - key: the key to sign with; a new ES384 key when nil.
  ///   - now: the clock for tokens, ages and new orders.
  /// - Throws: ``KeyError`` when no key can be made.
  public init(
    library: PatientLibrary, orders: PatientLibrary = PatientLibrary([]), key: SigningKey? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  )
    throws(KeyError)
  {
    self.key = if let key { key } else { try SigningKey.generate(.es384) }
    self.now = now
    exampleOrders = orders.documents.compactMap { Resource($0.root) }.filter {
      $0.isType("MedicationRequest") || $0.isType("ServiceRequest")
    }
    var documents = library.documents
    if let clinician = try? JSONDocument(fhir: Self.clinician) { documents.append(clinician) }
    engine = SearchEngine(store: ResourceStore(documents: documents), now: Self.dateTime(now()))
    client = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http, .https], allowLoopback: true, allowPrivate: true))
  }

  /// Tells the addresses, once they are known.
  /// - Parameters:
  ///   - address: where the sandbox is reached, such as `http://127.0.0.1:8080`.
  ///   - service: the base of the CDS service (without `/cds-services`); nil when it is served at the same address.
  /// - Throws: ``InvalidURL`` when one is not a URL.
  public func listening(at address: String, service: String? = nil) throws {
    let base = try BaseURL(service ?? address)
    addresses.withLock { $0 = (address.hasSuffix("/") ? String(address.dropLast()) : address, base) }
  }

  /// The base of the FHIR server; empty until ``listening(at:service:)``.
  public var fhirBase: String { addresses.withLock { $0.sandbox } + "/fhir" }

  /// The public keys, as a document to pin or publish.
  public var keySet: JSONWebKeySet { JSONWebKeySet(keys: [key.verificationKey]) }

  /// How a CDS service registers this EHR: its key pinned, its FHIR server known.
  /// - Throws: ``InvalidURL`` before ``listening(at:service:)``.
  public func registration() throws -> ClientRegistration {
    ClientRegistration(
      name: "sandbox", issuer: Self.issuer, keys: .pinned(keySet), clientID: Self.clientID,
      fhirServers: [try BaseURL(fhirBase)])
  }

  /// An authorization for whoever calls on this EHR's behalf, as `fhirAuthorization` holds it: all reading of one patient.
  public func grant(forPatient patient: String) -> JSONTree {
    let scopes = Scopes(parsing: "patient/*.rs")
    return [
      "access_token": .string(tokens.issue(patient: patient, scopes: scopes)), "token_type": "Bearer",
      "expires_in": .number(String(AccessTokens.lifetime.components.seconds)), "scope": .string(scopes.description),
      "subject": .string(Self.clientID), "patient": .string(patient),
    ]
  }

  /// Everything the sandbox serves: `/`, `/assets/…`, `/sandbox/…` and `/fhir/…`.
  public var routes: any RouteCollection { SandboxRoutes(sandbox: self) }

  /// Closes its connections.
  public func shutdown() async { await client.shutdown() }

  /// The connection to the CDS service; nil until the addresses are known.
  var connection: ServiceConnection? {
    guard let service = addresses.withLock({ $0.service }) else { return nil }
    return ServiceConnection(base: service, signer: JWTSigner(key: key, issuer: Self.issuer), client: client, now: now)
  }

  var today: PartialDate { Self.dateTime(now()).date }

  var patients: [Resource] {
    engine.store.resources(ofType: "Patient").sorted { ChartText.name($0.value) < ChartText.name($1.value) }
  }

  func orders(for patient: String) -> [DraftOrder] {
    DraftOrder.menu(for: patient, from: exampleOrders, in: engine.store, today: "\(today)")
  }

  func chart(of id: String) throws(WebProblem) -> PatientChart {
    guard let patient = engine.store.resource(ofType: "Patient", id: id) else {
      throw WebProblem.notFound("There is no such patient.")
    }
    return PatientChart(patient: patient, store: engine.store, today: today)
  }

  static func dateTime(_ date: Date) -> PartialDateTime {
    let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down))
    // Only a clock outside the years 1 to 9999 has no date; the sandbox then lives in 2026.
    return PartialDateTime(epochMilliseconds: milliseconds, offset: .zulu)
      ?? PartialDateTime(date: PartialDate(year: 2026) ?? .minimum, offset: .zulu)
  }

  private static let clinician = """
    {"resourceType":"Practitioner","id":"\(clinicianID)","active":true,"name":[{"family":"Rivera","given":["Sam"],"prefix":["Dr."]}]}
    """
}
