import HTTPTypes
import SMART
import WebServer

/// Why the FHIR server refuses a call.
enum Refusal {
  /// No living token. Unlike the CDS service's, this 401 explains itself: it is the developer's own EHR.
  static var unauthorized: WebResponse {
    var problem = WebProblem(
      .unauthorized, code: .forbidden,
      "The access token is missing, unknown or expired. Tokens come with a fired hook and live five minutes.")
    problem.headers[.wwwAuthenticate] = "Bearer"
    return problem.response
  }

  static let otherPatient = WebProblem(.forbidden, code: .forbidden, "The access token is bound to another patient.")

  /// - Throws: 403 when the token's scopes do not cover the interaction.
  static func check(_ grant: AccessTokens.Grant, allows permission: Scope.Permissions, of type: String)
    throws(WebProblem)
  {
    // A scope restricted by category allows the search; the restriction itself is not enforced here.
    let isAllowed = grant.scopes.resources.contains {
      ($0.type == type || $0.type == "*") && $0.permissions.contains(permission)
    }
    guard isAllowed else {
      throw WebProblem(.forbidden, code: .forbidden, "The access token's scopes do not cover \(type).")
    }
  }
}
