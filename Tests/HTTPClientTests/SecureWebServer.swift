internal import Platform
internal import TestSupport

/// nginx with a directory, on two ports of the loopback interface, until the last reference goes.
final class SecureWebServer {
  let plain: String
  let secure: String
  /// The server's own, in PEM.
  let certificate: String
  private let program: ExternalProgram

  init(of directory: String, in scratch: TemporaryDirectory) throws {
    let state = try scratch.makeDirectory("nginx")
    let made = try SelfSignedCertificate(in: state)
    certificate = made.path
    let ports = try freePorts(2)
    plain = "http://127.0.0.1:\(ports[0])"
    secure = "https://127.0.0.1:\(ports[1])"
    let isRoot = try ExternalProgram.run("id", ["-u"]).text.hasPrefix("0")
    try Files.write(
      """
      \(isRoot ? "user root;" : "")
      daemon off;
      pid \(state)/pid;
      error_log \(state)/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path \(state)/body; proxy_temp_path \(state)/proxy; fastcgi_temp_path \(state)/fastcgi;
        uwsgi_temp_path \(state)/uwsgi; scgi_temp_path \(state)/scgi;
        gzip on; gzip_types *;
        add_header X-Protocol $server_protocol;
        server {
          listen 127.0.0.1:\(ports[0]);
          listen 127.0.0.1:\(ports[1]) ssl http2;
          ssl_certificate \(certificate); ssl_certificate_key \(made.keyPath);
          root "\(directory)";
        }
      }
      """, to: state + "/nginx.conf")
    program = try ExternalProgram("nginx", ["-p", state, "-c", state + "/nginx.conf", "-e", state + "/error.log"])
    for _ in 0..<200 {
      if try ExternalProgram.run("curl", ["-sS", "-o", "/dev/null", plain + "/"]).status == 0 { return }
      sleep(nanoseconds: 25_000_000)
    }
    program.stop()
    throw TestFailure("nginx does not answer: \(String(decoding: try Files.read(state + "/error.log"), as: UTF8.self))")
  }

  deinit { program.stop() }
}
