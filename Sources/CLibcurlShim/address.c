#include "CLibcurlShim.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// The ranges are those of the IANA special-purpose address registries (RFC 6890 and its updates). What is neither
// public, loopback nor private is forbidden under every policy: cloud metadata services live on link-local addresses.

static bool v4_in(uint32_t address, uint32_t network, int prefix) {
  return (address >> (32 - prefix)) == (network >> (32 - prefix));
}

static curlshim_reach reach_of_v4(uint32_t a) {
  if (v4_in(a, 0x7f000000u, 8)) return CURLSHIM_LOOPBACK;
  if (v4_in(a, 0x0a000000u, 8)) return CURLSHIM_PRIVATE;    // 10/8
  if (v4_in(a, 0xac100000u, 12)) return CURLSHIM_PRIVATE;   // 172.16/12
  if (v4_in(a, 0xc0a80000u, 16)) return CURLSHIM_PRIVATE;   // 192.168/16
  if (v4_in(a, 0x64400000u, 10)) return CURLSHIM_PRIVATE;   // 100.64/10, carrier-grade NAT
  if (v4_in(a, 0x00000000u, 8)) return CURLSHIM_FORBIDDEN;  // "this network": 0.0.0.0 connects to loopback
  if (v4_in(a, 0xa9fe0000u, 16)) return CURLSHIM_FORBIDDEN;  // 169.254/16, link-local
  if (v4_in(a, 0xc0000000u, 24)) return CURLSHIM_FORBIDDEN;  // 192.0.0/24, protocol assignments
  if (v4_in(a, 0xc0000200u, 24)) return CURLSHIM_FORBIDDEN;  // 192.0.2/24, documentation
  if (v4_in(a, 0xc0586300u, 24)) return CURLSHIM_FORBIDDEN;  // 192.88.99/24, 6to4 relays
  if (v4_in(a, 0xc6120000u, 15)) return CURLSHIM_FORBIDDEN;  // 198.18/15, benchmarking
  if (v4_in(a, 0xc6336400u, 24)) return CURLSHIM_FORBIDDEN;  // 198.51.100/24, documentation
  if (v4_in(a, 0xcb007100u, 24)) return CURLSHIM_FORBIDDEN;  // 203.0.113/24, documentation
  if (a >= 0xe0000000u) return CURLSHIM_FORBIDDEN;           // multicast, reserved, broadcast
  return CURLSHIM_PUBLIC;
}

static uint32_t v4_at(const uint8_t *bytes) {
  return ((uint32_t)bytes[0] << 24) | ((uint32_t)bytes[1] << 16) | ((uint32_t)bytes[2] << 8) | bytes[3];
}

// A translator (NAT64, 6to4) reaches the embedded address from somewhere else: only a public one is meant to be.
static curlshim_reach through_translator(const uint8_t *bytes) {
  return reach_of_v4(v4_at(bytes)) == CURLSHIM_PUBLIC ? CURLSHIM_PUBLIC : CURLSHIM_FORBIDDEN;
}

static curlshim_reach reach_of_v6(const uint8_t *b) {
  static const uint8_t zeros[16] = {0};
  static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  static const uint8_t nat64[12] = {0x00, 0x64, 0xff, 0x9b};
  if (!memcmp(b, zeros, 15) && b[15] == 1) return CURLSHIM_LOOPBACK;
  if (!memcmp(b, mapped, 12)) return reach_of_v4(v4_at(b + 12));  // the kernel opens an IPv4 connection
  if (!memcmp(b, nat64, 12)) return through_translator(b + 12);
  if (b[0] == 0x20 && b[1] == 0x02) return through_translator(b + 2);  // 6to4
  if ((b[0] & 0xfe) == 0xfc) return CURLSHIM_PRIVATE;                  // fc00::/7, unique local
  if (b[0] == 0xfe && (b[1] & 0xc0) == 0xc0) return CURLSHIM_PRIVATE;  // fec0::/10, site-local
  if ((b[0] & 0xe0) != 0x20) return CURLSHIM_FORBIDDEN;  // ::, v4-compatible, local NAT64, link-local, multicast, unassigned
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) return CURLSHIM_FORBIDDEN;  // 2001::/23: Teredo, ORCHID, benchmarking
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8) return CURLSHIM_FORBIDDEN;  // documentation
  if (b[0] == 0x3f && b[1] == 0xff && b[2] < 0x10) return CURLSHIM_FORBIDDEN;  // 3fff::/20, documentation
  return CURLSHIM_PUBLIC;
}

curlshim_reach curlshim_reach_of(int family, const void *address) {
  if (family == AF_INET) return reach_of_v4(ntohl(((const struct in_addr *)address)->s_addr));
  if (family == AF_INET6) return reach_of_v6(((const struct in6_addr *)address)->s6_addr);
  return CURLSHIM_FORBIDDEN;
}

int curlshim_parse_address(const char *text, curlshim_reach *reach, char *canonical) {
  struct in_addr v4;
  struct in6_addr v6;
  if (inet_pton(AF_INET, text, &v4) == 1 && inet_ntop(AF_INET, &v4, canonical, 46) && !strcmp(text, canonical)) {
    *reach = curlshim_reach_of(AF_INET, &v4);
    return 4;
  }
  if (inet_pton(AF_INET6, text, &v6) == 1 && inet_ntop(AF_INET6, &v6, canonical, 46)) {
    *reach = curlshim_reach_of(AF_INET6, &v6);
    return 6;
  }
  return 0;
}

static bool allows(const curlshim_guard *guard, curlshim_reach reach) {
  switch (reach) {
    case CURLSHIM_PUBLIC: return true;
    case CURLSHIM_LOOPBACK: return guard->allow_loopback;
    case CURLSHIM_PRIVATE: return guard->allow_private;
    case CURLSHIM_FORBIDDEN: return false;
  }
  return false;
}

static curl_socket_t on_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  curlshim_guard *guard = context;
  const void *bytes = NULL;
  if (address->family == AF_INET) bytes = &((const struct sockaddr_in *)(const void *)&address->addr)->sin_addr;
  if (address->family == AF_INET6) bytes = &((const struct sockaddr_in6 *)(const void *)&address->addr)->sin6_addr;
  if (purpose != CURLSOCKTYPE_IPCXN || !bytes ||
      !(guard->trusts_every_address || allows(guard, curlshim_reach_of(address->family, bytes)))) {
    guard->refused = true;
    return CURL_SOCKET_BAD;
  }
#ifdef SOCK_CLOEXEC
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
#else
  return socket(address->family, address->socktype, address->protocol);
#endif
}

CURLcode curlshim_attach_guard(CURL *easy, curlshim_guard *guard) {
  CURLcode result = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  return result == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, guard) : result;
}
