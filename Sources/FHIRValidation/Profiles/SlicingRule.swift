/// How a profile tells slices apart.
struct SlicingRule: Sendable {
  var discriminators: [Discriminator]
  var isClosed: Bool
  /// Items of no slice come after those of slices.
  var isOpenAtEnd: Bool
  var isOrdered: Bool

  struct Discriminator: Sendable {
    var kind: String
    var path: DiscriminatorPath
  }

  static let byURL = SlicingRule(
    discriminators: [Discriminator(kind: "value", path: DiscriminatorPath("url"))], isClosed: false, isOpenAtEnd: false,
    isOrdered: false)
  static let byType = SlicingRule(
    discriminators: [Discriminator(kind: "type", path: DiscriminatorPath("$this"))], isClosed: false,
    isOpenAtEnd: false, isOrdered: false)
}
