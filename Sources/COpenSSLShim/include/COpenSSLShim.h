/* The few EVP calls that Chartside makes, as plain functions over byte ranges.
 *
 * Rules that every function here keeps:
 *  - it allocates only what it frees itself, except for a jose_key, which the caller frees with jose_key_free;
 *  - it never reads past the lengths that it is given, and a NULL pointer is read only with length 0;
 *  - it leaves OpenSSL's error queue of the calling thread empty;
 *  - it prints nothing, prompts for nothing, and holds no state between calls.
 *
 * Swift sees a key as an OpaquePointer. A key is never changed after it was made, so that several threads may verify
 * and sign with it at once (each call makes its own EVP_MD_CTX).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct evp_pkey_st jose_key;

/* What jose_key_kind answers. */
enum {
  JOSE_KIND_OTHER = 0,
  JOSE_KIND_RSA = 1,
  JOSE_KIND_P256 = 2,
  JOSE_KIND_P384 = 3,
};

/* The numbers of a key that may be read back: all of them public. */
enum {
  JOSE_NUMBER_RSA_MODULUS = 0,
  JOSE_NUMBER_RSA_EXPONENT = 1,
  JOSE_NUMBER_EC_X = 2,
  JOSE_NUMBER_EC_Y = 3,
};

/* The digests that the four allowed algorithms use. */
enum {
  JOSE_SHA256 = 256,
  JOSE_SHA384 = 384,
};

/* An RSA key from n, e, d, p, q, dp, dq, qi: big-endian numbers laid end to end in `numbers`, with their lengths in
 * this order in `lengths`; a length of 0 means absent. With d present the key can sign, and then its parts are proved
 * to belong together. NULL when the numbers do not make a sound key. */
jose_key *jose_key_from_rsa(const uint8_t *numbers, const size_t lengths[8]);

/* An EC key (kind JOSE_KIND_P256 or JOSE_KIND_P384) from its coordinates, both `coordinate_length` bytes long, and
 * optionally its private scalar. NULL when the point is not on the curve or the scalar is not the point's. */
jose_key *jose_key_from_ec(int kind, const uint8_t *x, const uint8_t *y, size_t coordinate_length,
                           const uint8_t *scalar, size_t scalar_length);

/* A key from PEM: PKCS#8 or the older private forms when `private_key` is not 0, SubjectPublicKeyInfo otherwise.
 * An encrypted PEM is refused, never asked a pass phrase for. */
jose_key *jose_key_from_pem(const uint8_t *pem, size_t length, int private_key);

/* A new key: RSA with `bits` bits and exponent 65537, or EC for a kind that is a curve. */
jose_key *jose_key_generate(int kind, unsigned bits);

void jose_key_free(jose_key *key);

int jose_key_kind(const jose_key *key);
int jose_key_bits(const jose_key *key);

/* Writes one public number, big-endian, padded on the left to `length` bytes when `length` is not 0 (the EC
 * coordinates need that). Answers the bytes written, or 0 when it does not fit or the key has no such number. */
size_t jose_key_number(const jose_key *key, int number, uint8_t *out, size_t capacity, size_t length);

/* Writes the key as PEM (PKCS#8 unencrypted, or SubjectPublicKeyInfo). Answers the bytes written, 0 on failure. */
size_t jose_key_to_pem(const jose_key *key, int private_key, uint8_t *out, size_t capacity);

/* 1: the signature is this key's over this message. 0: it is not. -1: it could not be checked; treat as 0.
 * ECDSA signatures are r and s, each padded to the curve's length (RFC 7518, 3.4); RSA is PKCS#1 v1.5. */
int jose_verify(jose_key *key, int digest, const uint8_t *message, size_t message_length, const uint8_t *signature,
                size_t signature_length);

/* Writes a signature in the same forms. Answers the bytes written, 0 on failure. */
size_t jose_sign(jose_key *key, int digest, const uint8_t *message, size_t message_length, uint8_t *out,
                 size_t capacity);

/* An RSASSA-PSS signature with SHA-256 and a salt as long as the digest (PS256), verified before it is answered. Answers the
 * bytes written, 0 on failure. Nothing here accepts such signatures. */
size_t jose_sign_pss(jose_key *key, const uint8_t *message, size_t message_length, uint8_t *out, size_t capacity);

/* 1 on success, 0 on failure. */
int jose_sha256(const uint8_t *message, size_t length, uint8_t out[32]);
int jose_hmac_sha256(const uint8_t *key, size_t key_length, const uint8_t *message, size_t length, uint8_t out[32]);
int jose_random(uint8_t *out, size_t length);

/* Whether two ranges of the same length are equal, in a time that does not depend on where they differ. */
int jose_equal(const uint8_t *left, const uint8_t *right, size_t length);

/* Overwrites bytes in a way that the compiler does not remove. */
void jose_wipe(uint8_t *bytes, size_t length);
