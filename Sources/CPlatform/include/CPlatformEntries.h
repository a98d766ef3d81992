#pragma once
#include <stdint.h>
#include <sys/types.h>

/* Entries of directories by raw names, and what may be done with a file without following a link. All return the call's
   result, or -errno. */

/// What statx(2) says of a file. Times are nanoseconds since 1970.
struct cplatform_status {
  uint32_t mode, links, owner, group;
  uint64_t device, inode;
  int64_t size, allocated, accessed, modified, changed;
  /// When it was made; 0 where the file system does not know.
  int64_t born;
};

/// statx(2) of the entry `name` of a directory, or of the descriptor itself where `name` is empty. Links are not
/// followed.
int cplatform_status_at(int directory, const char *name, struct cplatform_status *status);

/// openat2(2) that neither leaves `directory` nor follows any link; `mode` is for files it makes.
int cplatform_open_inside(int directory, const char *path, int flags, unsigned mode);

/// renameat2(2) with RENAME_NOREPLACE (1) and RENAME_EXCHANGE (2) in `flags`.
int cplatform_rename_at(int from, const char *name, int to, const char *other, unsigned flags);

/// fallocate(2) with any mode.
int cplatform_allocate(int descriptor, int mode, int64_t offset, int64_t length);

/// utimensat(2) of an open file, also one that is open by O_PATH. A time is nanoseconds since 1970; `which` says what is
/// done with it: 0 leaves it as it is, 1 sets it, 2 sets the clock's.
int cplatform_set_times(int descriptor, int which_accessed, int64_t accessed, int which_modified, int64_t modified);

/// fsetxattr(2).
int cplatform_set_attribute(int descriptor, const char *name, const void *value, size_t length);

/// fgetxattr(2): the length of the value.
ssize_t cplatform_get_attribute(int descriptor, const char *name, void *value, size_t room);

/// lseek(2) with SEEK_HOLE: where the next hole is from `offset` on. The file's position moves.
int64_t cplatform_next_hole(int descriptor, int64_t offset);
