#pragma once
#include <stdint.h>

/* Extents, space and writing back: ioctls and system calls that Swift cannot call. All return the call's result, or
   -errno. */

/// ioctl_ficlonerange(2): makes `length` bytes of `target` at `target_offset` share the blocks of `source`.
int cplatform_clone_range(int target, int64_t target_offset, int source, int64_t source_offset, int64_t length);

/// FS_IOC_FIEMAP over the whole file: bytes in extents that no other file shares.
int64_t cplatform_exclusive_bytes(int descriptor);

/// fallocate(2) with FALLOC_FL_KEEP_SIZE: space for `length` bytes from `offset` on.
int cplatform_reserve(int descriptor, int64_t offset, int64_t length);

/// sync_file_range(2): starts writing the range's dirty pages to the disk; with `wait`, until they are written.
int cplatform_write_back(int descriptor, int64_t offset, int64_t length, int wait);

/// BTRFS_IOC_START_SYNC and BTRFS_IOC_WAIT_SYNC: commits the running transaction, without writing files back first.
int cplatform_commit_btrfs(int descriptor);
