#include "CLibcurlShim.h"

#include <stdlib.h>
#include <string.h>

static bool append(curlshim_buffer *buffer, const char *bytes, size_t count) {
  if (count > buffer->limit - buffer->count) {
    buffer->overflowed = true;
    return false;
  }
  size_t needed = buffer->count + count;
  if (needed > buffer->capacity) {
    size_t capacity = buffer->capacity ? buffer->capacity : 4096;
    while (capacity < needed) capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (!grown) return false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count = needed;
  return true;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
  curlshim_response *response = context;
  (void)size;  // always 1
  return count == 0 || append(&response->body, bytes, count) ? count : 0;
}

// libcurl hands over one whole line at a time: a status line, fields, an empty line; the same again for the final
// answer after a 1xx; and after the body, trailers.
static size_t on_header(char *bytes, size_t size, size_t count, void *context) {
  curlshim_response *response = context;
  (void)size;
  if (count >= 5 && !memcmp(bytes, "HTTP/", 5)) {
    response->headers.count = 0;
    response->headers_ended = false;
    return count;
  }
  if (response->headers_ended) return count;
  if (count == 0 || bytes[0] == '\r' || bytes[0] == '\n') {
    response->headers_ended = true;
    return count;
  }
  return append(&response->headers, bytes, count) ? count : 0;
}

static void reset(curlshim_buffer *buffer, size_t limit, size_t kept) {
  if (buffer->capacity > kept) {
    free(buffer->bytes);
    buffer->bytes = NULL;
    buffer->capacity = 0;
  }
  buffer->count = 0;
  buffer->limit = limit;
  buffer->overflowed = false;
}

void curlshim_response_reset(curlshim_response *response, size_t body_limit, size_t header_limit, size_t kept) {
  reset(&response->body, body_limit, kept);
  reset(&response->headers, header_limit, kept);
  response->headers_ended = false;
}

void curlshim_response_free(curlshim_response *response) { curlshim_response_reset(response, 0, 0, 0); }

CURLcode curlshim_attach_response(CURL *easy, curlshim_response *response) {
  CURLcode result = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_WRITEDATA, response);
  if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_HEADERDATA, response);
  return result;
}
