// What Swift cannot say to libcurl itself: curl_easy_setopt and its kin are variadic, and a callback must touch no ARC.
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Typed setters and getters for libcurl's variadic calls

CURLcode curlshim_set_long(CURL *easy, CURLoption option, long value);
CURLcode curlshim_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode curlshim_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode curlshim_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode curlshim_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLMcode curlshim_multi_set_long(CURLM *multi, CURLMoption option, long value);
long curlshim_get_long(CURL *easy, CURLINFO info);
void *curlshim_get_private(CURL *easy);

/// Do not wait for a name lookup that is still under way when its transfer is dropped (libcurl 7.87 and later;
/// without it, cancelling can block the thread for as long as the resolver takes).
void curlshim_set_quick_exit(CURL *easy);

/// Frees a header list after overwriting its strings: they may hold a token.
void curlshim_wipe_and_free_list(struct curl_slist *list);

/// Overwrites memory in a way that the optimiser may not drop.
void curlshim_wipe(void *memory, size_t count);

// MARK: Where the answer goes

/// Bytes that grow up to a limit and never beyond it.
typedef struct curlshim_buffer {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  size_t limit;
  bool overflowed;
} curlshim_buffer;

/// The answer of one transfer. Its address must stay the same until the transfer has left its multi handle.
typedef struct curlshim_response {
  curlshim_buffer body;     // after decompression
  curlshim_buffer headers;  // the last header block, "Name: value\r\n" lines without the status line
  bool headers_ended;       // what follows are trailers: dropped
} curlshim_response;

/// Empties the answer for the next transfer; keeps up to `kept` bytes of each buffer's memory.
void curlshim_response_reset(curlshim_response *response, size_t body_limit, size_t header_limit, size_t kept);
void curlshim_response_free(curlshim_response *response);
/// Lets the transfer write its headers and body into `response`.
CURLcode curlshim_attach_response(CURL *easy, curlshim_response *response);

// MARK: Which addresses may be spoken to

typedef enum curlshim_reach {
  CURLSHIM_PUBLIC = 0,
  CURLSHIM_LOOPBACK = 1,
  CURLSHIM_PRIVATE = 2,    // RFC 1918, shared address space (RFC 6598), unique local, site-local
  CURLSHIM_FORBIDDEN = 3,  // link-local, multicast, unspecified, reserved, documentation, embedded non-public
} curlshim_reach;

/// What can be reached at an address. `address` is an in_addr or in6_addr.
curlshim_reach curlshim_reach_of(int family, const void *address);

/// Reads an address as text. Returns 4 or 6 and sets `reach` and `canonical` (46 bytes), or 0 when it is none.
/// IPv4 is four decimal numbers without leading zeros: nothing else that a resolver might take for one.
int curlshim_parse_address(const char *text, curlshim_reach *reach, char *canonical);

/// Judges each address at the moment a socket for it is opened, hence after name resolution.
typedef struct curlshim_guard {
  bool allow_loopback;
  bool allow_private;
  bool trusts_every_address;  // only when the peer is the configured proxy
  bool refused;               // set when an address was refused
} curlshim_guard;

/// `guard` must outlive the handle's transfers.
CURLcode curlshim_attach_guard(CURL *easy, curlshim_guard *guard);

// MARK: The thread

/// Starts a detached thread with every signal blocked: SIGPIPE from a TLS write stays an error code, and the
/// process's handlers run elsewhere. Returns 0 or an errno value.
int curlshim_start_thread(void (*body)(void *), void *context);

#ifdef __cplusplus
}
#endif
