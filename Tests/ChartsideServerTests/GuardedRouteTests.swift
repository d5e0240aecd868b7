import HTTPClient
import HTTPTypes
import Testing
import WebServer

@Suite("A guarded route")
struct GuardedRouteTests {
  private struct Endpoints: RouteCollection {
    var routes: [Route] {
      [
        .guardedPost("/guarded/{id}") { head in
          guard let name = head.header(.authorization) else { return .refused(.unauthorized) }
          guard name != "late" else { throw WebProblem(.conflict, code: .conflict, "Not now.") }
          let size = head.body.count
          return .admitted { .text("\(name) \($0.parameter("id") ?? "-") \(size) \($0.body.count)") }
        }
      ]
    }
  }

  @Test("Its gate sees the head, decides, and hands on what it knows")
  func gate() async throws {
    try await RunningServer.run([Endpoints()]) { server in
      let calls: [(String?, Int, String?)] = [
        ("ann", 200, "ann 7 0 2"), (nil, 401, ""), ("late", 409, nil), ("bob", 200, "bob 7 0 2"),
      ]
      for (name, status, text) in calls {
        let headers = name.map { [HTTPHeader("Authorization", $0)] } ?? []
        let answer = try await server.send(.post, "/guarded/7", headers: headers, body: Array("{}".utf8))
        #expect(answer.status == status)
        if let text { #expect(answer.text == text) }
      }
    }
  }
}
