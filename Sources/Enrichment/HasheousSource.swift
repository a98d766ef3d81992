package import Metadata
package import Model

/// Hasheous as the engine sees it: by checksums, a request for each game.
package struct HasheousSource: GameSource {
  package let provider = Provider.hasheous
  package let concurrency = 4
  package let ways = [WayOfAsking(.checksums, batch: 1)]

  private let client: HasheousClient

  package init(_ client: HasheousClient) { self.client = client }

  package func readiness(of question: Question) -> Readiness {
    // A CRC-32 alone is that of several files too often.
    question.checksums?.sha1 != nil || question.checksums?.md5 != nil ? .ready : .later
  }

  package func answer(_ questions: [Question], _ way: WayOfAsking) async -> [SourceAnswer] {
    var answers: [SourceAnswer] = []
    for question in questions {
      guard let checksums = question.checksums else {
        answers.append(.open)
        continue
      }
      do throws(ProviderFailure) {
        let record = try await client.game(of: [checksums])
        answers.append(record.map { SourceAnswer(known: $0, method: .checksum) } ?? .nothing([], evidence: nil))
      } catch {
        answers.append(.failed(error))
      }
    }
    return answers
  }
}
