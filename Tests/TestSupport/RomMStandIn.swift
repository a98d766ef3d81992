/// A server that answers as RomM does, on a port of the loopback interface: a library on disk, its lists in the form of
/// a version, and the files as nginx gives them behind it.
///
/// Who asks is `me` with the password `it's: secret`, or has the key `rmm_secret`. To anybody else it says 403, as
/// RomM does, except at `/api/heartbeat`.
package final class RomMStandIn: Sendable {
  /// One of each kind of answer.
  package enum Version: String, Sendable, CaseIterable {
    /// Lists are arrays, with files.
    case array = "3.8.3"
    /// Lists are objects, with files.
    case paged = "4.3.2"
    /// Lists leave the files out, and call the platform otherwise.
    case bare = "4.9.0"
    /// Lists have files where they are asked for.
    case asked = "5.2.0"
  }

  /// Without a slash at the end.
  package var address: String { server.address() }
  private let server: PythonServer

  /// - Parameters:
  ///   - library: with `roms/<platform>/…`.
  ///   - options: members of a JSON object; see the script.
  package init(_ version: Version, of library: String, _ options: String = "") throws {
    let all = "{\"version\": \"\(version.rawValue)\"\(options.isEmpty ? "" : ", ")\(options)}"
    server = try PythonServer(RomMStandIn.script, [library, all], ports: 1)
  }

  /// What was asked since the last call, a line each: method, path with query, `Range`, and whether it had a key.
  package func log() throws -> [String] {
    let answer = try PlainHTTP.exchange(port: server.ports[0], "GET", "/__log")
    return String(decoding: answer.body, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Options: `version`; `remove`, pairs of a number of a page, counted from 1, and the game that is gone from then on;
  /// `synthetic`, games that are in the lists alone; `extra`, rows that are added to the first platform's list as they
  /// are; `missing`, names of games that are not found on the disk; `busy`, how many lists are refused first (503);
  /// `cut`, bytes after which an answer with a file breaks off; `readable`, false for who may see platforms alone;
  /// `platforms`, other text for that answer; `page`, the most games that a page has; `total`, false for none.
  private static let script = #"""
    import base64, email.utils, hashlib, http.server, json, os, re, socketserver, sys, threading, urllib.parse, zipfile, zlib

    library, options = sys.argv[2], json.loads(sys.argv[3])
    version = options['version']
    number = tuple(int(n) for n in version.split('.')[:2])
    isPaged, hasFileAddresses = number >= (4, 0), number >= (4, 7)
    allowed = {'Basic ' + base64.b64encode(b"me:it's: secret").decode(), 'Bearer rmm_secret'}
    lock = threading.Lock()
    log, pages, busy = [], 0, options.get('busy', 0)

    def hashes(path):
        # Of what is in an archive, as RomM has it.
        data = open(path, 'rb').read()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as z:
                data = b''.join(z.read(n) for n in sorted(z.namelist()))
        if not data:
            return {'crc_hash': '', 'md5_hash': '', 'sha1_hash': ''}
        return {'crc_hash': '%08x' % zlib.crc32(data), 'md5_hash': hashlib.md5(data).hexdigest(),
                'sha1_hash': hashlib.sha1(data).hexdigest()}

    platforms, roms, files = [], {}, {}
    noise = {'igdb_metadata': {'summary': 'A "game" \\ [of] {many} words, ' * 8}, 'metadatum': {'genres': ['a', 'b']}}
    date = '2026-11-20T10:00:00Z'
    top = os.path.join(library, 'roms')
    for platform, slug in enumerate(sorted(os.listdir(top)), 1):
        platforms.append({'id': platform, 'slug': slug.lower(), 'fs_slug': slug, 'name': slug, 'firmware': [],
                          'updated_at': date})
        for name in sorted(os.listdir(os.path.join(top, slug))):
            id = len(roms) + 11
            place = os.path.join(top, slug, name)
            if '\udcff' in name:
                continue
            if os.path.isdir(place):
                found = [os.path.join(d, f) for d, _, fs in os.walk(place) for f in fs]
            else:
                found = [place]
            rows = []
            for path in sorted(found, key=os.path.basename):
                row = {'id': 1000 + len(files), 'rom_id': id, 'file_name': os.path.basename(path),
                       'file_path': os.path.relpath(os.path.dirname(path), library),
                       'full_path': os.path.relpath(path, library), 'file_size_bytes': os.path.getsize(path),
                       'last_modified': '2001-09-09T01:46:%02dZ' % (40 + len(files) % 10), 'updated_at': date,
                       'category': 'dlc' if '/dlc/' in path else None, **hashes(path)}
                if number >= (5, 0):
                    row['archive_members'] = [{'name': 'x'}] if zipfile.is_zipfile(path) else None
                files[row['id']] = row
                rows.append(row)
            roms[id] = {'id': id, 'platform_id': platform, 'platform_fs_slug': slug, 'fs_name': name,
                        'fs_path': 'roms/' + slug, 'fs_size_bytes': sum(r['file_size_bytes'] for r in rows),
                        'name': name.split('.')[0], 'missing_from_fs': name in options.get('missing', []),
                        'updated_at': date, 'files': rows, **noise}
    for n in range(options.get('synthetic', 0)):
        slug, name = platforms[n % len(platforms)]['fs_slug'], 'Some Long Game Title & Knuckles %05d (USA).sfc' % n
        id = 100000 + n
        roms[id] = {'id': id, 'platform_id': platforms[n % len(platforms)]['id'], 'fs_name': name,
                    'fs_path': 'roms/' + slug, 'fs_size_bytes': n, 'missing_from_fs': False, 'updated_at': date,
                    'files': [{'id': 200000 + n, 'rom_id': id, 'file_name': name, 'file_path': 'roms/' + slug,
                               'file_size_bytes': n, 'last_modified': date, 'crc_hash': '%08x' % n}], **noise}
    extra = options.get('extra', [])

    class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True
        request_queue_size = 64

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a):
            pass
        def answer(self, body, status=200, type='application/json', headers={}):
            self.send_response(status)
            self.send_header('Content-Type', type)
            self.send_header('Content-Length', str(len(body)))
            for k, v in headers.items():
                self.send_header(k, v)
            self.end_headers()
            if self.command != 'HEAD':
                self.wfile.write(body)
        def json(self, value, status=200):
            self.answer(json.dumps(value).encode(), status)
        def do_HEAD(self):
            self.do_GET()
        def do_GET(self):
            try:
                self.get()
            except OSError:
                pass
        def get(self):
            global busy
            url = urllib.parse.urlsplit(self.path)
            query = urllib.parse.parse_qs(url.query)
            key = self.headers.get('Authorization')
            if url.path == '/__log':
                with lock:
                    body = '\n'.join(log).encode()
                    del log[:]
                return self.answer(body)
            with lock:
                log.append('%s %s %s %s' % (self.command, self.path, self.headers.get('Range', '-'),
                                            'key' if key in allowed else '-'))
            if url.path == '/api/heartbeat':
                return self.json({'SYSTEM': {'VERSION': version, 'SHOW_SETUP_WIZARD': False},
                                  'METADATA_SOURCES': {'IGDB_API_ENABLED': True}})
            if not url.path.startswith('/api/'):
                return self.answer(b'<!DOCTYPE html><title>RomM</title>', 200, 'text/html')
            if key not in allowed:
                return self.json({'detail': 'Forbidden'}, 403)
            if url.path == '/api/platforms':
                if 'platforms' in options:
                    return self.answer(options['platforms'].encode())
                return self.json(platforms)
            if not options.get('readable', True):
                return self.json({'detail': 'Forbidden'}, 403)
            if url.path == '/api/roms':
                with lock:
                    isBusy, busy = busy > 0, max(0, busy - 1)
                return self.answer(b'later', 503, 'text/plain') if isBusy else self.list(query)
            parts = re.fullmatch(r'/api/roms/(\d+)(?:/(files/content|content)/([^/]+))?', url.path)
            if not parts or parts[2] == 'files/content' and not hasFileAddresses:
                return self.json({'detail': 'Not Found'}, 404)
            id = int(parts[1])
            if parts[2] == 'files/content':
                if self.command == 'HEAD':
                    return self.json({'detail': 'Method Not Allowed'}, 405)
                return self.send(files[id]) if id in files else self.json({'detail': 'File not found'}, 404)
            if id not in roms:
                return self.json({'detail': 'ROM not found'}, 404)
            if not parts[2]:
                return self.json({**roms[id], 'user_saves': []})
            wanted = query.get('file_ids', [''])[0]
            chosen = [f for f in roms[id]['files'] if not wanted or str(f['id']) in wanted.split(',')]
            if len(chosen) != 1:
                return self.answer(b'PK\5\6' + bytes(18), 200, 'application/zip')
            return self.send(chosen[0])

        def list(self, query):
            global pages
            def number_of(name, default, least, most):
                text = query.get(name, [str(default)])[-1]
                if not text.isdigit() or not least <= int(text) <= most:
                    raise ValueError(name)
                return int(text)
            try:
                limit = number_of('limit', 50 if isPaged else 10 ** 9, 1, 10000 if isPaged else 10 ** 9)
                offset = number_of('offset', 0, 0, 10 ** 9)
            except ValueError as error:
                return self.json({'detail': [{'loc': ['query', str(error)], 'type': 'int_parsing'}]}, 422)
            with lock:
                pages += 1
                for page, id in options.get('remove', []):
                    if pages >= page:
                        roms.pop(id, None)
                all = list(roms.values())
            wanted = query.get('platform_ids' if hasFileAddresses else 'platform_id', [])
            if wanted:
                all = [r for r in all if str(r['platform_id']) in wanted]
            order = query.get('order_by', ['name'])[0]
            all.sort(key=lambda r: r.get(order, 0), reverse=query.get('order_dir', ['asc'])[0] == 'desc')
            if '1' in wanted:
                all += extra
            shown = all[offset:offset + min(limit, options.get('page', limit))]
            if version == '4.9.0' or number >= (5, 0) and query.get('with_files') != ['true']:
                shown = [{**r, 'files': []} for r in shown]
            if not isPaged:
                return self.json(shown)
            total = len(all) if options.get('total', True) else None
            self.json({'items': shown, 'total': total, 'limit': limit, 'offset': offset, 'char_index': {}})

        def send(self, row):
            path = os.path.join(library, row['full_path'])
            try:
                data = open(path, 'rb').read()
            except OSError:
                return self.answer(b'<html>404 Not Found</html>', 404, 'text/html')
            status = os.stat(path)
            tag = '"%x-%x"' % (int(status.st_mtime), status.st_size)
            headers = {'ETag': tag, 'Last-Modified': email.utils.formatdate(status.st_mtime, usegmt=True),
                       'Accept-Ranges': 'bytes',
                       'Content-Disposition': "attachment; filename*=UTF-8''" + urllib.parse.quote(row['file_name'])}
            range = re.fullmatch(r'bytes=(\d+)-(\d*)', self.headers.get('Range', ''))
            condition = self.headers.get('If-Range')
            code, body = 200, data
            if range and condition in (None, tag, headers['Last-Modified']):
                first, last = int(range[1]), min(int(range[2] or len(data) - 1), len(data) - 1)
                if first > last:
                    return self.answer(b'', 416, 'text/html', {'Content-Range': 'bytes */%d' % len(data)})
                code, body = 206, data[first:last + 1]
                headers['Content-Range'] = 'bytes %d-%d/%d' % (first, last, len(data))
            cut = options.get('cut')
            if cut and len(body) > cut and self.command == 'GET':
                self.send_response(code)
                self.send_header('Content-Length', str(len(body)))
                for k, v in headers.items():
                    self.send_header(k, v)
                self.end_headers()
                self.wfile.write(body[:cut])
                self.close_connection = True
                return
            self.answer(body, code, 'application/octet-stream', headers)

    server = Server(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write('%d' % server.server_port)
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    threading.Event().wait()
    """#
}
