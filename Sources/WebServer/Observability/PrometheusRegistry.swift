public import CoreMetrics
import Synchronization

/// A swift-metrics backend that a Prometheus server can scrape (text exposition format 0.0.4).
///
/// The number of series is bounded, so that a label taken from a request cannot fill the memory: series beyond the bound
/// are counted in `chartside_metrics_dropped_series` and go nowhere.
public final class PrometheusRegistry: MetricsFactory, Sendable {
  private enum Series {
    case counter(PrometheusCounter)
    case gauge(PrometheusGauge)
    case histogram(PrometheusHistogram)

    var kind: String {
      switch self {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    }
  }

  private struct Key: Hashable {
    let name: String
    let labels: String
  }

  private struct State {
    var series: [Key: Series] = [:]
    var kinds: [String: String] = [:]
    var dropped = 0
  }

  private let state = Mutex(State())
  private let maximumSeries: Int

  /// An empty registry.
  public init(maximumSeries: Int = 5000) { self.maximumSeries = maximumSeries }

  /// A counter; swift-metrics calls this.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    counter(label, dimensions)
  }

  /// A counter of fractions; swift-metrics calls this.
  public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler
  {
    counter(label, dimensions)
  }

  /// A gauge; swift-metrics calls this.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(label, dimensions) }

  /// A histogram or a gauge; swift-metrics calls this.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    aggregate ? histogram(label, dimensions, bounds: PrometheusHistogram.sizes) : gauge(label, dimensions)
  }

  /// A histogram of seconds; swift-metrics calls this.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, dimensions, bounds: PrometheusHistogram.seconds)
  }

  /// Series live as long as the process.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Series live as long as the process.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  /// Series live as long as the process.
  public func destroyMeter(_ handler: any MeterHandler) {}
  /// Series live as long as the process.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Series live as long as the process.
  public func destroyTimer(_ handler: any TimerHandler) {}

  func counter(_ label: String, _ dimensions: [(String, String)]) -> PrometheusCounter {
    let made = PrometheusCounter()
    if case .counter(let series)? = register(label, dimensions, .counter(made)) { return series }
    return made
  }

  func gauge(_ label: String, _ dimensions: [(String, String)]) -> PrometheusGauge {
    let made = PrometheusGauge()
    if case .gauge(let series)? = register(label, dimensions, .gauge(made)) { return series }
    return made
  }

  func histogram(_ label: String, _ dimensions: [(String, String)], bounds: [Double]) -> PrometheusHistogram {
    let made = PrometheusHistogram(bounds: bounds)
    if case .histogram(let series)? = register(label, dimensions, .histogram(made)) { return series }
    return made
  }

  /// The series of this name and these labels; nil when the registry is full or the name has another kind.
  private func register(_ label: String, _ dimensions: [(String, String)], _ made: Series) -> Series? {
    let key = Key(name: Self.name(label), labels: Self.labels(dimensions))
    return state.withLock { state in
      if let found = state.series[key] { return found }
      guard state.series.count < maximumSeries, state.kinds[key.name, default: made.kind] == made.kind else {
        state.dropped += 1
        return nil
      }
      state.series[key] = made
      state.kinds[key.name] = made.kind
      return made
    }
  }

  /// All series in the text format, sorted by name.
  public func exposition() -> String {
    let (series, dropped) = state.withLock { ($0.series, $0.dropped) }
    var text = ""
    var last = ""
    for (key, series) in series.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
      if key.name != last {
        text += "# TYPE \(key.name) \(series.kind)\n"
        last = key.name
      }
      switch series {
      case .counter(let counter): text += "\(key.name)\(Self.braced(key.labels)) \(counter.text)\n"
      case .gauge(let gauge): text += "\(key.name)\(Self.braced(key.labels)) \(gauge.text)\n"
      case .histogram(let histogram):
        let snapshot = histogram.snapshot
        let separator = key.labels.isEmpty ? "" : ","
        for (bound, count) in zip(histogram.bounds, snapshot.buckets) {
          text += "\(key.name)_bucket{\(key.labels)\(separator)le=\"\(bound)\"} \(count)\n"
        }
        text += "\(key.name)_bucket{\(key.labels)\(separator)le=\"+Inf\"} \(snapshot.count)\n"
        text += "\(key.name)_sum\(Self.braced(key.labels)) \(snapshot.sum)\n"
        text += "\(key.name)_count\(Self.braced(key.labels)) \(snapshot.count)\n"
      }
    }
    return text + "# TYPE chartside_metrics_dropped_series counter\nchartside_metrics_dropped_series \(dropped)\n"
  }

  private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

  private static func name(_ label: String) -> String {
    let name = String(
      label.unicodeScalars.map {
        ($0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))) || $0 == "_" || $0 == ":"
          ? Character($0) : "_"
      })
    return name.first.map { ("0"..."9").contains($0) } ?? true ? "_" + name : name
  }

  private static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.sorted { $0.0 < $1.0 }.map { dimension in
      let value = dimension.1.flatMap { character -> String in
        switch character {
        case "\\": "\\\\"
        case "\"": "\\\""
        case "\n": "\\n"
        default: String(character)
        }
      }
      return "\(name(dimension.0))=\"\(String(value))\""
    }.joined(separator: ",")
  }
}
