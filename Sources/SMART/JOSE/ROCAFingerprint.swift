/// Recognises RSA moduli made by the library with the ROCA flaw (Nemec et al., ACM CCS 2017; CVE-2017-15361).
///
/// Its primes are 65537^a modulo the product of many small primes; so is then the modulus. A sound modulus is in the
/// subgroup that 65537 generates for all of these primes at once with a probability below 2^-150.
enum ROCAFingerprint {
  private static let primes: [UInt32] = [
    11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157,
  ]

  static func matches(modulus: [UInt8]) -> Bool {
    primes.allSatisfy { prime in
      let remainder = modulus.reduce(UInt32(0)) { ($0 << 8 | UInt32($1)) % prime }
      var power: UInt32 = 1
      repeat {
        if power == remainder { return true }
        power = power * (65537 % prime) % prime
      } while power != 1
      return false
    }
  }
}
