public import ClinicalTypes
public import FHIR

/// What an evaluation knows besides its libraries: the data, the time, the parameters, and its limits.
public struct CQLContext: Sendable {
  /// Where retrieves find their resources.
  public var data: any RetrieveProvider
  /// Answers what value sets and code systems hold; nil makes such questions errors.
  public var terminology: (any TerminologyService)?
  /// The parameters of the main library by name, or `Library.Name` for an included one.
  public var parameters: [String: CQLValue] = [:]
  /// The time that `Now()`, `Today()` and ages go by. Its zone is that of dateTimes without one; UTC if it has none.
  public var now: PartialDateTime
  /// When to give up.
  public var deadline: ContinuousClock.Instant?
  /// How many steps (nodes evaluated, items visited) an evaluation may take, over all defines.
  public var stepBudget = 50_000_000
  /// How many bytes lists and texts may take that an evaluation makes, those included that it has done with.
  public var memoryBudget = 512 << 20
  /// What evaluates; with a ``trace``, the interpreter does.
  public var evaluator = Evaluator.compiled
  /// Receives what the defines found, for explanations.
  public var trace: (any CQLTrace)?
  /// The external functions that libraries may call.
  public var externals = ExternalFunctions()
  /// Receives what `Message` says, its severity being Trace, Message or Warning.
  public var messages: (@Sendable (_ severity: String, _ code: String?, _ message: String?) -> Void)?

  /// How a library is evaluated. Both give the same; the tests hold them to it.
  public enum Evaluator: Sendable {
    /// By closures, made once for each define and function.
    case compiled
    /// By the reference interpreter, which is slower and says what CQL means.
    case interpreter
  }

  /// A context.
  public init(data: any RetrieveProvider, terminology: (any TerminologyService)? = nil, now: PartialDateTime) {
    self.data = data
    self.terminology = terminology
    self.now = now
  }

  /// A context over a store in which all resources belong to the patient at hand.
  public init(data: ResourceStore, terminology: (any TerminologyService)? = nil, now: PartialDateTime) {
    self.init(data: StoreRetrieveProvider(data), terminology: terminology, now: now)
  }

  /// Most items of one list.
  static let maximumItems = 1_000_000
  /// Most characters of one text.
  static let maximumText = 4 << 20
  /// Deepest nesting of expressions, defines and functions at run time.
  static let maximumDepth = 2000
}
