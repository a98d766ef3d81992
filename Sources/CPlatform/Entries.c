#include "CPlatformEntries.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

static const int64_t billion = 1000000000;

static int64_t nanoseconds(struct statx_timestamp time) { return time.tv_sec * billion + time.tv_nsec; }

int cplatform_status_at(int directory, const char *name, struct cplatform_status *status) {
  struct statx raw;
  const int flags = AT_SYMLINK_NOFOLLOW | (*name ? 0 : AT_EMPTY_PATH);
  int result;
  do result = statx(directory, name, flags, STATX_BASIC_STATS | STATX_BTIME, &raw);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  *status = (struct cplatform_status){
      .mode = raw.stx_mode,
      .links = raw.stx_nlink,
      .owner = raw.stx_uid,
      .group = raw.stx_gid,
      .device = makedev(raw.stx_dev_major, raw.stx_dev_minor),
      .inode = raw.stx_ino,
      .size = (int64_t)raw.stx_size,
      .allocated = (int64_t)raw.stx_blocks * 512,
      .accessed = nanoseconds(raw.stx_atime),
      .modified = nanoseconds(raw.stx_mtime),
      .changed = nanoseconds(raw.stx_ctime),
      .born = raw.stx_mask & STATX_BTIME ? nanoseconds(raw.stx_btime) : 0,
  };
  return 0;
}

int cplatform_open_inside(int directory, const char *path, int flags, unsigned mode) {
  if (flags & O_PATH) flags &= O_PATH | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW;
  struct open_how how = {
      .flags = (uint64_t)(unsigned)flags,
      .mode = flags & O_CREAT ? mode : 0,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
  };
  for (int attempt = 0;; attempt++) {
    long result = syscall(SYS_openat2, directory, *path ? path : ".", &how, sizeof how);
    if (result >= 0) return (int)result;
    /* EAGAIN: a rename raced with the walk below the root; the kernel asks for another try. */
    if ((errno == EAGAIN && attempt < 16) || errno == EINTR) continue;
    return -errno;
  }
}

int cplatform_rename_at(int from, const char *name, int to, const char *other, unsigned flags) {
  return renameat2(from, name, to, other, flags) < 0 ? -errno : 0;
}

int cplatform_allocate(int descriptor, int mode, int64_t offset, int64_t length) {
  int result;
  do result = fallocate(descriptor, mode, offset, length);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : 0;
}

static struct timespec time_of(int which, int64_t value) {
  if (which == 0) return (struct timespec){.tv_nsec = UTIME_OMIT};
  if (which == 2) return (struct timespec){.tv_nsec = UTIME_NOW};
  int64_t rest = (value % billion + billion) % billion;
  return (struct timespec){.tv_sec = (value - rest) / billion, .tv_nsec = rest};
}

int cplatform_set_times(int descriptor, int which_accessed, int64_t accessed, int which_modified, int64_t modified) {
  const struct timespec times[2] = {time_of(which_accessed, accessed), time_of(which_modified, modified)};
  return utimensat(descriptor, "", times, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) < 0 ? -errno : 0;
}

int cplatform_set_attribute(int descriptor, const char *name, const void *value, size_t length) {
  return fsetxattr(descriptor, name, value, length, 0) < 0 ? -errno : 0;
}

ssize_t cplatform_get_attribute(int descriptor, const char *name, void *value, size_t room) {
  ssize_t result = fgetxattr(descriptor, name, value, room);
  return result < 0 ? -errno : result;
}

int64_t cplatform_next_hole(int descriptor, int64_t offset) {
  off_t result = lseek(descriptor, offset, SEEK_HOLE);
  return result < 0 ? -errno : result;
}
