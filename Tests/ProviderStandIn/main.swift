internal import Glibc
internal import Platform

// provider-stand-in [--port N] [--catalog FILE] [--generate N] …: serves until it is killed. Standard output has one
// line of JSON, when it listens: {"port":N}.

signal(SIGPIPE, SIG_IGN)
var mistake = ""
guard let options = StandInOptions.read(Array(CommandLine.arguments.dropFirst()), mistake: &mistake) else {
  try FileDescriptor(duplicating: 2).write("provider-stand-in: \(mistake)\n")
  exit(64)
}
let standIn = try StandIn(options)
let listener = try TCPListener(port: options.port)
try FileDescriptor(duplicating: 1).write("{\"port\":\(listener.port)}\n")
while true {
  let number = try listener.accept().release()
  let thread = try WorkerThread(name: "connection", stackBytes: 4 << 20) {
    var connection = Connection(FileDescriptor(owning: number), standIn)
    connection.serve()
  }
  thread.detach()
}
