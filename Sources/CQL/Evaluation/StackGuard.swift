#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Knows how far the present thread's stack reaches, so that deep nesting becomes an error before it becomes a crash:
/// threads differ in their stacks, and builds in what a level of nesting costs.
struct StackGuard {
  /// Below this address too little is left.
  private let lowest: UInt

  /// What must be left for the functions that a node calls.
  private static let reserve: UInt = 160 << 10

  /// Looks at the present thread, on which alone the guard may be used.
  init() {
    #if canImport(Darwin)
      let top = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
      lowest = top - UInt(pthread_get_stacksize_np(pthread_self())) + Self.reserve
    #else
      var attributes = pthread_attr_t()
      var base: UnsafeMutableRawPointer?
      var size = 0
      if let read = Self.readAttributes, read(pthread_self(), &attributes) == 0 {
        pthread_attr_getstack(&attributes, &base, &size)
        pthread_attr_destroy(&attributes)
      }
      if let base {
        lowest = UInt(bitPattern: base) + Self.reserve
      } else {
        // Nothing is known: half of what the smallest usual stack has.
        lowest = Self.here - (256 << 10)
      }
    #endif
  }

  #if !canImport(Darwin)
    private typealias AttributeReader =
      @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> Int32

    /// `pthread_getattr_np`, a GNU extension that the module of the C library leaves out.
    private static let readAttributes: AttributeReader? =
      dlsym(nil, "pthread_getattr_np").map { unsafeBitCast($0, to: AttributeReader.self) }
  #endif

  /// About where the stack ends now.
  @inline(never) private static var here: UInt {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
  }

  /// Whether there is room for another level.
  @inline(__always) var hasRoom: Bool {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) } > lowest
  }
}
