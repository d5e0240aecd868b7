/// On whose behalf a model is asked, as far as its owner's terms and the records care. It names no patient: `patient` is the
/// keyed hash under which the records know one.
public struct ModelCaller: Sendable, Hashable {
  /// The issuer of the EHR.
  public var site: String?
  /// The organisation within it.
  public var tenant: String?
  /// The service that was called.
  public var service: String?
  /// The patient, as the records' keyed hash.
  public var patient: String?

  /// A caller.
  public init(site: String? = nil, tenant: String? = nil, service: String? = nil, patient: String? = nil) {
    self.site = site
    self.tenant = tenant
    self.service = service
    self.patient = patient
  }
}
