import FHIR
import JSON

extension JSONValue {
  /// The values of an object's members, in order, without their names.
  var memberValues: [JSONValue] {
    guard isObject else { return [] }
    let end = Int(node.next)
    var values: [JSONValue] = []
    var child = index + 1
    while child < end {
      values.append(JSONValue(document: document, index: child))
      child = Int(document.nodes[child].next)
    }
    return values
  }
}

extension FHIRType {
  /// What a member of this type's JSON stands for.
  func property(of member: JSONValue) -> FHIRProperty? {
    let key = member.node.keyID
    return member.document.vocabulary === FHIRVocabulary.shared
      ? property(keyID: key) : property(named: member.document.keyName(key))
  }
}
