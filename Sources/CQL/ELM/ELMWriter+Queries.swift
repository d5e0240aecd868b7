import JSON

extension ELMWriter {
  func retrieve(_ retrieve: CQLRetrieve, _ writer: inout JSONWriter) {
    writer.member("dataType", retrieve.dataType.qualifiedName)
    writer.member("templateId", retrieve.templateID)
    writer.member("idProperty", retrieve.idProperty)
    writer.member("codeProperty", retrieve.codeProperty)
    writer.member("codeComparator", retrieve.codeComparator)
    writer.member("dateProperty", retrieve.dateProperty)
    writer.member("dateLowProperty", retrieve.dateLowProperty)
    writer.member("dateHighProperty", retrieve.dateHighProperty)
    if let ids = retrieve.ids { member("id", ids, &writer) }
    if let codes = retrieve.codes { member("codes", codes, &writer) }
    if let range = retrieve.dateRange { member("dateRange", range, &writer) }
  }

  func query(_ query: CQLQuery, _ writer: inout JSONWriter) {
    writer.key("source")
    writer.array { writer in
      for source in query.sources { writer.object { self.source(source, &$0) } }
    }
    if !query.lets.isEmpty {
      writer.key("let")
      writer.array { writer in
        for definition in query.lets {
          writer.object { writer in
            writer.member("identifier", definition.name)
            member("expression", definition.expression, &writer)
          }
        }
      }
    }
    writer.key("relationship")
    writer.array { writer in
      for relationship in query.relationships {
        writer.object { writer in
          writer.member("type", relationship.isWithout ? "Without" : "With")
          source(relationship.source, &writer)
          member("suchThat", relationship.suchThat, &writer)
        }
      }
    }
    if let filter = query.filter { member("where", filter, &writer) }
    if let result = query.result {
      writer.key("return")
      writer.object { writer in
        writer.member("distinct", result.isDistinct)
        member("expression", result.expression, &writer)
      }
    }
    if let aggregate = query.aggregate {
      writer.key("aggregate")
      writer.object { writer in
        writer.member("identifier", aggregate.name)
        writer.member("distinct", aggregate.isDistinct)
        member("expression", aggregate.expression, &writer)
        if let starting = aggregate.starting { member("starting", starting, &writer) }
      }
    }
    if !query.sort.isEmpty {
      writer.key("sort")
      writer.object { sort(query.sort, &$0) }
    }
  }

  private func source(_ source: CQLQuery.Source, _ writer: inout JSONWriter) {
    writer.member("alias", source.alias)
    member("expression", source.expression, &writer)
  }

  func sort(_ keys: [SortItem], _ writer: inout JSONWriter) {
    writer.key("by")
    writer.array { writer in
      for key in keys {
        writer.object { writer in
          switch key.key {
          case .item: writer.member("type", "ByDirection")
          case .column(let path):
            writer.member("type", "ByColumn")
            writer.member("path", path)
          case .expression(let node):
            writer.member("type", "ByExpression")
            member("expression", node, &writer)
          }
          writer.member("direction", key.isDescending ? "desc" : "asc")
        }
      }
    }
  }
}
