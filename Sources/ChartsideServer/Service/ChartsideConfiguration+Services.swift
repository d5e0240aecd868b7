public import Guidelines

extension ChartsideConfiguration {
  /// The services of a library as the site wants them: switched, with options.
  /// - Throws: ``ConfigurationError`` naming line and column of a service, option or value that is none.
  public func services(of library: GuidelineLibrary) throws(ConfigurationError) -> [GuidelineService] {
    let selection = ServiceSelection(
      services.mapValues { settings in
        ServiceSelection.Choice(
          isEnabled: settings.isEnabled,
          options: Dictionary(
            settings.options.map { ($0.name, $0.values.map(\.text)) }, uniquingKeysWith: { _, last in last }))
      })
    do throws(ServiceSelection.Failure) {
      return try library.services(under: selection)
    } catch {
      let settings = services[error.service]
      let value = settings?.options.first { $0.name == error.option }?.values.first
      guard let place = value ?? settings?.place else {
        throw ConfigurationError(origin: .whole(""), setting: "services.\(error.service)", problem: error.problem)
      }
      throw place.fail(error.problem)
    }
  }
}
