#include "CPlatformDisk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/hdreg.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t cplatform_read_uncached(int descriptor, void *buffer, size_t length, int64_t offset) {
  /* RWF_DONTCACHE, which the headers of Linux 6.1 do not have. */
  const int dont_cache = 0x80;
  struct iovec part = {.iov_base = buffer, .iov_len = length};
  ssize_t result;
  do result = preadv2(descriptor, &part, 1, offset, dont_cache);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

int64_t cplatform_cached_pages(int descriptor, int64_t offset, int64_t length) {
  /* The same number on every architecture. */
  const long cachestat = 451;
  struct {
    uint64_t offset, length;
  } range = {(uint64_t)offset, (uint64_t)length};
  struct {
    uint64_t cached, dirty, writeback, evicted, recently_evicted;
  } statistics;
  if (syscall(cachestat, descriptor, &range, &statistics, 0) < 0) return -errno;
  return (int64_t)statistics.cached;
}

int cplatform_resident_pages(int descriptor, int64_t offset, size_t length, unsigned char *pages) {
  void *mapping = mmap(NULL, length, PROT_READ, MAP_SHARED, descriptor, offset);
  if (mapping == MAP_FAILED) return -errno;
  int result = mincore(mapping, length, pages) < 0 ? -errno : 0;
  munmap(mapping, length);
  return result;
}

int cplatform_disk_spins(const char *path) {
  const unsigned char check_power_mode = 0xE5;
  int device = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) return -errno;
  unsigned char registers[4] = {check_power_mode, 0, 0, 0};
  int result = ioctl(device, HDIO_DRIVE_CMD, registers);
  int number = errno;
  close(device);
  if (result < 0) return -number;
  /* The sector count register: standby, standby_y, and at rest behind a flash cache. */
  return registers[2] != 0x00 && registers[2] != 0x01 && registers[2] != 0x40;
}

int cplatform_set_nice(int value) { return setpriority(PRIO_PROCESS, 0, value) < 0 ? -errno : 0; }
