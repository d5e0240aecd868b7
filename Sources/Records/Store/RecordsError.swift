/// Why a record could not be kept or read.
///
/// No text of a record is in it: an error may reach a log.
public enum RecordsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file cannot be opened or created; `reason` is SQLite's own sentence.
  case cannotOpen(path: String, reason: String)
  /// `synchronous=FULL` was asked for and is not in force.
  case notDurable(path: String)
  /// The file was written by a later version of this program.
  case tooNew(path: String)
  /// More is waiting to be written than may wait.
  case overloaded
  /// The store was closed.
  case closed
  /// SQLite refused; its result code.
  case failed(code: Int)

  /// What happened and what to do about it.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "the records '\(path)' cannot be opened: \(reason); check that the folder exists and may be written"
    case .notDurable(let path): "the records '\(path)' do not promise durability on this file system"
    case .tooNew(let path): "the records '\(path)' were written by a later version of chartside; use that version"
    case .overloaded: "more records wait to be written than may wait; the disk may be too slow or full"
    case .closed: "the records are closed"
    case .failed(let code): "the records could not be written (SQLite result \(code)); the disk may be full"
    }
  }
}
