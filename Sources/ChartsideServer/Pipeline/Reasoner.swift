import Logging
import Reasoning

/// Runs the models of a service under the deadline, off the event loops and on no more threads than there are cores.
struct Reasoner: Sendable {
  /// A model's result and what it took.
  struct Run: Sendable {
    let result: ModelResult
    let microseconds: Int
  }

  let pool: EvaluationPool
  let logger: Logger
  /// Evaluations over bodies below this many bytes take less time than changing threads would.
  static let lightWeight = 32 << 10

  /// Runs all models; `weight` is roughly how many bytes they reason over.
  func reason(
    over chart: Chart, with models: [HookService.BoundModel], for caller: ModelCaller, weight: Int,
    deadline: ContinuousClock.Instant
  ) async -> [Run] {
    let models = models.map { $0.asked(by: caller) }
    if models.count == 1, let only = models.first, only.keepsDeadline {
      return await run(only, over: chart, weight: weight, deadline: deadline)
    }
    return await withTaskGroup(of: (Int, [Run]).self) { group in
      for (index, model) in models.enumerated() {
        group.addTask { (index, await run(model, over: chart, weight: weight, deadline: deadline)) }
      }
      var runs: [(Int, [Run])] = []
      for await run in group { runs.append(run) }
      return runs.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  private func run(
    _ bound: HookService.BoundModel, over chart: Chart, weight: Int, deadline: ContinuousClock.Instant
  ) async -> [Run] {
    let start = ContinuousClock.now
    guard bound.keepsDeadline else {
      // Without what may fail quietly there is still an answer: it leaves the time in which that is composed.
      let due = bound.mayFailQuietly ? start.advanced(by: start.duration(to: deadline) / 2) : deadline
      let outcome = await raced(bound.model, over: chart, deadline: due)
      return [run(of: bound, outcome, since: start)]
    }
    if weight < Self.lightWeight && chart.results.allSatisfy({ $0.resources.count < 100 }) {
      return await runs(of: bound, over: chart, deadline: deadline)
    }
    return await withTaskExecutorPreference(pool) { await runs(of: bound, over: chart, deadline: deadline) }
  }

  /// `@concurrent`, since without it the optimizer lets the model of another module leave the pool for Swift's shared threads.
  @concurrent
  private func runs(
    of bound: HookService.BoundModel, over chart: Chart, deadline: ContinuousClock.Instant
  ) async -> [Run] {
    guard let composed = bound.model as? any ComposedModel else {
      let start = ContinuousClock.now
      return [run(of: bound, await outcomeOf(bound.model, over: chart, deadline: deadline), since: start)]
    }
    return await composed.results(over: chart, deadline: deadline).map { part in
      if let failure = part.failure {
        var late = false
        if case .failed(.late) = part.result.outcome { late = true }
        note(failure, of: part.result.id, chart, late: late)
      }
      return Run(result: part.result, microseconds: part.microseconds)
    }
  }

  private func run(
    of bound: HookService.BoundModel, _ outcome: ModelResult.Outcome, since start: ContinuousClock.Instant
  ) -> Run {
    Run(
      result: ModelResult(of: bound.model, outcome, mayFailQuietly: bound.mayFailQuietly),
      microseconds: CallTrace.microseconds(ContinuousClock.now - start))
  }

  private func note(_ failure: any Error, of model: String, _ chart: Chart, late: Bool) {
    logger.error(
      "A model did not complete.",
      metadata: [
        "model": "\(model)", "hookInstance": "\(chart.hookInstance.prefix(64))", "late": "\(late)",
        "failure": "\(String(reflecting: type(of: failure)))",
      ])
  }

  private func outcomeOf(
    _ model: any ReasoningModel, over chart: Chart, deadline: ContinuousClock.Instant
  ) async -> ModelResult.Outcome {
    do {
      return .completed(try await model.reason(over: chart, deadline: deadline))
    } catch {
      let isLate = ContinuousClock.now >= deadline
      note(error, of: model.id, chart, late: isLate)
      return .failed(isLate ? .late : .failed)
    }
  }

  /// For a model that may not end by itself: it is left behind at the deadline, and cancelled. What it then goes on with
  /// takes up a thread for evaluation at most, and none of Swift's own.
  private func raced(
    _ model: any ReasoningModel, over chart: Chart, deadline: ContinuousClock.Instant
  ) async -> ModelResult.Outcome {
    let (outcomes, sender) = AsyncStream.makeStream(of: ModelResult.Outcome.self, bufferingPolicy: .bufferingOldest(1))
    let work = Task(executorPreference: pool) {
      _ = sender.yield(await outcomeOf(model, over: chart, deadline: deadline))
    }
    let alarm = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      sender.yield(.failed(.late))
    }
    defer {
      work.cancel()
      alarm.cancel()
    }
    for await outcome in outcomes { return outcome }
    return .failed(.failed)
  }
}
