#include "COpenSSLShim.h"

#include <limits.h>
#include <string.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

/* Large enough for RSA with 16384 bits, the most that jose_key_bits may answer. */
enum { MAXIMUM_SIGNATURE = 2048, MAXIMUM_NUMBER = 2048 };

static const char *digest_name(int digest) {
  switch (digest) {
    case JOSE_SHA256: return "SHA256";
    case JOSE_SHA384: return "SHA384";
    default: return NULL;
  }
}

static const char *group_name(int kind) {
  switch (kind) {
    case JOSE_KIND_P256: return "prime256v1";
    case JOSE_KIND_P384: return "secp384r1";
    default: return NULL;
  }
}

/* Half of an ECDSA signature in JWS form, 0 for keys that are not EC. */
static size_t coordinate_length(const EVP_PKEY *key) {
  switch (jose_key_kind(key)) {
    case JOSE_KIND_P256: return 32;
    case JOSE_KIND_P384: return 48;
    default: return 0;
  }
}

/* Takes over `key` and gives it back only when it is one of ours and passes OpenSSL's own checks. */
static EVP_PKEY *checked(EVP_PKEY *key, int private_key) {
  int good = 0;
  if (key != NULL && jose_key_kind(key) != JOSE_KIND_OTHER) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    if (context != NULL) {
      good = EVP_PKEY_public_check(context) == 1;
      if (good && private_key) good = EVP_PKEY_pairwise_check(context) == 1;
    }
    EVP_PKEY_CTX_free(context);
  }
  if (!good) {
    EVP_PKEY_free(key);
    key = NULL;
  }
  ERR_clear_error();
  return key;
}

static EVP_PKEY *from_builder(const char *type, OSSL_PARAM_BLD *builder, int private_key) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
  if (parameters != NULL && context != NULL && EVP_PKEY_fromdata_init(context) == 1) {
    int selection = private_key ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (EVP_PKEY_fromdata(context, &key, selection, parameters) != 1) key = NULL;
  }
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  return checked(key, private_key);
}

jose_key *jose_key_from_rsa(const uint8_t *numbers, const size_t lengths[8]) {
  static const char *const names[8] = {
      OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,         OSSL_PKEY_PARAM_RSA_D,
      OSSL_PKEY_PARAM_RSA_FACTOR1,   OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
      OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
  };
  if (lengths[0] == 0 || lengths[1] == 0) return NULL;
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  if (builder == NULL) return NULL;
  BIGNUM *values[8] = {NULL};
  const uint8_t *next = numbers;
  int good = 1;
  for (int index = 0; index < 8 && good; index++) {
    if (lengths[index] == 0) continue;
    if (lengths[index] > MAXIMUM_NUMBER) {
      good = 0;
      break;
    }
    values[index] = BN_bin2bn(next, (int)lengths[index], NULL);
    good = values[index] != NULL && OSSL_PARAM_BLD_push_BN(builder, names[index], values[index]) == 1;
    next += lengths[index];
  }
  EVP_PKEY *key = good ? from_builder("RSA", builder, lengths[2] > 0) : NULL;
  for (int index = 0; index < 8; index++) BN_clear_free(values[index]);
  OSSL_PARAM_BLD_free(builder);
  ERR_clear_error();
  return key;
}

jose_key *jose_key_from_ec(int kind, const uint8_t *x, const uint8_t *y, size_t length, const uint8_t *scalar,
                           size_t scalar_length) {
  const char *group = group_name(kind);
  uint8_t point[1 + 2 * 48];
  if (group == NULL || length != (kind == JOSE_KIND_P256 ? 32u : 48u) || scalar_length > 48) return NULL;
  point[0] = POINT_CONVERSION_UNCOMPRESSED;
  memcpy(point + 1, x, length);
  memcpy(point + 1 + length, y, length);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  if (builder == NULL) return NULL;
  BIGNUM *private_value = NULL;
  int good = OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, group, 0) == 1 &&
             OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * length) == 1;
  if (good && scalar_length > 0) {
    private_value = BN_bin2bn(scalar, (int)scalar_length, NULL);
    good = private_value != NULL && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, private_value) == 1;
  }
  EVP_PKEY *key = good ? from_builder("EC", builder, scalar_length > 0) : NULL;
  BN_clear_free(private_value);
  OSSL_PARAM_BLD_free(builder);
  ERR_clear_error();
  return key;
}

