#include "CPlatformStorage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

int cplatform_clone_range(int target, int64_t target_offset, int source, int64_t source_offset, int64_t length) {
  struct file_clone_range range = {
      .src_fd = source,
      .src_offset = (uint64_t)source_offset,
      .src_length = (uint64_t)length,
      .dest_offset = (uint64_t)target_offset,
  };
  int result;
  do result = ioctl(target, FICLONERANGE, &range);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : 0;
}

int64_t cplatform_exclusive_bytes(int descriptor) {
  enum { extents_at_once = 128 };
  union {
    struct fiemap map;
    char room[sizeof(struct fiemap) + extents_at_once * sizeof(struct fiemap_extent)];
  } request;
  struct stat status;
  if (fstat(descriptor, &status) < 0) return -errno;
  /* XFS keeps room behind the end of a file that is open for writing, and gives it up when that is closed. */
  const uint64_t end = ((uint64_t)status.st_size + 4095) & ~(uint64_t)4095;
  uint64_t offset = 0, bytes = 0;
  while (offset < end) {
    memset(&request.map, 0, sizeof request.map);
    request.map.fm_start = offset;
    request.map.fm_length = end - offset;
    request.map.fm_extent_count = extents_at_once;
    int result;
    do result = ioctl(descriptor, FS_IOC_FIEMAP, &request.map);
    while (result < 0 && errno == EINTR);
    if (result < 0) return -errno;
    uint32_t count = request.map.fm_mapped_extents;
    if (count == 0) return (int64_t)bytes;
    const struct fiemap_extent *extents = request.map.fm_extents;
    for (uint32_t index = 0; index < count; index++) {
      const struct fiemap_extent *extent = &extents[index];
      if ((extent->fe_flags & FIEMAP_EXTENT_SHARED) || extent->fe_logical >= end) continue;
      uint64_t rest = end - extent->fe_logical;
      bytes += extent->fe_length < rest ? extent->fe_length : rest;
    }
    if (extents[count - 1].fe_flags & FIEMAP_EXTENT_LAST) return (int64_t)bytes;
    uint64_t next = extents[count - 1].fe_logical + extents[count - 1].fe_length;
    if (next <= offset) return -EIO;
    offset = next;
  }
  return (int64_t)bytes;
}

int cplatform_reserve(int descriptor, int64_t offset, int64_t length) {
  int result;
  do result = fallocate(descriptor, FALLOC_FL_KEEP_SIZE, offset, length);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : 0;
}

int cplatform_write_back(int descriptor, int64_t offset, int64_t length, int wait) {
  const unsigned flags = wait ? SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER
                              : SYNC_FILE_RANGE_WRITE;
  return sync_file_range(descriptor, offset, length, flags) < 0 ? -errno : 0;
}

int cplatform_commit_btrfs(int descriptor) {
  __u64 transaction = 0;
  if (ioctl(descriptor, BTRFS_IOC_START_SYNC, &transaction) < 0) return -errno;
  int result;
  do result = ioctl(descriptor, BTRFS_IOC_WAIT_SYNC, &transaction);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : 0;
}
