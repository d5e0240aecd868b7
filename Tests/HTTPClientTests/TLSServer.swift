import Foundation

/// A TLS server and a certificate authority made with the `openssl` command; where that is absent, the tests that need
/// one are reported as skipped.
final class TLSServer {
  static let isAvailable = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let folder: URL
  private let process = Process()
  private(set) var port: UInt16 = 0
  var authority: String { folder.appendingPathComponent("ca.pem").path }
  var clientCertificate: String { folder.appendingPathComponent("client.pem").path }
  var clientKey: String { folder.appendingPathComponent("client.key").path }

  struct Failure: Error { var what: String }

  /// A server whose certificate names `localhost` and nothing else.
  init(options: [String] = []) throws {
    guard let openssl = Self.isAvailable else { throw Failure(what: "no openssl command") }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("http-client-\(UUID().uuidString)")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func make(_ arguments: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: openssl)
      process.arguments = arguments.split(separator: " ").map(String.init)
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw Failure(what: arguments) }
    }
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    try make("req -x509 \(key) -keyout ca.key -out ca.pem -days 2 -subj /CN=Test-CA")
    for (name, subject) in [("server", "localhost"), ("client", "client")] {
      try make("req \(key) -keyout \(name).key -out \(name).csr -subj /CN=\(subject)")
      try Data("subjectAltName=DNS:\(subject)\n".utf8).write(to: folder.appendingPathComponent("\(name).ext"))
      try make(
        "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -out \(name).pem -days 2 -extfile \(name).ext"
      )
    }
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: openssl)
    process.arguments =
      ["s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key", "server.key", "-CAfile", "ca.pem", "-www"]
      + options
    process.currentDirectoryURL = folder
    process.standardInput = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !(text.contains("ACCEPT") && text.hasSuffix("\n")) {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw Failure(what: "openssl s_server: \(text)") }
      text += String(decoding: data, as: UTF8.self)
    }
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT") }),
      let port = line.split(separator: ":").last.flatMap({ UInt16($0) })
    else { throw Failure(what: "openssl s_server: \(text)") }
    self.port = port
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: folder)
  }
}
