internal import Platform

/// A real web server that shows a folder, on a port of the loopback interface, until the last reference goes.
package final class WebServer {
  package enum Kind: String, CaseIterable, Sendable {
    case nginx, apache, lighttpd, caddy, python

    package var program: String {
      switch self {
      case .apache: "apache2"
      case .python: "python3"
      default: rawValue
      }
    }
  }

  /// Without a slash at the end.
  package let address: String
  private let program: ExternalProgram
  private let state: TemporaryDirectory

  /// - Returns: nil where the server is not installed.
  package static func start(_ kind: Kind, of folder: String) throws -> WebServer? {
    guard hasTool(kind.program) else { return nil }
    var failure = TestFailure("\(kind) does not start")
    // The port that was free may be taken by now.
    for _ in 0..<3 {
      do { return try WebServer(kind, folder) } catch let error as TestFailure { failure = error }
    }
    throw failure
  }

  private init(_ kind: Kind, _ folder: String) throws {
    state = try TemporaryDirectory()
    let port = try freePorts(1)[0]
    address = "http://127.0.0.1:\(port)"
    let isRoot = try ExternalProgram.run("id", ["-u"]).text.filter(\.isNumber) == "0"
    let log = try FileDescriptor.open(state("log"), [.writeOnly, .create, .append])
    let streams = ExternalProgram.Streams(output: log.rawValue, errors: log.rawValue)
    switch kind {
    case .nginx:
      try Files.write(WebServer.nginx(folder, port, state.path, isRoot: isRoot), to: state("nginx.conf"))
      program = try ExternalProgram(
        "nginx", ["-p", state.path, "-c", state("nginx.conf"), "-e", state("error.log")], streams: streams)
    case .apache:
      try Files.write("me:\(WebServer.hash)\n", to: state("users"))
      try Files.write(WebServer.apache(folder, port, state.path, isRoot: isRoot), to: state("apache.conf"))
      program = try ExternalProgram("apache2", ["-DFOREGROUND", "-f", state("apache.conf")], streams: streams)
    case .lighttpd:
      try Files.write(WebServer.lighttpd(folder, port), to: state("lighttpd.conf"))
      program = try ExternalProgram("lighttpd", ["-D", "-f", state("lighttpd.conf")], streams: streams)
    case .caddy:
      try Files.write(WebServer.caddy(folder, port), to: state("Caddyfile"))
      program = try ExternalProgram(
        "caddy", ["run", "--config", state("Caddyfile"), "--adapter", "caddyfile"],
        environment: ["HOME": state.path, "XDG_DATA_HOME": state.path, "XDG_CONFIG_HOME": state.path],
        streams: streams)
    case .python:
      program = try ExternalProgram(
        "python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1", "--directory", folder], streams: streams)
    }
    for _ in 0..<400 {
      if let answer = try? PlainHTTP.exchange(port: port, "GET", "/"), answer.status == 200 { return }
      if program.wait(timeout: 25_000_000) != nil { break }
    }
    program.stop()
    let words = (try? Files.read(state("log"))) ?? []
    throw TestFailure("\(kind) does not answer: \(String(decoding: words, as: UTF8.self))")
  }

  deinit { program.stop() }

  /// `/` in HTML, `/json/` and `/xml/` the same folder in these, `/rounded/` with sizes that are not exact, `/private/`
  /// for user `me` with password `it's: secret`.
  private static func nginx(_ folder: String, _ port: UInt16, _ state: String, isRoot: Bool) -> String {
    // openssl passwd -apr1 -salt 12345678
    """
    \(isRoot ? "user root;" : "")
    daemon off;
    pid \(state)/pid;
    events {}
    http {
      access_log off;
      client_body_temp_path \(state)/body; proxy_temp_path \(state)/proxy; fastcgi_temp_path \(state)/fastcgi;
      uwsgi_temp_path \(state)/uwsgi; scgi_temp_path \(state)/scgi;
      server {
        listen 127.0.0.1:\(port);
        root "\(folder)";
        autoindex on;
        location /json/ { alias "\(folder)/"; autoindex_format json; }
        location /xml/ { alias "\(folder)/"; autoindex_format xml; }
        location /rounded/ { alias "\(folder)/"; autoindex_exact_size off; }
        location /private/ { alias "\(folder)/"; auth_basic "x"; auth_basic_user_file "\(state)/users"; }
      }
    }
    """
  }

  /// Of the password `it's: secret`, by `openssl passwd -apr1 -salt 12345678`.
  private static let hash = "$apr1$12345678$BzDk3aAwIKtWFbftzULJH/"

  /// `/plain/`, `/fancy/`, `/icons/`, `/table/` and `/xhtml/`: the same folder in each form; `/dav/` by WebDAV, and
  /// `/private/` the same for user `me` with password `it's: secret`.
  private static func apache(_ folder: String, _ port: UInt16, _ state: String, isRoot: Bool) -> String {
    let modules = [
      "mpm_event", "authz_core", "autoindex", "dir", "alias", "mime", "deflate", "filter", "dav", "dav_fs",
      "auth_basic", "authn_core",
      "authn_file", "authz_user",
    ].map {
      "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so"
    }
    let forms = [
      "plain": "-FancyIndexing", "fancy": "FancyIndexing",
      "icons": "FancyIndexing NameWidth=* IconsAreLinks FoldersFirst",
      "table": "FancyIndexing HTMLTable VersionSort TrackModified",
      "xhtml": "FancyIndexing HTMLTable XHTML SuppressColumnSorting Charset=UTF-8",
    ]
    return """
      ServerRoot \(state)
      PidFile \(state)/pid
      ErrorLog \(state)/error.log
      Listen 127.0.0.1:\(port)
      ServerName localhost
      \(modules.joined(separator: "\n"))
      TypesConfig /etc/mime.types
      DocumentRoot "\(folder)"
      \(isRoot ? "User www-data\nGroup www-data" : "")
      DefaultIcon /unknown.png
      AddOutputFilterByType DEFLATE text/html
      \(forms.keys.sorted().map { "Alias /\($0)/ \"\(folder)/\"" }.joined(separator: "\n"))
      DavLockDB \(state)/locks
      Alias /dav/ "\(folder)/"
      Alias /private/ "\(folder)/"
      <LocationMatch "^/(dav|private)/">
        Dav On
        DirectoryIndex disabled
      </LocationMatch>
      <Location /private/>
        AuthType Basic
        AuthName x
        AuthUserFile \(state)/users
        Require valid-user
      </Location>
      <Directory />
        Require all granted
        Options +Indexes
      </Directory>
      \(forms.map { "<Location /\($0.key)/>\nIndexOptions \($0.value)\n</Location>" }.joined(separator: "\n"))

      """
  }

  private static func lighttpd(_ folder: String, _ port: UInt16) -> String {
    """
    server.modules = ("mod_dirlisting")
    server.document-root = "\(folder)"
    server.port = \(port)
    server.bind = "127.0.0.1"
    dir-listing.activate = "enable"
    dir-listing.encoding = "utf-8"

    """
  }

  private static func caddy(_ folder: String, _ port: UInt16) -> String {
    """
    {
      admin off
      auto_https off
    }
    http://127.0.0.1:\(port) {
      root * "\(folder)"
      file_server browse
    }

    """
  }
}
