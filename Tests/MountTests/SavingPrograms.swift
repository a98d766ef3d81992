/// Programs that save: one that does everything at random, and one that saves as emulators do.
enum SavingPrograms {
  /// Does random things with a file for a while and holds it against a model after each: `directory seed seconds`.
  static let exerciser = """
    import ctypes, mmap, os, random, sys, time
    top, seed, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    rng = random.Random(seed)
    libc = ctypes.CDLL(None, use_errno=True)
    limit = 260_000
    os.mkdir(top + '/sub')
    names = [top + '/one', top + '/two', top + '/sub/three']
    path = names[0]
    f = os.open(path, os.O_CREAT | os.O_RDWR); other = os.open(path, os.O_RDWR | os.O_APPEND)
    model = bytearray(); done = []; state = {'f': f, 'other': other, 'path': path}

    def grow(size):
        if len(model) < size: model.extend(bytes(size - len(model)))
    def span(inside=False):
        most = len(model) if inside else limit
        a = rng.randrange(max(1, most)); return a, rng.randrange(1, min(70_000, max(2, most - a + 1)))
    def write():
        a, n = span(); b = rng.randbytes(n); assert os.pwrite(state['f'], b, a) == n; grow(a + n); model[a:a + n] = b
    def append():
        if len(model) > limit: return truncate()
        b = rng.randbytes(rng.randrange(1, 9000)); assert os.write(state['other'], b) == len(b); model.extend(b)
    def read():
        a, n = span(); assert os.pread(rng.choice([state['f'], state['other']]), n, a) == model[a:a + n]
    def truncate():
        n = rng.choice([0, rng.randrange(limit), len(model) // 2]); os.truncate(state['path'], n); del model[n:]; grow(n)
    def ftruncate():
        n = rng.randrange(limit); os.ftruncate(state['f'], n); del model[n:]; grow(n)
    def map_read():
        if not model: return
        m = mmap.mmap(rng.choice([state['f'], state['other']]), len(model), prot=mmap.PROT_READ)
        a, n = span(True); assert m[a:a + n] == model[a:a + n]; m.close()
    def map_write():
        if not model: return
        m = mmap.mmap(state['f'], len(model)); a, n = span(True); n = min(n, len(model) - a)
        b = rng.randbytes(n); m[a:a + n] = b; model[a:a + n] = b
        if rng.random() < 0.5: m.flush()
        m.close()
    def allocate(mode, a, n):
        return libc.fallocate(state['f'], mode, ctypes.c_long(a), ctypes.c_long(n)) == 0
    def punch():
        a, n = span()
        if allocate(3, a, n): b = model[a:a + n]; model[a:a + n] = bytes(len(b))
    def zero():
        a, n = span()
        if allocate(16, a, n): grow(a + n); model[a:a + n] = bytes(n)
    def reserve():
        a, n = span(); keep = rng.random() < 0.5
        if allocate(1 if keep else 0, a, n) and not keep: grow(a + n)
    def rename():
        new = rng.choice(names)
        if new != state['path'] and rng.random() < 0.3: open(new, 'wb').write(b'in the way')
        os.rename(state['path'], new); state['path'] = new
    def reopen():
        k = rng.choice(['f', 'other']); os.close(state[k])
        state[k] = os.open(state['path'], os.O_RDWR | (os.O_APPEND if k == 'other' else 0))
    def empty():
        os.close(os.open(state['path'], os.O_WRONLY | os.O_TRUNC)); model.clear()
    def synchronize(): rng.choice([os.fsync, os.fdatasync])(state['f'])
    def forget(): os.posix_fadvise(state['f'], 0, 0, os.POSIX_FADV_DONTNEED)
    def move_folder():
        os.rename(top + '/sub', top + '/moved')
        if state['path'] == names[2]: assert os.stat(top + '/moved/three').st_size == len(model)
        os.rename(top + '/moved', top + '/sub')
    def copy():
        if not model: return
        a, n = span(True); n = min(n, len(model) - a); b = rng.randrange(limit)
        if abs(a - b) < n: return
        c = os.copy_file_range(state['f'], state['f'], n, a, b); grow(b + c); model[b:b + c] = model[a:a + c]
    def list_folder(): assert os.path.basename(state['path']) in os.listdir(os.path.dirname(state['path']))

    operations = [write] * 6 + [append] * 4 + [read] * 3 + [map_read, map_write] * 3 + [truncate, ftruncate, punch, zero,
        reserve, rename, reopen, forget, copy, list_folder, move_folder, empty, synchronize]
    count = 0; end = time.time() + seconds
    try:
        while time.time() < end or count < 50:
            operation = rng.choice(operations); done.append(operation.__name__); operation(); count += 1
            assert os.fstat(state['f']).st_size == os.stat(state['path']).st_size == len(model), 'size'
            a, n = span(); assert os.pread(state['f'], n, a) == model[a:a + n], 'part'
            if count % 8 == 0:
                with open(state['path'], 'rb') as g: assert g.read() == model, 'whole'
    except BaseException as e:
        print('seed', seed, 'operation', count, 'of', done[-12:], file=sys.stderr); raise
    os.close(state['f']); os.close(state['other'])
    assert open(state['path'], 'rb').read() == model
    print(count)
    """

