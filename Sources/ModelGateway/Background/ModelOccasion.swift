import Reasoning

/// A chart that is reasoned over, and on whose behalf.
struct ModelOccasion: Sendable {
  let chart: Chart
  let caller: ModelCaller
}
