internal import Acquisition
internal import Catalog
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources

// FetchRunner STATE DOWNLOADS: fetches into DOWNLOADS what the jobs in STATE want, from the manifests that are its
// sources, as the service does, and ends when all jobs have. A test kills it.

let arguments = CommandLine.arguments
let catalog = try Catalog.open(directory: arguments[1])
let client = try HTTPClient(userAgent: "vitrine-test/1")
var settings = Acquirer.Settings(directory: arguments[2])
settings.transfer.keepFree = 0
settings.transfer.keepEvery = 100_000
settings.retry = 200_000_000
let mountPoint = "/mnt/games"
let acquirer = Acquirer(catalog, client, at: mountPoint, settings)
let places = try catalog.sources().map { known in
  Acquirer.Place(known, try ManifestSource(known.place, client: client))
}
try acquirer.start()
acquirer.configure(places)
while try !acquirer.jobs().allSatisfy(\.state.isEnded) { sleep(nanoseconds: 5_000_000) }
acquirer.stop()
client.close()
catalog.close()