/* OpenSSL's own default would ask at the terminal. */
static int refuse_pass_phrase(char *buffer, int size, int writing, void *context) {
  (void)buffer, (void)size, (void)writing, (void)context;
  return -1;
}

jose_key *jose_key_from_pem(const uint8_t *pem, size_t length, int private_key) {
  if (length == 0 || length > INT_MAX) return NULL;
  BIO *bio = BIO_new_mem_buf(pem, (int)length);
  if (bio == NULL) return NULL;
  EVP_PKEY *key = private_key ? PEM_read_bio_PrivateKey_ex(bio, NULL, refuse_pass_phrase, NULL, NULL, NULL)
                              : PEM_read_bio_PUBKEY_ex(bio, NULL, refuse_pass_phrase, NULL, NULL, NULL);
  BIO_free(bio);
  return checked(key, private_key);
}

jose_key *jose_key_generate(int kind, unsigned bits) {
  EVP_PKEY *key = kind == JOSE_KIND_RSA ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)bits)
                  : group_name(kind)    ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", group_name(kind))
                                        : NULL;
  return checked(key, 1);
}

void jose_key_free(jose_key *key) { EVP_PKEY_free(key); }

int jose_key_kind(const jose_key *key) {
  char group[32];
  size_t length = 0;
  int kind = JOSE_KIND_OTHER;
  if (EVP_PKEY_is_a(key, "RSA")) {
    kind = JOSE_KIND_RSA;
  } else if (EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof group, &length) == 1) {
    if (strcmp(group, "prime256v1") == 0) kind = JOSE_KIND_P256;
    if (strcmp(group, "secp384r1") == 0) kind = JOSE_KIND_P384;
  }
  ERR_clear_error();
  return kind;
}

int jose_key_bits(const jose_key *key) { return EVP_PKEY_get_bits(key); }

size_t jose_key_number(const jose_key *key, int number, uint8_t *out, size_t capacity, size_t length) {
  static const char *const names[4] = {OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_EC_PUB_X,
                                       OSSL_PKEY_PARAM_EC_PUB_Y};
  if (number < 0 || number > 3 || capacity > INT_MAX) return 0;
  BIGNUM *value = NULL;
  size_t written = 0;
  if (EVP_PKEY_get_bn_param(key, names[number], &value) == 1) {
    size_t needed = length > 0 ? length : (size_t)BN_num_bytes(value);
    if (needed <= capacity && BN_bn2binpad(value, out, (int)needed) >= 0) written = needed;
  }
  BN_free(value);
  ERR_clear_error();
  return written;
}

size_t jose_key_to_pem(const jose_key *key, int private_key, uint8_t *out, size_t capacity) {
  BIO *bio = BIO_new(private_key ? BIO_s_secmem() : BIO_s_mem());
  if (bio == NULL) return 0;
  int good = private_key ? PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, refuse_pass_phrase, NULL)
                         : PEM_write_bio_PUBKEY(bio, key);
  char *text = NULL;
  long length = good == 1 ? BIO_get_mem_data(bio, &text) : 0;
  size_t written = 0;
  if (length > 0 && (size_t)length <= capacity) {
    memcpy(out, text, (size_t)length);
    written = (size_t)length;
  }
  BIO_free(bio);
  ERR_clear_error();
  return written;
}

/* The DER form that EVP wants, from r and s end to end. NULL on failure; free with OPENSSL_free. */
static unsigned char *der_from_raw(const uint8_t *raw, size_t half, size_t *length) {
  unsigned char *der = NULL;
  ECDSA_SIG *signature = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(raw, (int)half, NULL);
  BIGNUM *s = BN_bin2bn(raw + half, (int)half, NULL);
  if (signature != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(signature, r, s) == 1) {
    r = s = NULL; /* now the signature's */
    int size = i2d_ECDSA_SIG(signature, &der);
    if (size > 0) *length = (size_t)size;
    else der = NULL;
  }
  BN_free(r);
  BN_free(s);
  ECDSA_SIG_free(signature);
  return der;
}

