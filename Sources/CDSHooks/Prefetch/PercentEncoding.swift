/// Percent-encoding of query values (RFC 3986), leaving what FHIR search syntax needs (`,` `|` `:` `/` `$`) readable.
enum PercentEncoding {
  static func encode(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if isPlain(byte) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    FHIRID.isAlphanumeric(byte) || "-._~,|:/$".utf8.contains(byte)
  }
}
