internal import Platform

/// A server that speaks S3, and takes no request whose signature is not the one that botocore, the library of Amazon's
/// own command line, computes of it. Until the last reference goes.
///
/// Buckets: `games` has the files of a folder and is for who has the keys; `public` has the same for everybody. The
/// others are wrong in a way of their own, after which they are called.
package final class BucketServer: Sendable {
  package static let accessKey = "AKIDEXAMPLE"
  package static let secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
  package static let token = "a+session/token=="

  private let server: PythonServer
  private let log: String
  private let state: TemporaryDirectory

  /// - Parameter keys: the names of the objects, which are in `folder` under their numbers from 0.
  /// - Returns: nil where botocore is not installed.
  package static func start(_ keys: [String], of folder: String) throws -> BucketServer? {
    guard hasBotocore else { return nil }
    return try BucketServer(keys, folder)
  }

  /// Whether there is what signatures are held against.
  package static let hasBotocore =
    (try? ExternalProgram.run("python3", ["-c", "import botocore.auth"], timeout: 60_000_000_000).status) == 0

  private init(_ keys: [String], _ folder: String) throws {
    state = try TemporaryDirectory()
    log = state("log")
    var json = JSONWriter()
    json.array { json in for key in keys { json.value(key) } }
    try Files.write(json.bytes, to: state("keys.json"))
    server = try PythonServer(BucketServer.script, [state("keys.json"), folder, log], ports: 2)
  }

  package var port: UInt16 { server.ports[0] }
  /// Where requests are redirected to that this server does not want.
  package var other: String { server.address(1) }
  package var address: String { server.address() }

  /// A line for each request: port, bucket, method, status, and the names of its headers.
  package func requests() throws -> [String] {
    String(decoding: (try? Files.read(log)) ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let script = #"""
    import datetime, hashlib, json, os, sys, threading, urllib.parse
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from xml.sax.saxutils import escape
    from botocore.auth import S3SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    ports, names, folder, log = sys.argv[1], json.load(open(sys.argv[2])), sys.argv[3], sys.argv[4]
    files = {name: os.path.join(folder, str(index)) for index, name in enumerate(names)}
    ordered = sorted(files, key=lambda name: name.encode())
    SECRET, TOKEN = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', 'a+session/token=='
    lock, seen = threading.Lock(), {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *args): pass
        def do_GET(self): self.answer()
        def do_HEAD(self): self.answer()

        def send(self, status, body=b'', headers={}, kind='application/xml', length=None):
            with lock:
                open(log, 'a').write('%d %s %s %d %s\n' % (
                    self.server.server_port, self.bucket, self.command, status,
                    ','.join(sorted(k.lower() for k in self.headers))))
            self.send_response(status)
            self.send_header('Content-Type', kind)
            self.send_header('Content-Length', str(len(body) if length is None else length))
            for name, value in headers.items(): self.send_header(name, value)
            self.end_headers()
            if self.command != 'HEAD':
                try: self.wfile.write(body)
                except OSError: pass

        def refuse(self, status, code, more='', headers={}):
            self.send(status, ('<?xml version="1.0"?><Error><Code>%s</Code><Message>%s %s</Message>%s</Error>' % (
                code, SECRET, TOKEN, more)).encode(), headers)

        def refusal(self, skew):
            """Why the request is not let in, as S3 has it."""
            words = self.headers.get('Authorization', '')
            if not words.startswith('AWS4-HMAC-SHA256 '): return 403, 'AccessDenied'
            fields = dict(part.strip().split('=', 1) for part in words[17:].split(','))
            key, day, region, service, end = fields['Credential'].split('/')
            if key != 'AKIDEXAMPLE': return 403, 'InvalidAccessKeyId'
            if region != 'us-east-1': return 400, 'AuthorizationHeaderMalformed', '<Region>us-east-1</Region>'
            signed = fields['SignedHeaders'].split(';')
            needed = [n.lower() for n in self.headers if n.lower().startswith('x-amz-')] + ['host']
            if any(name not in signed for name in needed): return 403, 'AccessDenied'
            sent = datetime.datetime.strptime(self.headers['x-amz-date'], '%Y%m%dT%H%M%SZ')
            now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) + datetime.timedelta(seconds=skew)
            if abs((now - sent).total_seconds()) > 900: return 403, 'RequestTimeTooSkewed'
            if self.headers.get('x-amz-security-token', TOKEN) != TOKEN: return 400, 'InvalidToken'
            path, _, query = self.path.partition('?')
            # Amazon's own encoding of what the names stand for, however they were sent.
            path = urllib.parse.quote(urllib.parse.unquote_to_bytes(path), safe='/~')
            url = 'http://' + self.headers['Host'] + path + ('?' + query if query else '')
            request = AWSRequest(method=self.command, url=url)
            for name in signed:
                if name != 'host': request.headers[name] = self.headers[name]
            request.context['timestamp'] = self.headers['x-amz-date']
            auth = S3SigV4Auth(Credentials(key, SECRET), service, region)
            text = auth.string_to_sign(request, auth.canonical_request(request))
            if auth.signature(text, request) != fields['Signature']: return 403, 'SignatureDoesNotMatch'

        def answer(self):
            path, _, query = self.path.partition('?')
            host = self.headers['Host'].split(':')[0]
            if host.endswith('.localhost'): self.bucket, key = host[:-10], path[1:]
            else: self.bucket, _, key = path[1:].partition('/')
            key = urllib.parse.unquote(key)
            if self.server is other: return self.refuse(403, 'AccessDenied')
            with lock: seen[self.bucket] = count = seen.get(self.bucket, 0) + 1
            if self.bucket == 'missing': return self.refuse(404, 'NoSuchBucket')
            if self.bucket == 'denied': return self.refuse(403, 'AccessDenied')
            if self.bucket == 'elsewhere':
                return self.refuse(301, 'PermanentRedirect', '<Endpoint>elsewhere.s3.example.org</Endpoint>',
                                   {'x-amz-bucket-region': 'eu-west-1'})
            if self.bucket == 'moved':
                return self.send(307, headers={'Location': 'http://127.0.0.1:%d%s' % (other.server_port, self.path)})
            if self.bucket == 'page': return self.send(200, b'<html><body>Welcome', kind='text/html')
            if self.bucket == 'busy' and count < 3: return self.refuse(503, 'SlowDown')
            if self.bucket != 'public':
                no = self.refusal(7200 if self.bucket == 'skewed' else 0)
                if no: return self.refuse(*no)
            elif 'Authorization' in self.headers: return self.refuse(400, 'InvalidRequest')
            return self.object(key, count) if key else self.list(urllib.parse.parse_qs(query))

        def list(self, query):
            get = lambda name, default='': query.get(name, [default])[0]
            if get('list-type') != '2' or get('encoding-type') != 'url': return self.refuse(400, 'InvalidRequest')
            prefix, after = get('prefix'), get('continuation-token')
            rows = [name for name in ordered if name.startswith(prefix)]
            if after: rows = rows[int(after[len('to+/=ken'):]):]
            start = len([n for n in ordered if n.startswith(prefix)]) - len(rows)
            most = min(1000, int(get('max-keys', '1000')))
            text = '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            for name in rows[:most]:
                status = os.stat(files[name])
                time = datetime.datetime.fromtimestamp(int(status.st_mtime), datetime.timezone.utc)
                text += '<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size>' % (
                    urllib.parse.quote_plus(name, safe='/'), time.strftime('%Y-%m-%dT%H:%M:%S.000Z'),
                    escape(tag(name), {'"': '&quot;'}), status.st_size)
                text += '<Owner><ID>Key</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>'
            more = len(rows) > most or self.bucket == 'endless'
            text += '<EncodingType>url</EncodingType><IsTruncated>%s</IsTruncated>' % str(more).lower()
            following = 0 if self.bucket == 'endless' else start + most
            if more: text += '<NextContinuationToken>to+/=ken%d</NextContinuationToken>' % following
            text = (text + '</ListBucketResult>').encode()
            self.send(200, text[:-80] if self.bucket == 'cut' else text)

        def object(self, key, count):
            if key not in files: return self.refuse(404, 'NoSuchKey')
            body = open(files[key], 'rb').read()
            etag, total, headers = tag(key), len(body), {'ETag': tag(key), 'Accept-Ranges': 'bytes'}
            if self.headers.get('If-Match', etag) != etag: return self.refuse(412, 'PreconditionFailed')
            status, wanted = 200, self.headers.get('Range', '')
            if wanted.startswith('bytes=') and self.headers.get('If-Range', etag) == etag:
                first, _, last = wanted[6:].partition('-')
                first, last = int(first), min(int(last or total), total - 1)
                if first >= total:
                    return self.refuse(416, 'InvalidRange', headers={'Content-Range': 'bytes */%d' % total})
                headers['Content-Range'] = 'bytes %d-%d/%d' % (first, last, total)
                status, body = 206, body[first:last + 1]
            length = len(body)
            if self.bucket == 'broken' and self.command == 'GET' and length > 200000:
                body, self.close_connection = body[:length // 2], True
            self.send(status, b'' if self.command == 'HEAD' else body, headers, 'binary/octet-stream', length)

    def tag(name): return '"%s"' % hashlib.md5(open(files[name], 'rb').read()).hexdigest()

    main, other = [ThreadingHTTPServer(('127.0.0.1', 0), Handler) for _ in range(2)]
    threading.Thread(target=other.serve_forever, daemon=True).start()
    open(ports + '.new', 'w').write('%d %d' % (main.server_port, other.server_port))
    os.rename(ports + '.new', ports)
    main.serve_forever()
    """#
}