int jose_verify(jose_key *key, int digest, const uint8_t *message, size_t message_length, const uint8_t *signature,
                size_t signature_length) {
  const char *name = digest_name(digest);
  size_t half = coordinate_length(key);
  unsigned char *der = NULL;
  int answer = -1;
  if (name == NULL) return -1;
  if (half > 0) {
    if (signature_length != 2 * half) return 0;
    der = der_from_raw(signature, half, &signature_length);
    if (der == NULL) {
      ERR_clear_error();
      return -1;
    }
    signature = der;
  } else if (signature_length != (size_t)EVP_PKEY_get_size(key)) {
    return 0;
  }
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context != NULL && EVP_DigestVerifyInit_ex(context, NULL, name, NULL, NULL, key, NULL) == 1) {
    /* Negative answers mean a malformed signature: not this key's either. */
    answer = EVP_DigestVerify(context, signature, signature_length, message, message_length) == 1;
  }
  EVP_MD_CTX_free(context);
  OPENSSL_free(der);
  ERR_clear_error();
  return answer;
}

/* r and s end to end, each padded to `half`, from DER. Answers 2 * half, 0 on failure. */
static size_t raw_from_der(const unsigned char *der, size_t length, uint8_t *out, size_t capacity, size_t half) {
  size_t written = 0;
  ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)length);
  if (signature != NULL && capacity >= 2 * half &&
      BN_bn2binpad(ECDSA_SIG_get0_r(signature), out, (int)half) == (int)half &&
      BN_bn2binpad(ECDSA_SIG_get0_s(signature), out + half, (int)half) == (int)half) {
    written = 2 * half;
  }
  ECDSA_SIG_free(signature);
  return written;
}

size_t jose_sign(jose_key *key, int digest, const uint8_t *message, size_t message_length, uint8_t *out,
                 size_t capacity) {
  const char *name = digest_name(digest);
  unsigned char buffer[MAXIMUM_SIGNATURE];
  size_t length = sizeof buffer, written = 0, half = coordinate_length(key);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (name != NULL && context != NULL && EVP_DigestSignInit_ex(context, NULL, name, NULL, NULL, key, NULL) == 1 &&
      EVP_DigestSign(context, buffer, &length, message, message_length) == 1) {
    if (half > 0) {
      written = raw_from_der(buffer, length, out, capacity, half);
    } else if (length <= capacity) {
      memcpy(out, buffer, length);
      written = length;
    }
  }
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  return written;
}

/* PSS with a salt as long as the digest. */
static int use_pss(EVP_PKEY_CTX *context) {
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

size_t jose_sign_pss(jose_key *key, const uint8_t *message, size_t message_length, uint8_t *out, size_t capacity) {
  size_t length = capacity, written = 0;
  EVP_PKEY_CTX *parameters = NULL;
  EVP_MD_CTX *context = EVP_MD_CTX_new(), *check = EVP_MD_CTX_new();
  if (context != NULL && check != NULL && (size_t)EVP_PKEY_get_size(key) <= capacity &&
      EVP_DigestSignInit_ex(context, &parameters, "SHA256", NULL, NULL, key, NULL) == 1 && use_pss(parameters) &&
      EVP_DigestSign(context, out, &length, message, message_length) == 1 &&
      EVP_DigestVerifyInit_ex(check, &parameters, "SHA256", NULL, NULL, key, NULL) == 1 && use_pss(parameters) &&
      EVP_DigestVerify(check, out, length, message, message_length) == 1) {
    written = length;
  }
  EVP_MD_CTX_free(context);
  EVP_MD_CTX_free(check);
  ERR_clear_error();
  return written;
}

int jose_sha256(const uint8_t *message, size_t length, uint8_t out[32]) {
  size_t written = 0;
  int good = EVP_Q_digest(NULL, "SHA256", NULL, message, length, out, &written) == 1 && written == 32;
  ERR_clear_error();
  return good;
}

int jose_hmac_sha256(const uint8_t *key, size_t key_length, const uint8_t *message, size_t length, uint8_t out[32]) {
  /* With length 0 some versions take a NULL key for "keep the last one". */
  static const uint8_t empty[1] = {0};
  size_t written = 0;
  const uint8_t *secret = key_length > 0 ? key : empty;
  int good = EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, secret, key_length, message, length, out, 32, &written) !=
                 NULL &&
             written == 32;
  ERR_clear_error();
  return good;
}

int jose_random(uint8_t *out, size_t length) {
  int good = length <= INT_MAX && RAND_bytes(out, (int)length) == 1;
  ERR_clear_error();
  return good;
}

int jose_equal(const uint8_t *left, const uint8_t *right, size_t length) {
  return CRYPTO_memcmp(left, right, length) == 0;
}

void jose_wipe(uint8_t *bytes, size_t length) { OPENSSL_cleanse(bytes, length); }
