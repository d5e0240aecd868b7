import FHIR
import Foundation
import JSON

/// The text of a CQL library that content holds: its source, or the ELM that some translator made of it.
struct LogicText: Sendable {
  /// What the text is written in.
  enum Form: Sendable {
    case cql
    case elm
  }

  /// The name that the text gives itself, without its namespace.
  let name: String
  let version: String?
  let form: Form
  let bytes: [UInt8]
  /// The file it came from.
  let file: String

  /// A `.cql` file. A text without a library header cannot be included, and bears the file's name.
  init(cql bytes: [UInt8], file: String) {
    let header = LibraryHeader(bytes)
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    name = header?.name ?? stem
    version = header?.version
    form = .cql
    self.bytes = bytes
    self.file = file
  }

  /// An ELM document in JSON; nil when it is something else.
  init?(elm document: JSONDocument, bytes: [UInt8], file: String) {
    let identifier = document.root["library"]["identifier"]
    guard let name = identifier["id"].string else { return nil }
    self.name = name
    version = identifier["version"].string
    form = .elm
    self.bytes = bytes
    self.file = file
  }

  /// The best text of a Library's `content`: source before ELM. Nil when it has neither inline.
  /// - Throws: ``ContentError`` for an attachment that cannot be decoded.
  static func text(of artifact: ContentArtifact) throws(ContentError) -> LogicText? {
    let attachments = artifact.resource.value["content"].elements.enumerated()
    for form in ["text/cql", "application/elm+json"] {
      for (index, attachment) in attachments where attachment["contentType"].string?.hasPrefix(form) == true {
        guard let data = attachment["data"].string else { continue }
        let path = "content[\(index)].data"
        guard let decoded = Data(base64Encoded: data, options: .ignoreUnknownCharacters), !decoded.isEmpty else {
          throw artifact.error(path, "the attachment is no base64")
        }
        let bytes = Array(decoded)
        if form == "text/cql" { return LogicText(cql: bytes, file: artifact.file) }
        do {
          let document = try JSONDocument(fhir: bytes, limits: JSONLimits(bytes: 64 << 20))
          guard let text = LogicText(elm: document, bytes: bytes, file: artifact.file) else {
            throw artifact.error(path, "the attachment is no ELM: it has no library.identifier")
          }
          return text
        } catch let error as ContentError {
          throw error
        } catch {
          throw artifact.error(path, "the ELM cannot be read: \(error)")
        }
      }
    }
    return nil
  }
}

/// The `library NAME version 'VERSION'` line of a CQL text.
struct LibraryHeader {
  let name: String
  let version: String?

  /// Reads past comments and white space; nil when the text begins otherwise.
  init?(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes.prefix(1 << 16), as: UTF8.self))
    Self.skipBlanks(&rest)
    guard rest.hasPrefix("library"), rest.dropFirst(7).first?.isWhitespace == true else { return nil }
    rest = rest.dropFirst(7)
    Self.skipBlanks(&rest)
    var name = ""
    // A name may have a namespace in dots; each part may be quoted.
    while let first = rest.first {
      if first == "\"" {
        let quoted = rest.dropFirst().prefix { $0 != "\"" }
        name += quoted
        rest = rest.dropFirst(quoted.count + 2)
      } else {
        let part = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        name += part
        rest = rest.dropFirst(part.count)
      }
      guard rest.first == "." else { break }
      name = ""
      rest = rest.dropFirst()
    }
    guard !name.isEmpty else { return nil }
    self.name = name
    Self.skipBlanks(&rest)
    guard rest.hasPrefix("version") else {
      version = nil
      return
    }
    rest = rest.dropFirst(7)
    Self.skipBlanks(&rest)
    version = rest.first == "'" ? String(rest.dropFirst().prefix { $0 != "'" }) : nil
  }

  private static func skipBlanks(_ rest: inout Substring) {
    while let first = rest.first {
      if first.isWhitespace || first == "\u{FEFF}" {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.firstRange(of: "*/") else {
          rest = ""
          return
        }
        rest = rest[end.upperBound...]
      } else {
        return
      }
    }
  }
}
