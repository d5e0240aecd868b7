import ClinicalTypes
import FHIR
import Synchronization

/// The terminology of one evaluation: what is known here and in the cache, and a note of what has to be asked.
final class TerminologyRound: TerminologyService {
  private let remote: RemoteTerminology
  /// Whether what is not known yet is taken for "no", so that one round finds as many questions as it can; nothing that came
  /// of such a round counts once there is a question. Otherwise it is an error.
  private let isProvisional: Bool
  private let noted = Mutex<Set<RemoteTerminology.Question>>([])

  init(of remote: RemoteTerminology, isProvisional: Bool) {
    self.remote = remote
    self.isProvisional = isProvisional
  }

  /// What has to be asked.
  var questions: Set<RemoteTerminology.Question> { noted.withLock(\.self) }

  /// The codes of a value set: those of the local terminology where they are all known there, else the server's.
  func expand(_ url: String) throws(TerminologyError) -> CodeSet {
    let known: Result<CodeSet, TerminologyError>
    do { known = .success(try remote.local.expand(url)) } catch { known = .failure(error) }
    switch known {
    case .success(let set):
      if set.openSystems.isEmpty, set.doubtfulSystems.isEmpty { return set }
    case .failure(let error):
      if error.kind == .malformed || error.kind == .cyclic { throw error }
    }
    switch remote.answer(to: .expand(url)) {
    case .set(let set)?: return set
    case .failure(let error)?:
      // What is known here in part is better than nothing.
      guard case .success(let set) = known else { throw error }
      return set
    default:
      // What the server could not say in time leaves what is known here in part, as its failure does.
      if !isProvisional, case .success(let set) = known { return set }
      try note(.expand(url))
      return CodeSet(valueSet: url, codes: [])
    }
  }

  /// Whether a code is in a value set: by the expansion, else as the server said of this code, which has to name its
  /// system for that. An empty code is in none.
  func validate(_ code: Code, in url: String) throws(TerminologyError) -> Bool {
    if code.code.isEmpty { return false }
    do {
      if let isMember = try expand(url).contains(code) { return isMember }
    } catch {
      guard error.kind == .undetermined || error.kind == .tooCostly else { throw error }
    }
    // A server that did not answer about the set is not asked about each code.
    if case .failure(let error)? = remote.answer(to: .expand(url)), error.kind == .unavailable { throw error }
    guard let system = code.system, !system.isEmpty else {
      throw TerminologyError(
        kind: .undetermined, subject: url, message: "the code names no system, so that the server cannot be asked")
    }
    let question = RemoteTerminology.Question.validate(system: system, code: code.code, valueSet: url)
    switch remote.answer(to: question) {
    case .membership(let isMember)?: return isMember
    case .failure(let error)?: throw error
    default:
      try note(question)
      return false
    }
  }

  func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption {
    try remote.local.subsumption(of: left, right)
  }

  func defines(_ code: Code) -> Bool? { remote.local.defines(code) }

  private func note(_ question: RemoteTerminology.Question) throws(TerminologyError) {
    guard isProvisional else {
      throw TerminologyError(
        kind: .unavailable, subject: question.subject, message: "the terminology server could not be asked in time")
    }
    noted.withLock { if $0.count < RemoteTerminology.maximumQuestions { $0.insert(question) } }
  }
}
