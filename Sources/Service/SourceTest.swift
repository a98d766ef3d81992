internal import Configuration
internal import Model
internal import Platform
internal import Sources

/// A source is tried: it is listed until its first folder is known, and nothing of it is kept.
struct SourceTest: Sendable {
  var task: Task<Void, Never>?
  /// Seconds until the first answer; nil before.
  var seconds: Double?
  var offers = 0
  /// In its first folder; nil where it has no folders, or the first is not known yet.
  var folders: Int?
  /// The first names in it.
  var examples: [String] = []
  var hasEnded = false
  /// What is wrong; nil where nothing is.
  var problem: String?

  private static let mostExamples = 8

  /// Takes what came of its first folder.
  mutating func take(_ batch: ListingBatch, after nanoseconds: UInt64) {
    seconds = seconds ?? Double(nanoseconds) / 1e9
    offers += batch.offers.count
    if let folder = batch.folder { folders = (folders ?? 0) + folder.subfolders.count }
    for folder in batch.folder?.subfolders ?? [] where examples.count < SourceTest.mostExamples {
      examples.append(String(decoding: folder.name, as: UTF8.self) + "/")
    }
    for offer in batch.offers where examples.count < SourceTest.mostExamples { examples.append(offer.pathText) }
  }

  /// Nothing more is asked once a folder is known.
  static func run(_ source: any Source, _ took: @escaping @Sendable ((inout SourceTest) -> Void) -> Void) async {
    let began = monotonicNanoseconds()
    let task = Task {
      do throws(SourceFailure) {
        _ = try await source.list(known: NothingKnown()) { batch in
          took { $0.take(batch, after: monotonicNanoseconds() - began) }
          // A bucket has no folders: a page of its keys tells as much.
          if batch.folder != nil || source is S3Source { withUnsafeCurrentTask { $0?.cancel() } }
        }
      } catch {
        if error.kind != .cancelled { took { $0.problem = error.message } }
      }
    }
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    took { $0.hasEnded = true }
  }
}
