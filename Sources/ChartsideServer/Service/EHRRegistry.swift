import CDSHooks
import Foundation
import HTTPClient
import SMART

/// The registered EHRs of a configuration, made ready: keys read, profiles read, who may be asked for what.
struct EHRRegistry {
  /// An EHR cannot be used as it is configured.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let clients: TrustedClients
  let knowledge: [String: ClientGate.Knowledge]
  private let keyTrust: [HTTPURL: TrustPolicy]

  init(_ ehrs: [EHRConfiguration], testMode: Bool, profiles: ClientProfileFile) throws {
    var registrations: [ClientRegistration] = []
    var knowledge: [String: ClientGate.Knowledge] = [:]
    var keyTrust: [HTTPURL: TrustPolicy] = [:]
    for ehr in ehrs {
      let registration = try EHRRegistry.registration(of: ehr)
      if case .url(let url, _) = registration.keys { keyTrust[url] = ehr.trust }
      registrations.append(registration)
      knowledge[ehr.issuer] = ClientGate.Knowledge(
        trust: ehr.fetches ? ehr.trust : nil, profile: try ehr.clientProfile.map(profiles.read) ?? .standard)
    }
    clients = try TrustedClients(registrations, testMode: testMode)
    self.knowledge = knowledge
    self.keyTrust = keyTrust
  }

  /// Fetches key sets, each under its own EHR's trust policy.
  func keySets(over http: HTTPClientRegistry) -> JWKSCache {
    JWKSCache { [keyTrust] url, deadline in
      guard let trust = keyTrust[url] else { throw Failure(description: "no EHR has this key URL") }
      let request = HTTPRequest(
        .get, url, headers: [HTTPHeader("Accept", "application/jwk-set+json, application/json")],
        maximumBodyBytes: 64 << 10)
      let response = try await http.client(for: trust).send(request, deadline: deadline)
      return JWKSCache.Response(
        status: response.status, cacheControl: response.headers["cache-control"], age: response.headers["age"],
        body: response.body)
    }
  }

  private static func registration(of ehr: EHRConfiguration) throws -> ClientRegistration {
    let keys: ClientRegistration.KeySource
    switch ehr.keys {
    case .url(let text): keys = try .url(text)
    case .pinned(let set): keys = .pinned(set)
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure(description: "ehrs.\(ehr.name): the key file '\(path)' cannot be read")
      }
      do {
        keys = .pinned(try JSONWebKeySet(parsing: Array(data)))
      } catch {
        throw Failure(description: "ehrs.\(ehr.name): the key file '\(path)' is no JWK Set: \(error)")
      }
    }
    return ClientRegistration(
      name: ehr.name, issuer: ehr.issuer, keys: keys, algorithms: ehr.algorithms, tenants: ehr.tenants,
      additionalAudiences: ehr.audiences, maximumLifetime: ehr.tokenLifetime, clockSkew: ehr.clockSkew,
      allowsMissingType: ehr.allowsMissingType, clientID: ehr.clientID, fhirServers: ehr.fhirServers)
  }
}
