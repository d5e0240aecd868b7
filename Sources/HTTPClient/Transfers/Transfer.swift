import CLibcurl
import CLibcurlShim

/// A libcurl easy handle, set up once for a policy, with the memory its callbacks write to. Used for one request at a
/// time and then again: setting the policy's options costs more than a request does. Lives on the client's thread only.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  private let response: UnsafeMutablePointer<curlshim_response>
  private let guardState: UnsafeMutablePointer<curlshim_guard>
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var pinnedList: UnsafeMutablePointer<curl_slist>?
  private let policy: TrustPolicy
  /// The first option that libcurl refused.
  private var failure: CURLcode = CURLE_OK
  /// Whether the handle was used for anything but a plain GET and must be set up anew.
  private(set) var needsReset = false

  private(set) var job: TransferJob?
  private(set) var startedAt = ContinuousClock.now
  private var bodyLimit = 0

  /// Memory that a handle keeps between requests.
  private static let keptBytes = 64 << 10

  init?(policy: TrustPolicy) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.policy = policy
    response = .allocate(capacity: 1)
    response.initialize(to: curlshim_response())
    guardState = .allocate(capacity: 1)
    guardState.initialize(to: policy.guardRule)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setUp()
  }

  deinit {
    curl_easy_cleanup(easy)
    curlshim_wipe_and_free_list(headerList)
    curl_slist_free_all(pinnedList)
    curlshim_response_free(response)
    response.deallocate()
    guardState.deallocate()
    errorText.deallocate()
  }

  // MARK: Options

  private func check(_ code: CURLcode) { if failure == CURLE_OK { failure = code } }
  private func set(_ option: CURLoption, _ value: Int) { check(curlshim_set_long(easy, option, value)) }
  private func set(_ option: CURLoption, _ value: String?) { check(curlshim_set_string(easy, option, value)) }

  /// The options that follow from the policy.
  private func setUp() {
    failure = CURLE_OK
    set(CURLOPT_NOSIGNAL, 1)
    curlshim_set_quick_exit(easy)
    set(CURLOPT_PROTOCOLS_STR, policy.allowedSchemes.map(\.rawValue).sorted().joined(separator: ","))
    set(CURLOPT_REDIR_PROTOCOLS_STR, "https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_UNRESTRICTED_AUTH, 0)
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_PROXY, policy.proxy?.absoluteString ?? "")
    set(CURLOPT_NOPROXY, "")
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, policy.connectTimeout.milliseconds))
    set(CURLOPT_MAXAGE_CONN, 60)
    set(CURLOPT_MAXLIFETIME_CONN, 600)
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let file = policy.caFile {
      set(CURLOPT_CAINFO, file)
      set(CURLOPT_CAPATH, nil)  // else the system's folder of authorities would still be believed
    }
    if let certificate = policy.clientCertificate {
      set(CURLOPT_SSLCERT, certificate.certificateFile)
      set(CURLOPT_SSLKEY, certificate.keyFile)
    }
    let http2 = policy.offersHTTP2 ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1)
    if curlshim_set_long(easy, CURLOPT_HTTP_VERSION, http2) != CURLE_OK {
      set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))  // this libcurl was built without HTTP/2
    }
    check(curlshim_attach_response(easy, response))
    check(curlshim_attach_guard(easy, guardState))
    check(curlshim_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
    check(curlshim_set_pointer(easy, CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque()))
    if !policy.pinnedAddresses.isEmpty {
      curl_slist_free_all(pinnedList)
      pinnedList = policy.pinnedAddresses.reduce(nil) { curl_slist_append($0, $1) }
      check(curlshim_set_list(easy, CURLOPT_RESOLVE, pinnedList))
    }
  }

  /// Takes a job. Returns the error when the handle cannot be set up for it.
  func prepare(_ job: TransferJob, now: ContinuousClock.Instant) -> HTTPClientError? {
    if needsReset {
      curl_easy_reset(easy)
      needsReset = false
      setUp()
    }
    let request = job.request
    self.job = job
    startedAt = now
    guardState.pointee.refused = false
    errorText[0] = 0
    bodyLimit = max(0, min(policy.maximumBodyBytes, request.maximumBodyBytes ?? .max))
    curlshim_response_reset(response, bodyLimit, max(0, policy.maximumHeaderBytes), Self.keptBytes)
    set(CURLOPT_URL, request.url.absoluteString)
    check(curlshim_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(bodyLimit)))
    // Over TLS a burst waits for the first connection to tell whether it can carry all of them (HTTP/2).
    set(CURLOPT_PIPEWAIT, policy.offersHTTP2 && request.url.scheme == .https ? 1 : 0)
    setMethod(request)
    setHeaders(request)
    guard failure == CURLE_OK else {
      needsReset = true
      let reason = String(cString: curl_easy_strerror(failure))
      return HTTPClientError(
        .unavailable, at: request.url.location, "libcurl refused an option that is needed: \(reason)")
    }
    return nil
  }

  private func setMethod(_ request: HTTPRequest) {
    guard request.method != .get else { return }
    needsReset = true
    switch request.method {
    case .head: set(CURLOPT_NOBODY, 1)
    case .delete where request.body == nil: set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    default:
      let body = request.body ?? []
      check(curlshim_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
      body.withUnsafeBytes { bytes in
        // libcurl copies the bytes; without an address it would read the body from a callback.
        let empty: UnsafeRawPointer? = bytes.baseAddress
        withUnsafePointer(to: 0 as UInt8) { zero in
          check(
            curlshim_set_pointer(
              easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: empty ?? UnsafeRawPointer(zero))))
        }
      }
      if request.method != .post { set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
    }
  }

  private func setHeaders(_ request: HTTPRequest) {
    curlshim_wipe_and_free_list(headerList)
    headerList = nil
    func append(_ line: String) { headerList = curl_slist_append(headerList, line) ?? headerList }
    for header in request.headers {
      append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    if !request.hasHeader("user-agent") { append("User-Agent: Chartside") }
    if !request.hasHeader("accept") { append("Accept: */*") }
    if request.method != .get {
      append("Expect:")
      if !request.hasHeader("content-type") { append("Content-Type:") }
    }
    request.token?.withHeaderLine { headerList = curl_slist_append(headerList, $0) ?? headerList }
    check(curlshim_set_list(easy, CURLOPT_HTTPHEADER, headerList))
  }

  // MARK: Result

  /// The outcome once libcurl is done; empties the handle for the next job.
  func finish(_ code: CURLcode) -> Result<HTTPResponse, HTTPClientError> {
    guard let job else { return .failure(HTTPClientError(.unavailable, at: "-", "a transfer ended twice")) }
    let url = job.request.url  // its location is text to be built: only for errors
    defer { clear() }
    if response.pointee.body.overflowed || code == CURLE_FILESIZE_EXCEEDED {
      return .failure(.bodyTooLarge(bodyLimit, at: url.location))
    }
    if response.pointee.headers.overflowed {
      let limit = policy.maximumHeaderBytes
      return .failure(HTTPClientError(.headersTooLarge, at: url.location, "the headers are larger than \(limit) bytes"))
    }
    if code != CURLE_OK && guardState.pointee.refused {
      return .failure(HTTPClientError(.addressNotAllowed, at: url.location, TrustPolicy.addressMessage))
    }
    guard code == CURLE_OK else {
      return .failure(HTTPClientError(code, at: url.location, detail: String(cString: errorText), policy: policy))
    }
    guard response.pointee.headers_ended else {
      // libcurl takes a header block cut off by the connection's end for a whole one.
      return .failure(HTTPClientError(CURLE_PARTIAL_FILE, at: url.location, detail: "", policy: policy))
    }
    return .success(
      HTTPResponse(
        status: curlshim_get_long(easy, CURLINFO_RESPONSE_CODE),
        headers: HTTPResponseHeaders(lines: response.pointee.headers.array), body: response.pointee.body.array,
        version: HTTPVersion(libcurl: curlshim_get_long(easy, CURLINFO_HTTP_VERSION)),
        reusedConnection: reusedConnection))
  }

  /// Whether the transfer opened no connection of its own.
  var reusedConnection: Bool { curlshim_get_long(easy, CURLINFO_NUM_CONNECTS) == 0 }

  /// Bytes of the body so far.
  var bodyCount: Int { response.pointee.body.count }

  /// Lets go of the request and of the secrets in its headers.
  func clear() {
    job = nil
    check(curlshim_set_list(easy, CURLOPT_HTTPHEADER, nil))
    curlshim_wipe_and_free_list(headerList)
    headerList = nil
  }
}

extension curlshim_buffer {
  fileprivate var array: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: count)) }
}

extension HTTPVersion {
  fileprivate init(libcurl version: Int) {
    switch version {
    case Int(CURL_HTTP_VERSION_1_0): self = .http1_0
    case Int(CURL_HTTP_VERSION_1_1): self = .http1_1
    case Int(CURL_HTTP_VERSION_2_0): self = .http2
    default: self = .other
    }
  }
}

extension Duration {
  /// Whole milliseconds, rounded up.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue &+ fraction)
  }
}
