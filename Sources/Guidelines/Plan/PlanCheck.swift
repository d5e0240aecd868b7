import CDSHooks
import FHIR
import JSON

/// What a plan says that its cards cannot keep, though it is legal.
struct PlanCheck {
  let plan: ContentArtifact

  /// Two recommended answers where one may be taken.
  var warnings: [ContentError] {
    cards.compactMap { card in
      let recommended = card.action["action"].elements.filter { PublishedHabits.isRecommended($0) }
      let code = card.action["selectionBehavior"].string
      guard recommended.count > 1, code != "all-or-none", PublishedHabits.selection(code) == .atMostOne else {
        return nil
      }
      return plan.error(
        "\(card.path).action",
        "\(recommended.count) suggestions are recommended (precheckBehavior, requiredBehavior), and one may be taken: the "
          + "first that applies stays recommended")
    }
  }

  /// Events below a suggestion.
  var notes: [ContentError] {
    cards.flatMap { card in
      card.action["action"].elements.enumerated().flatMap { index, suggestion in
        suggestion["action"].elements.enumerated().compactMap { number, action in
          PublishedHabits.isEvent(action)
            ? plan.error(
              "\(card.path).action[\(index)].action[\(number)].type",
              "a card can fire no event, so this is left out of what accepting the suggestion does") : nil
        }
      }
    }
  }

  private var cards: [PublishedCard] { PublishedHabits.cards(of: plan.resource.value) }
}
