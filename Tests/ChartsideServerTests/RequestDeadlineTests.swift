import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import WebServer

/// The loop's clock stands still unless a test moves it.
@Suite("The deadlines of a request's body")
struct RequestDeadlineTests {
  /// A step of a story; times are in milliseconds since the one before.
  enum Step {
    case head, part, end, read, wait(Int64)
  }

  @Test(
    "A body that stands still or takes too long ends its request, a server that does not read does not",
    arguments: [
      ("still after the head", [.head, .read, .wait(500)], true),
      ("not yet still", [.head, .read, .wait(499)], false),
      ("still after a part", [.head, .read, .wait(400), .part, .read, .wait(500)], true),
      ("parts in time", [.head, .read, .wait(400), .part, .read, .wait(400)], false),
      ("nobody reads", [.head, .wait(1999)], false),
      ("nobody has read, then a part comes", [.head, .wait(1500), .read, .wait(400), .part, .read, .wait(99)], false),
      ("nobody has read, then nothing comes", [.head, .wait(1200), .read, .wait(500)], true),
      ("too long as a whole", [.head] + Array(repeating: [.read, .wait(400), .part], count: 5).joined(), true),
      ("ended", [.head, .read, .wait(300), .part, .end, .read, .wait(60_000)], false),
      ("the next one on the connection", [.head, .read, .end, .wait(9000), .head, .read, .wait(500)], true),
    ] as [(String, [Step], Bool)])
  func story(name: String, steps: [Step], isEnded: Bool) throws {
    var limits = WebServerConfiguration.Limits()
    limits.bodyIdle = .milliseconds(500)
    limits.bodyDeadline = .milliseconds(2000)
    let channel = EmbeddedChannel(handler: RequestDeadlineHandler(limits: limits))
    var ending: (any Error)?
    do {
      for step in steps {
        switch step {
        case .head:
          let request = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/")
          try channel.writeInbound(HTTPRequestPart.head(request))
        case .part: try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
        case .end: try channel.writeInbound(HTTPRequestPart.end(nil))
        case .read: channel.read()
        case .wait(let milliseconds): channel.embeddedEventLoop.advanceTime(by: .milliseconds(milliseconds))
        }
      }
      try channel.throwIfErrorCaught()
    } catch { ending = error }
    #expect((ending is RequestDeadlineHandler.BodyTooSlow) == isEnded, "\(name): \(String(describing: ending))")
    _ = try? channel.finish(acceptAlreadyClosed: true)
  }
}
