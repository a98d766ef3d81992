internal import Catalog
internal import Model
internal import TestSupport
internal import Testing

@Suite("Jobs for files that are fetched, in the catalog") struct DownloadJobTests {
  @Test func `files that together are larger than any number are counted`() throws {
    let workspace = try TemporaryDirectory()
    let catalog = try Catalog.open(directory: workspace.path)
    let wanted = ["a", "b", "c"].map { WantedFile(Download(path: Array($0.utf8), size: .max), offers: []) }
    _ = try catalog.add(DownloadJob(title: "all", created: 1), wanted, at: "/mnt", now: 1)
    let job = try #require(try catalog.downloadJobs(at: "/mnt").first)
    #expect(job.counts.bytes >= 9_000_000_000_000_000_000)
  }
}
