package import Platform

extension StatusReport.Metadata {
  /// As the member `metadata`.
  func writeMember(to json: inout JSONWriter) { json.object("metadata") { write(to: &$0) } }

  private func write(to json: inout JSONWriter) {
    json.member("state", isOn ? (isRunning ? "running" : "idle") : "off")
    json.array("phases") { json in for phase in phases { json.value(phase) } }
    json.array("providers") { json in
      for part in providers {
        json.object { json in
          json.member("provider", part.name)
          part.writeMembers(to: &json)
        }
      }
    }
    json.object("artwork") { artwork.writeMembers(to: &$0) }
    json.array("places") { json in for place in places { place.write(to: &json) } }
    json.array("workers") { json in
      for worker in workers {
        json.object { json in
          json.member("name", worker.name)
          json.member("state", worker.state)
          json.member("item", worker.item)
          json.member("seconds", (worker.seconds * 10).rounded() / 10)
        }
      }
    }
    json.member("perSecond", tenth: perSecond)
    json.member("secondsLeft", tenth: secondsLeft)
    json.member("imported") { json in
      guard let imported else { return json.null() }
      json.object { json in
        json.member("done", imported.done)
        json.member("total", imported.total)
      }
    }
    json.member("problem", problem)
  }

  /// nil where a service of another version tells of none.
  package init?(_ json: JSONValue) {
    guard let state = json["state"].string else { return nil }
    isOn = state != "off"
    isRunning = state == "running"
    phases = json["phases"].array.compactMap(\.string)
    providers = json["providers"].array.map { Part($0["provider"].string ?? "?", $0) }
    artwork = Part("artwork", json["artwork"])
    places = json["places"].array.map { Place($0) }
    workers = json["workers"].array.compactMap { Worker($0) }
    perSecond = json["perSecond"].number
    secondsLeft = json["secondsLeft"].number
    if let done = json["imported"]["done"].bytes {
      imported = Imported(done: done, total: json["imported"]["total"].bytes ?? 0)
    }
    problem = json["problem"].string
  }
}

extension StatusReport.Metadata.Worker {
  package init?(_ json: JSONValue) {
    guard let name = json["name"].string else { return nil }
    self.name = name
    state = json["state"].string ?? ""
    item = json["item"].string ?? ""
    seconds = json["seconds"].number ?? 0
  }
}

extension StatusReport.Metadata.Part {
  fileprivate func writeMembers(to json: inout JSONWriter) {
    json.member("total", total)
    json.member("done", done)
    json.member("matched", matched)
    json.member("unmatched", unmatched)
    json.member("failed", failed)
    json.member("perSecond", tenth: perSecond)
    json.member("secondsLeft", tenth: secondsLeft)
  }

  fileprivate init(_ name: String, _ json: JSONValue) {
    self.init(name)
    total = json["total"].integer ?? 0
    matched = json["matched"].integer ?? 0
    unmatched = json["unmatched"].integer ?? 0
    failed = json["failed"].integer ?? 0
    perSecond = json["perSecond"].number
    secondsLeft = json["secondsLeft"].number
  }
}

extension StatusReport.Metadata.Place {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("requests", requests)
      json.member("throttled", throttled)
      json.member("retries", retries)
      json.member("failures", failures)
      json.member("open", open)
      json.member("waiting", waiting)
      json.member("reason", reason)
      json.member("until") { json in if let until { json.value(until) } else { json.null() } }
    }
  }

  fileprivate init(_ json: JSONValue) {
    self.init(json["name"].string ?? "?")
    requests = UInt64(max(0, json["requests"].integer ?? 0))
    throttled = UInt64(max(0, json["throttled"].integer ?? 0))
    retries = UInt64(max(0, json["retries"].integer ?? 0))
    failures = UInt64(max(0, json["failures"].integer ?? 0))
    open = json["open"].integer ?? 0
    waiting = json["waiting"].integer ?? 0
    reason = json["reason"].string
    until = json["until"].bytes
  }
}
