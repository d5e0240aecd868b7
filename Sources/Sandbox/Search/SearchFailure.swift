/// A search that this server cannot run. The message names parameters, never values.
struct SearchFailure: Error {
  let parameter: String
  let message: String
}