  /// Saves until a file appears, and fails when anything is not as it was left: `directory stop log number`. The log
  /// names the last record that was synchronized.
  static let emulator = """
    import ctypes, errno, fcntl, os, sys
    top, stop, log, number = sys.argv[1:]
    libc = ctypes.CDLL(None, use_errno=True)
    own = top + '/player ' + number
    os.makedirs(own, exist_ok=True)
    journal = os.open(own + '/journal', os.O_CREAT | os.O_RDWR | os.O_APPEND)
    shared = os.open(top + '/shared', os.O_CREAT | os.O_RDWR | os.O_APPEND)
    record = open(log, 'w'); n = 0
    def exchange(a, b):
        if libc.renameat2(-100, a.encode(), -100, b.encode(), 2) != 0: raise OSError(ctypes.get_errno(), 'exchange')
    def put(p, b):
        with open(p, 'wb') as f: f.write(b); f.flush(); os.fsync(f.fileno())
    def get(p):
        with open(p, 'rb') as f: return f.read()
    while not os.path.exists(stop):
        n += 1; b = b'%08d\\n' % n
        assert os.write(journal, b) == 9
        if n % 3 == 0:
            os.fsync(journal); record.seek(0); record.write(str(n)); record.flush()
        fcntl.lockf(shared, fcntl.LOCK_EX)
        assert os.write(shared, b'%s %08d\\n' % (number.encode(), n)) == 11
        fcntl.lockf(shared, fcntl.LOCK_UN)
        put(own + '/Game.tmp', b * 1000); os.replace(own + '/Game.tmp', own + '/Game.srm')
        assert get(own + '/Game.srm') == b * 1000, n
        os.mkdir(own + '/slot'); put(own + '/slot/state', b); os.rename(own + '/slot', own + '/slot.done')
        os.link(own + '/slot.done/state', own + '/slot.done/again'); os.symlink('state', own + '/slot.done/link')
        put(own + '/a', b'a' + b); put(own + '/b', b'b'); exchange(own + '/a', own + '/b')
        assert (get(own + '/a'), get(own + '/b')) == (b'b', b'a' + b), n
        assert get(own + '/slot.done/link') == get(own + '/slot.done/again') == b
        assert sorted(os.listdir(own + '/slot.done')) == ['again', 'link', 'state'], n
        for name in ('again', 'link', 'state'): os.unlink(own + '/slot.done/' + name)
        os.rmdir(own + '/slot.done'); os.unlink(own + '/a'); os.unlink(own + '/b')
        fd = os.open(own + '/new', os.O_CREAT | os.O_EXCL | os.O_RDWR); os.write(fd, b'12345'); os.ftruncate(fd, 3)
        assert os.pread(fd, 9, 0) == b'123' and os.fstat(fd).st_size == 3; os.close(fd); os.unlink(own + '/new')
        assert os.fstat(journal).st_size == 9 * n, (os.fstat(journal).st_size, n)
    os.fsync(journal); record.seek(0); record.write(str(n)); record.flush()
    assert os.pread(journal, 9 * n + 9, 0) == b''.join(b'%08d\\n' % i for i in range(1, n + 1))
    print(n)
    """
}
