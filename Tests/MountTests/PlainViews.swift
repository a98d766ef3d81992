extension MountTests {
  /// Games as ZIPs, the library as it lies, and Download: without what is made of the library and changes with it.
  static let plainViews = [
    "VITRINE_VIEWS":
      #"{"Loose": {"layout": "library"}, "Collections": {"enabled": false}, "Playlists": {"enabled": false}}"#
  ]
}
