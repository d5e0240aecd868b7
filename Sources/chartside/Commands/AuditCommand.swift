import ArgumentParser
import Records

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Work with the audit log.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Prove that no line of the audit log was changed, taken out or put in.",
      discussion: """
        Prints number and hash of the last line: compare them with those that the service wrote to its log, since lines \
        cut off at the end leave no trace in the file itself.
        """)

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      guard let records = try ConfigurationOptions.openRecords(options.load(), mustExist: true) else {
        throw CommandFailure(.wrongUse, "The configuration keeps no records: 'records.path' is not set.")
      }
      let found = try await records.verifyAudit()
      await records.close()
      switch found {
      case .intact(let first, let count, let head):
        Terminal.say("intact: \(count) lines from number \(first), last hash \(head)")
      case .broken(let number, let finding):
        Terminal.say("broken: line \(number) is \(finding.rawValue)")
        throw CommandFailure(.no)
      }
    }
  }
}
