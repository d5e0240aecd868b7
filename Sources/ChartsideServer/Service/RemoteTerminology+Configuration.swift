import FHIR
import FHIRClient
import HTTPClient
import Logging

extension RemoteTerminology {
  /// The configured server, asked about what `local` cannot tell. What it does not answer is logged by value set and reason.
  convenience init(
    _ configuration: TerminologyConfiguration, besides local: LocalTerminology, over http: HTTPClientRegistry,
    logger: Logger
  ) {
    self.init(
      client: FHIRClient(base: configuration.base, http: http.client(for: configuration.trust)), local: local,
      maximumCodes: configuration.maximumCodes, lifetime: configuration.lifetime,
      failed: { error in
        logger.warning(
          "The terminology server gave no answer.",
          metadata: ["valueSet": "\(error.subject)", "failure": "\(error.kind): \(error.message)"])
      })
  }
}
