#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* The page cache and disks: system calls that glibc 2.36 has no wrapper for. All return the call's result, or -errno. */

/// preadv2(2) with RWF_DONTCACHE (Linux 6.14): what the read has to fetch does not stay in the page cache.
/// -EOPNOTSUPP where the kernel or the file system does not know it.
ssize_t cplatform_read_uncached(int descriptor, void *buffer, size_t length, int64_t offset);

/// cachestat(2) (Linux 6.5): how many pages of a range are in the page cache.
int64_t cplatform_cached_pages(int descriptor, int64_t offset, int64_t length);

/// mincore(2) on a mapping of a range that is not touched: a byte for each page, bit 0 of which says whether it is in
/// the page cache. Of files that belong to somebody else the kernel says so of all pages.
int cplatform_resident_pages(int descriptor, int64_t offset, size_t length, unsigned char *pages);

/// Whether an ATA disk spins, asked with CHECK POWER MODE, which does not wake it: 1, or 0 in standby.
/// Takes CAP_SYS_ADMIN and CAP_SYS_RAWIO.
int cplatform_disk_spins(const char *path);

/// setpriority(2): the nice value of the calling thread.
int cplatform_set_nice(int value);
