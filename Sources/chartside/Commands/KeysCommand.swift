import ArgumentParser
import Foundation
import SMART

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Make and show signing keys.", subcommands: [Generate.self, Show.self])

  struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "generate", abstract: "Make a private key in a new file (mode 0600); prints the public JWK Set.")

    @Option(help: "ES384, RS384, ES256 or RS256.")
    var algorithm = "ES384"
    @Argument(help: "The new PEM file.")
    var file: String

    func run() async throws {
      guard let algorithm = SignatureAlgorithm(rawValue: algorithm) else {
        throw CommandFailure(.wrongUse, "The algorithm must be one of ES384, RS384, ES256, RS256.")
      }
      do throws(KeyError) {
        let key = try SigningKey.generate(algorithm)
        try key.savePEM(toFile: file)
        Terminal.say(bytes: JSONWebKeySet(keys: [key.verificationKey]).serialized())
      } catch {
        throw CommandFailure(.failed, "\(error)")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print the public JWK Set of a private key's file.")

    @Argument(help: "The PEM or JWK file.")
    var file: String

    func run() async throws {
      do throws(KeyError) {
        let key = try SigningKey(contentsOfFile: file)
        Terminal.say(bytes: JSONWebKeySet(keys: [key.verificationKey]).serialized())
      } catch {
        throw CommandFailure(.failed, "\(error)")
      }
    }
  }
}
