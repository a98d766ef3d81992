/// What programs do with files they save, case by case: run on a directory of a disk and on a view, with the same
/// outcome.
enum SavingCases {
  /// Prints a line for each case: its name and what came of it. `sys.argv[1]` is an empty directory.
  static let script = """
    import array, ctypes, errno, fcntl, mmap, os, shutil, sqlite3, stat, sys, time, zipfile
    libc = ctypes.CDLL(None, use_errno=True)
    top = sys.argv[1]
    cases = []
    def case(f): cases.append(f); return f
    def tried(f, *a, **k):
        try: return f(*a, **k)
        except OSError as e: return errno.errorcode[e.errno]
    def put(p, b=b'x', flags=0, mode=0o644):
        f = os.open(p, os.O_CREAT | os.O_WRONLY | flags, mode)
        try: return os.write(f, b)
        finally: os.close(f)
    def get(p):
        with open(p, 'rb') as f: return f.read()
    def libcall(result):
        if result < 0: raise OSError(ctypes.get_errno(), '')
        return result
    def renameat2(a, b, flags): return libcall(libc.renameat2(-100, os.fsencode(a), -100, os.fsencode(b), flags))
    def fallocate(f, mode, offset, length):
        return libcall(libc.fallocate(f, mode, ctypes.c_long(offset), ctypes.c_long(length)))
    def child(f):
        r, w = os.pipe()
        p = os.fork()
        if p == 0:
            os.write(w, repr(tried(f)).encode()); os._exit(0)
        os.close(w); out = b''
        while b := os.read(r, 4096): out += b
        os.close(r); os.waitpid(p, 0)
        return out.decode()

    @case
    def creating(d):
        p = d + '/a'
        return [put(p, b'one', os.O_EXCL), tried(put, p, b'two', os.O_EXCL), put(p, b'2'), get(p),
                tried(os.open, d + '/none', os.O_RDWR), tried(os.open, d + '/none/a', os.O_RDWR | os.O_CREAT)]
    @case
    def opening(d):
        p = d + '/a'; put(p, b'abc'); os.mkdir(d + '/dir'); os.symlink('a', d + '/link')
        f = os.open(p, os.O_RDONLY); r = [tried(os.write, f, b'x'), os.read(f, 9)]; os.close(f)
        f = os.open(p, os.O_WRONLY); r += [tried(os.read, f, 1)]; os.close(f)
        return r + [tried(os.open, d + '/dir', os.O_WRONLY), tried(os.open, p, os.O_RDONLY | os.O_DIRECTORY),
                    tried(os.open, d + '/link', os.O_RDONLY | os.O_NOFOLLOW), tried(os.listdir, p),
                    tried(os.open, p + '/b', os.O_RDONLY), tried(os.open, d + '/dir', os.O_RDONLY | os.O_CREAT)]
    @case
    def appending(d):
        p = d + '/a'
        f, g = (os.open(p, os.O_CREAT | os.O_WRONLY | os.O_APPEND) for _ in 'ab')
        for n in range(50): os.write((f, g)[n % 2], b'%d,' % n)
        r = os.lseek(f, 0, os.SEEK_CUR); os.close(f); os.close(g)
        return r, get(p)
    @case
    def truncating(d):
        p = d + '/a'; put(p, b'0123456789')
        put(p, b'ab', os.O_TRUNC); r = [get(p)]
        os.truncate(p, 5); r.append(get(p))
        f = os.open(p, os.O_RDWR); os.ftruncate(f, 3); r.append(get(p))
        os.ftruncate(f, 100_000); r.append((os.fstat(f).st_size, os.pread(f, 9, 0), set(get(p)[3:])))
        os.ftruncate(f, 0); os.pwrite(f, b'z', 9); r.append(get(p)); os.close(f)
        f = os.open(p, os.O_RDONLY); r.append(tried(os.ftruncate, f, 1)); os.close(f)
        return r + [tried(os.truncate, d, 1), tried(os.truncate, d + '/none', 1), os.stat(p).st_size]
    @case
    def holes(d):
        f = os.open(d + '/a', os.O_CREAT | os.O_RDWR)
        os.pwrite(f, b'end', 1_000_000)
        r = [os.fstat(f).st_size, os.pread(f, 10, 500_000), os.pread(f, 10, 1_000_001), os.pread(f, 10, 2_000_000)]
        os.pwrite(f, b'in', 10); r.append(os.pread(f, 6, 8)); os.close(f)
        return r
    @case
    def allocating(d):
        f = os.open(d + '/a', os.O_CREAT | os.O_RDWR); os.write(f, b'x' * 20_000)
        r = []
        for mode, offset, length in [(0, 0, 50_000), (1, 0, 90_000), (3, 4096, 4096), (16, 8192, 100), (17, 0, 10),
                                     (2, 0, 4096), (0, -1, 5), (0, 5, 0)]:
            r.append((mode, tried(fallocate, f, mode, offset, length), os.fstat(f).st_size))
        data = os.pread(f, 60_000, 0); os.close(f)
        return r + [len(data), data.count(b'x'), data.index(b'x')]
    @case
    def renaming(d):
        r = []
        put(d + '/a', b'A'); os.rename(d + '/a', d + '/b'); r += [os.listdir(d), get(d + '/b')]
        put(d + '/c', b'C'); os.rename(d + '/c', d + '/b'); r += [os.listdir(d), get(d + '/b')]
        os.mkdir(d + '/x'); os.mkdir(d + '/y'); put(d + '/y/f')
        r += [tried(os.rename, d + '/b', d + '/x'), tried(os.rename, d + '/x', d + '/b'),
              tried(os.rename, d + '/x', d + '/y'), tried(os.rename, d + '/y', d + '/y/z'),
              tried(os.rename, d + '/none', d + '/q'), tried(os.rename, d + '/b', d + '/none/q')]
        os.rename(d + '/y', d + '/x'); r.append(get(d + '/x/f'))
        os.rename(d + '/b', d + '/x/b'); r += [sorted(os.listdir(d + '/x')), os.listdir(d)]
        os.rename(d + '/x/b', d + '/x/b')
        return r + [sorted(os.listdir(d + '/x'))]
    @case
    def renaming_with_flags(d):
        put(d + '/a', b'A'); put(d + '/b', b'B'); os.mkdir(d + '/x'); put(d + '/x/f', b'F')
        r = [tried(renameat2, d + '/a', d + '/b', 1), tried(renameat2, d + '/a', d + '/c', 1), sorted(os.listdir(d))]
        r += [tried(renameat2, d + '/c', d + '/b', 2), get(d + '/c'), get(d + '/b')]
        r += [tried(renameat2, d + '/c', d + '/x', 2), get(d + '/x'), get(d + '/c/f')]
        return r + [tried(renameat2, d + '/c', d + '/none', 2), tried(renameat2, d + '/c', d + '/b', 3)]
    @case
    def renaming_what_is_open(d):
        os.makedirs(d + '/p/q'); f = os.open(d + '/p/q/a', os.O_CREAT | os.O_RDWR); i = os.fstat(f).st_ino
        os.write(f, b'1'); os.rename(d + '/p', d + '/r'); os.write(f, b'2'); os.rename(d + '/r/q/a', d + '/b')
        os.write(f, b'3'); r = [get(d + '/b'), os.stat(d + '/b').st_ino == i, os.pread(f, 9, 0)]; os.close(f)
        return r + [os.path.exists(d + '/p'), os.listdir(d + '/r/q')]
    @case
    def replacing_what_is_open(d):
        put(d + '/a', b'old'); f = os.open(d + '/a', os.O_RDWR); put(d + '/t', b'newer'); os.rename(d + '/t', d + '/a')
        os.pwrite(f, b'OLD', 0)
        r = [get(d + '/a'), os.pread(f, 9, 0), os.fstat(f).st_nlink, os.fstat(f).st_size]; os.close(f)
        return r
    @case
    def removing_what_is_open(d):
        f = os.open(d + '/a', os.O_CREAT | os.O_RDWR); os.write(f, b'still'); os.unlink(d + '/a')
        os.write(f, b' here'); s = os.fstat(f)
        r = [os.listdir(d), s.st_nlink, s.st_size, os.pread(f, 20, 0), tried(os.stat, d + '/a')]
        os.ftruncate(f, 2); put(d + '/a', b'other'); r += [os.pread(f, 20, 0), get(d + '/a')]
        os.fchmod(f, 0o600); os.fsync(f); os.close(f)
        return r
    @case
    def removing(d):
        os.mkdir(d + '/x'); put(d + '/x/f'); put(d + '/a')
        r = [tried(os.rmdir, d + '/x'), tried(os.rmdir, d + '/a'), tried(os.unlink, d + '/x'),
             tried(os.unlink, d + '/none'), tried(os.rmdir, d + '/none')]
        os.unlink(d + '/x/f'); os.rmdir(d + '/x'); os.unlink(d + '/a')
        return r + [os.listdir(d)]
    @case
    def directories(d):
        os.mkdir(d + '/x'); put(d + '/a')
        r = [tried(os.mkdir, d + '/x'), tried(os.mkdir, d + '/a'), tried(os.mkdir, d + '/n/m'), tried(os.mkdir, d + '/a/m')]
        os.mkdir(d + '/x/y'); os.mkdir(d + '/x/z')
        f = os.open(d + '/x', os.O_RDONLY); g = os.open('y', os.O_RDONLY | os.O_DIRECTORY, dir_fd=f)
        os.rmdir(d + '/x/y')
        r += [tried(os.open, 'f', os.O_CREAT | os.O_WRONLY, dir_fd=g), os.listdir(f), os.stat(d + '/x').st_nlink]
        os.close(f); os.close(g)
        return r + [os.stat(d + '/x/z/..').st_ino == os.stat(d + '/x').st_ino]
    @case
    def listing(d):
        os.mkdir(d + '/x'); put(d + '/a'); os.symlink('a', d + '/l'); os.link(d + '/a', d + '/h')
        r = []
        for e in sorted(os.scandir(d), key=lambda e: e.name):
            r.append((e.name, e.is_dir(follow_symlinks=False), e.is_file(follow_symlinks=False), e.is_symlink(),
                      e.inode() == os.lstat(e.path).st_ino, os.lstat(e.path).st_nlink))
        return r
    @case
    def removing_while_listing(d):
        for n in range(700): put(d + '/file %d' % n)
        with os.scandir(d) as it:
            for n, e in enumerate(it):
                os.unlink(e.path)
                if n == 300: put(d + '/late')
        return [len(os.listdir(d)) <= 1, tried(os.unlink, d + '/late') in (None, 'ENOENT'), os.listdir(d)]
    @case
    def hard_links(d):
        put(d + '/a', b'one'); os.mkdir(d + '/x'); os.link(d + '/a', d + '/x/b')
        r = [os.stat(d + '/a').st_nlink, os.stat(d + '/a').st_ino == os.stat(d + '/x/b').st_ino]
        put(d + '/x/b', b'two'); r.append(get(d + '/a')); os.rename(d + '/a', d + '/x/b'); r.append(sorted(os.listdir(d)))
        r += [tried(os.link, d + '/a', d + '/x/b'), tried(os.link, d + '/x', d + '/y'), tried(os.link, d + '/none', d + '/y')]
        os.unlink(d + "/a")
        return r + [os.stat(d + '/x/b').st_nlink, get(d + '/x/b')]
    @case
    def symbolic_links(d):
        put(d + '/a', b'one'); os.mkdir(d + '/x'); os.symlink('a', d + '/l'); os.symlink('nowhere', d + '/n')
        os.symlink('o', d + '/o'); os.symlink('x', d + '/k'); os.symlink('/etc/hostname', d + '/e')
        r = [os.readlink(d + '/l'), get(d + '/l'), tried(get, d + '/n'), tried(get, d + '/o'), os.path.islink(d + '/l'),
             os.lstat(d + '/l').st_size, tried(os.symlink, 'z', d + '/l'), tried(os.readlink, d + '/a')]
        put(d + '/k/f', b'in x'); put(d + '/n', b'made'); r += [get(d + '/x/f'), get(d + '/nowhere')]
        put(d + '/l', b'thr'); os.utime(d + '/l', ns=(1, 1), follow_symlinks=False); os.rename(d + '/l', d + '/m')
        r += [os.lstat(d + '/m').st_mtime_ns, get(d + '/a')]; os.unlink(d + '/m'); os.unlink(d + '/o')
        return r + [sorted(os.listdir(d)), os.path.exists(d + '/e') == os.path.exists('/etc/hostname')]
    @case
    def permissions(d):
        r = []
        for mask in (0, 0o22, 0o27, 0o77):
            old = os.umask(mask)
            put(d + '/f%o' % mask, mode=0o666); os.mkdir(d + '/d%o' % mask)
            os.umask(old)
            r.append([oct(os.stat(d + '/%s%o' % (k, mask)).st_mode) for k in 'fd'])
        os.chmod(d + '/f0', 0o640); r.append(oct(os.stat(d + '/f0').st_mode))
        f = os.open(d + '/ro', os.O_CREAT | os.O_RDWR, 0o400); os.write(f, b'r'); os.fchmod(f, 0o444); os.close(f)
        r += [get(d + '/ro'), oct(os.stat(d + '/ro').st_mode), tried(os.chmod, d + '/none', 0o600)]
        s = os.stat(d + '/ro'); os.chown(d + '/ro', s.st_uid, s.st_gid); os.chown(d + '/ro', -1, -1)
        return r + [os.access(d + '/f0', os.W_OK), os.access(d + '/d0', os.W_OK | os.X_OK)]
    @case
    def times(d):
        p = d + '/a'; put(p); r = []
        for a, m in [(1, 2), (1_500_000_000_123_456_789, 1_600_000_000_987_654_321), (-1_500_000_000, -1)]:
            os.utime(p, ns=(a, m)); s = os.stat(p); r.append((s.st_atime_ns, s.st_mtime_ns))
        now = time.time(); os.utime(p); r.append(abs(os.stat(p).st_mtime - now) < 5)
        os.utime(p, ns=(5, 5)); put(p, b'changed'); r.append(os.stat(p).st_mtime_ns > 5)
        os.utime(d, ns=(5, 5)); put(d + '/new'); r.append(os.stat(d).st_mtime_ns > 5)
        os.utime(d, ns=(5, 5)); os.unlink(d + '/new'); r.append(os.stat(d).st_mtime_ns > 5)
        f = os.open(p, os.O_RDWR); os.utime(f, ns=(7, 7)); r.append(os.fstat(f).st_mtime_ns)
        os.ftruncate(f, 1); r.append(os.fstat(f).st_mtime_ns > 7); os.close(f)
        return r
    @case
    def names(d):
        r = []
        for n in [b'n' * 255, b'n' * 256, b'a', b'A', 'é'.encode(), 'e\\u0301'.encode(), b'\\xff\\xfe', b' x ', b'x.', b'*?:',
                  b'new\\nline', b'.hidden', b'...']:
            r.append(tried(put, os.fsencode(d) + b'/' + n, n))
        return r + [sorted(os.listdir(os.fsencode(d))), get(d + '/a'), get(d + '/A')]
    @case
    def mapping(d):
        p = d + '/a'; f = os.open(p, os.O_CREAT | os.O_RDWR); os.ftruncate(f, 20_000)
        m = mmap.mmap(f, 20_000); m[5000:5004] = b'here'; os.pwrite(f, b'file', 9000); r = [m[9000:9004]]
        r.append(os.pread(f, 4, 5000)); m.flush(); r.append(get(p)[4999:5005]); m[0:2] = b'hi'; m.close(); os.close(f)
        r.append(get(p)[:2]); f = os.open(p, os.O_RDONLY)
        m = mmap.mmap(f, 0, prot=mmap.PROT_READ); r.append(m[5000:5004]); m.close()
        m = mmap.mmap(f, 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE)
        m[0:2] = b'xx'; m.close(); os.close(f); r.append(get(p)[:2])
        f = os.open(p, os.O_RDWR); os.unlink(p); m = mmap.mmap(f, 20_000); os.close(f); m[0:4] = b'gone'; r.append(m[0:4])
        m.flush(); m.close()
        return r
    @case
    def locks(d):
        p = d + '/a'; put(p, b'0123456789'); f = os.open(p, os.O_RDWR)
        def other(kind, *a):
            def run():
                g = os.open(p, os.O_RDWR)
                return kind(g, fcntl.LOCK_EX | fcntl.LOCK_NB, *a)
            return child(run)
        fcntl.flock(f, fcntl.LOCK_EX); r = [other(fcntl.flock)]
        fcntl.flock(f, fcntl.LOCK_UN); r.append(other(fcntl.flock))
        fcntl.lockf(f, fcntl.LOCK_EX, 4, 2); r += [other(fcntl.lockf, 1, 3), other(fcntl.lockf, 2, 0)]
        fcntl.lockf(f, fcntl.LOCK_UN); r.append(other(fcntl.lockf)); os.close(f)
        return r
    @case
    def positions(d):
        f = os.open(d + '/a', os.O_CREAT | os.O_RDWR); os.write(f, b'x' * 9000); os.fsync(f)
        r = [os.lseek(f, *a) for a in [(0, os.SEEK_END), (-5, os.SEEK_END), (0, os.SEEK_DATA), (0, os.SEEK_HOLE)]]
        r.append(tried(os.lseek, f, 9001, os.SEEK_DATA)); os.close(f)
        return r
    @case
    def synchronizing(d):
        f = os.open(d + '/a', os.O_CREAT | os.O_RDWR | os.O_SYNC); g = os.open(d, os.O_RDONLY)
        os.write(f, b'x' * 8192); os.fsync(f); os.fdatasync(f); os.fsync(g)
        r = [os.fstat(f).st_blocks]; os.close(f); os.close(g)
        return r
    @case
    def copying(d):
        b = bytes(range(256)) * 3000; put(d + '/a', b); f = os.open(d + '/a', os.O_RDONLY)
        g = os.open(d + '/b', os.O_CREAT | os.O_WRONLY); n = 0
        while c := os.copy_file_range(f, g, 100_000): n += c
        os.lseek(f, 0, 0); h = os.open(d + '/c', os.O_CREAT | os.O_WRONLY); s = 0
        while c := os.sendfile(h, f, s, 70_000): s += c
        for x in (f, g, h): os.close(x)
        shutil.copy2(d + '/a', d + '/e'); os.mkdir(d + '/t'); shutil.copytree(d, d + '/../copied', symlinks=True)
        r = sorted(os.listdir(d + '/../copied')); shutil.rmtree(d + '/../copied')
        return [n, s, r] + [get(d + '/' + x) == b for x in 'abce']
    @case
    def large_writes(d):
        b = os.urandom(5_000_000); f = os.open(d + '/a', os.O_CREAT | os.O_RDWR)
        r = [os.writev(f, [b[:3_000_000], b[3_000_000:]]), os.pread(f, 6_000_000, 0) == b]; os.close(f)
        return r + [get(d + '/a') == b]
    @case
    def saving_as_programs_do(d):
        p = d + '/Game.srm'; r = []
        for n in range(20):
            with open(p + '.tmp', 'wb') as f: f.write(b'%d' % n * 100); f.flush(); os.fsync(f.fileno())
            os.replace(p + '.tmp', p); r.append(get(p) == b'%d' % n * 100)
        with open(p, 'r+b') as f: f.seek(5); f.write(b'in place')
        with zipfile.ZipFile(d + '/state.zip', 'w') as z: z.writestr('slot', b's' * 5000)
        with zipfile.ZipFile(d + '/state.zip', 'a') as z: z.writestr('more', b't')
        for mode in ('delete', 'wal'):
            db = sqlite3.connect(d + '/' + mode); db.execute('pragma journal_mode=' + mode)
            db.execute('create table t (x)')
            for n in range(30): db.execute('insert into t values (?)', (n,)); db.commit()
            r.append(db.execute('select sum(x) from t').fetchone()); db.close()
        return r + [get(p)[:15], zipfile.ZipFile(d + '/state.zip').testzip(), sorted(os.listdir(d))]

    for f in cases:
        d = top + '/' + f.__name__
        os.mkdir(d)
        try: print(f.__name__, f(d))
        except Exception as e: print(f.__name__, 'FAILED', type(e).__name__, errno.errorcode.get(getattr(e, 'errno', 0), e), 'line', e.__traceback__.tb_next.tb_lineno)
        shutil.rmtree(d)
    print('left', os.listdir(top))
    """
}
