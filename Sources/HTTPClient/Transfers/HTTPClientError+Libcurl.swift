import CLibcurl

extension HTTPClientError {
  /// What libcurl's result means here. `detail` is libcurl's own text, used only where it is known to name neither URL
  /// nor header.
  init(_ code: CURLcode, at location: String, detail: String, policy: TrustPolicy) {
    let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      self.init(.hostNotFound, at: location, "the host's name has no address: check the spelling and the DNS")
    case CURLE_COULDNT_RESOLVE_PROXY:
      self.init(.hostNotFound, at: location, "the configured proxy's name has no address")
    case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED:
      self.init(.cannotConnect, at: location, "no connection: is the server running and reachable from here?")
    case CURLE_OPERATION_TIMEDOUT:
      self.init(.cannotConnect, at: location, "no connection within \(policy.connectTimeout)")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      self.init(.notTrusted, at: location, "the server's certificate was not accepted: \(text)")
    case CURLE_SSL_CACERT_BADFILE:
      self.init(.notTrusted, at: location, "the file of certificate authorities cannot be read: check caFile")
    case CURLE_SSL_CERTPROBLEM:
      self.init(.notTrusted, at: location, "the client certificate or its key cannot be used: check both files")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE, CURLE_USE_SSL_FAILED, CURLE_SSL_CLIENTCERT:
      self.init(.notTrusted, at: location, "no TLS 1.2 or later could be agreed on: \(text)")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_SSL_SHUTDOWN_FAILED:
      self.init(.connectionLost, at: location, "the connection ended before the whole answer was here")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
      self.init(.malformedResponse, at: location, "the server's answer is not HTTP: \(text)")
    case CURLE_OUT_OF_MEMORY:
      // What libcurl reports for one header line beyond its own limit, and for want of memory.
      self.init(.headersTooLarge, at: location, "a header line is longer than can be held")
    case CURLE_FILESIZE_EXCEEDED:
      self = .bodyTooLarge(policy.maximumBodyBytes, at: location)
    case CURLE_URL_MALFORMAT:
      self.init(.invalidRequest, at: location, "libcurl does not accept the URL")
    default:
      self.init(.unavailable, at: location, "libcurl gave up: \(String(cString: curl_easy_strerror(code)))")
    }
  }

  static func bodyTooLarge(_ limit: Int, at location: String) -> HTTPClientError {
    HTTPClientError(.bodyTooLarge, at: location, "the body is larger than \(limit) bytes (decompressed)")
  }

  static func shutDown(at location: String) -> HTTPClientError {
    HTTPClientError(.shutDown, at: location, "the HTTP client was shut down")
  }

  static func cancelled(at location: String) -> HTTPClientError {
    HTTPClientError(.cancelled, at: location, "the request was cancelled")
  }

  static func deadlineExceeded(at location: String) -> HTTPClientError {
    HTTPClientError(.deadlineExceeded, at: location, "no whole answer before the deadline")
  }
}
