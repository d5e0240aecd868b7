import CoreMetrics
import Synchronization

/// The numbers behind one series. All are updated without a lock.
final class PrometheusCounter: CounterHandler, FloatingPointCounterHandler, Sendable {
  private let whole = Atomic<Int64>(0)
  private let fraction = Mutex<Double>(0)

  func increment(by amount: Int64) { whole.wrappingAdd(max(0, amount), ordering: .relaxed) }
  func increment(by amount: Double) { fraction.withLock { $0 += max(0, amount) } }
  func reset() {
    whole.store(0, ordering: .relaxed)
    fraction.withLock { $0 = 0 }
  }

  var text: String {
    let part = fraction.withLock { $0 }
    let sum = whole.load(ordering: .relaxed)
    return part == 0 ? String(sum) : String(Double(sum) + part)
  }
}

final class PrometheusGauge: MeterHandler, RecorderHandler, Sendable {
  private let bits = Atomic<UInt64>(0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func increment(by amount: Double) { change(by: amount) }
  func decrement(by amount: Double) { change(by: -amount) }

  private func change(by amount: Double) {
    var current = bits.load(ordering: .relaxed)
    while true {
      let next = (Double(bitPattern: current) + amount).bitPattern
      let (exchanged, original) = bits.weakCompareExchange(expected: current, desired: next, ordering: .relaxed)
      if exchanged { return }
      current = original
    }
  }

  var text: String {
    let value = Double(bitPattern: bits.load(ordering: .relaxed))
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}

/// A histogram of durations in seconds, or of plain numbers.
final class PrometheusHistogram: TimerHandler, RecorderHandler, Sendable {
  private struct Counts {
    var buckets: [Int64]
    var sum = 0.0
    var count: Int64 = 0
  }

  let bounds: [Double]
  private let counts: Mutex<Counts>

  /// Seconds, around what a hook call takes.
  static let seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  /// Bytes and other counts.
  static let sizes: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

  init(bounds: [Double]) {
    self.bounds = bounds
    counts = Mutex(Counts(buckets: Array(repeating: 0, count: bounds.count)))
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }
  func record(_ value: Double) {
    guard value.isFinite else { return }
    let index = bounds.firstIndex { value <= $0 }
    counts.withLock { counts in
      if let index { counts.buckets[index] += 1 }
      counts.sum += value
      counts.count += 1
    }
  }

  /// Cumulative counts for each bound, then the sum and the count of all.
  var snapshot: (buckets: [Int64], sum: Double, count: Int64) {
    counts.withLock { counts in
      var running: Int64 = 0
      return (
        counts.buckets.map {
          running += $0; return running
        }, counts.sum, counts.count
      )
    }
  }
}
