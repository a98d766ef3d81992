internal import Model
internal import Testing

@Suite("Fields of several names") struct NameListTests {
  @Test(arguments: [
    ("Platform, Adventure", ["Platform", "Adventure"]), ("Action / Puzzle", ["Action", "Puzzle"]),
    ("Hack/Slash", ["Hack-Slash"]), ("Konami; Capcom ;Konami", ["Konami", "Capcom"]),
    ("Nintendo Co., Ltd.", ["Nintendo Co., Ltd"]), ("Square, Enix", ["Square", "Enix"]),
    ("Acme, Inc., Other", ["Acme, Inc", "Other"]), ("action,Action", ["action"]), (" , ;", []), ("..", []),
    ("Role-playing (RPG)", ["Role-playing (RPG)"]),
  ])
  func `hold the names of folders`(field: String, names: [String]) {
    #expect(NameList.names(in: field) == names)
  }

  @Test func `nothing holds none`() { #expect(NameList.names(in: nil) == []) }

  @Test func `the first who knows a field counts, and own fields that nobody else has stay`() {
    var own = GameFacts()
    own.genre = "Mine"
    own.playCount = 3
    var igdb = GameFacts()
    igdb.genre = "Action"
    igdb.description = "From IGDB"
    igdb.rating = 0.5
    var launchbox = GameFacts()
    launchbox.description = "From LaunchBox"
    launchbox.developer = "Acme"
    let others: [Provider: GameFacts] = [.igdb: igdb, .launchbox: launchbox]
    var merged = FactPriority().merge(own, others)
    #expect(merged.genre == "Mine" && merged.description == "From LaunchBox" && merged.developer == "Acme")
    #expect(merged.playCount == 3 && merged.rating == 0.5)
    merged = FactPriority(order: [.igdb, .own], fields: [.rating: [], .description: [.launchbox, .igdb]])
      .merge(own, others)
    #expect(merged.genre == "Action" && merged.description == "From LaunchBox")
    // Who is not in the order says nothing, and an empty list leaves a field out.
    #expect(merged.developer == nil && merged.rating == nil && merged.playCount == 3)
  }
}
