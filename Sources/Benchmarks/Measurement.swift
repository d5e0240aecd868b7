import Foundation

/// CPU time of this process or thread, since wall-clock swings with whatever else the machine does.
enum Measurement {
  /// Nanoseconds of CPU that the calling thread has used.
  static func threadNanoseconds() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  /// Nanoseconds of CPU that the whole process has used.
  static func processNanoseconds() -> UInt64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// The median CPU nanoseconds of `body` over `rounds` rounds of `repeats` calls, after one round that is not counted.
  static func median(rounds: Int = 15, repeats: Int = 1, _ body: () throws -> Void) rethrows -> Double {
    for _ in 0..<repeats { try body() }
    var samples: [Double] = []
    for _ in 0..<rounds {
      let start = threadNanoseconds()
      for _ in 0..<repeats { try body() }
      samples.append(Double(threadNanoseconds() - start) / Double(repeats))
    }
    samples.sort()
    return samples[samples.count / 2]
  }

  /// Prints one JSON line: the benchmark's name, then figures in the order given.
  static func report(_ name: String, _ figures: KeyValuePairs<String, Double>) {
    let members = figures.map { "\"\($0.key)\":\(rounded($0.value))" }.joined(separator: ",")
    print("{\"benchmark\":\"\(name)\",\(members)}")
  }

  private static func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
}
