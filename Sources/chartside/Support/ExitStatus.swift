import ArgumentParser
import Foundation

/// How the program ends: 0 done and well; 1 the answer is "no"; 2 wrong use; 3 could not finish.
enum ExitStatus: Int32 {
  case no = 1
  case wrongUse = 2
  case failed = 3

  /// Writes what an error has to say, and tells the status to end with.
  static func report(_ error: any Error) -> Int32 {
    if let failure = error as? CommandFailure {
      if !failure.message.isEmpty { Terminal.complain(failure.message) }
      return failure.status.rawValue
    }
    let code = Chartside.exitCode(for: error)
    if code == .success {
      Terminal.say(Chartside.fullMessage(for: error))
      return 0
    }
    if code == .validationFailure {
      Terminal.complain(Chartside.fullMessage(for: error))
      return ExitStatus.wrongUse.rawValue
    }
    Terminal.complain("\(error)")
    return ExitStatus.failed.rawValue
  }
}

/// A command ends without having done what was asked.
struct CommandFailure: Error {
  let status: ExitStatus
  /// One plain sentence for standard error; empty when all was said.
  let message: String

  init(_ status: ExitStatus, _ message: String = "") {
    self.status = status
    self.message = message
  }
}
