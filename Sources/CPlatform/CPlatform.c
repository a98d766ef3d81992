#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int cplatform_open_beneath(int directory, const char *path, int flags) {
  /* Unlike open(2), openat2 refuses flags that mean nothing together with O_PATH. */
  if (flags & O_PATH) flags &= O_PATH | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW;
  struct open_how how = {
      .flags = (uint64_t)(unsigned)flags,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
  };
  for (int attempt = 0;; attempt++) {
    long result = syscall(SYS_openat2, directory, path, &how, sizeof how);
    if (result >= 0) return (int)result;
    /* EAGAIN: a rename raced with the walk below the root; the kernel asks for another try. */
    if ((errno == EAGAIN && attempt < 16) || errno == EINTR) continue;
    return -errno;
  }
}

int cplatform_set_io_priority(int idle) {
  const int class_none = 0, class_idle = 3, class_shift = 13, who_process = 1;
  const int priority = (idle ? class_idle : class_none) << class_shift;
  return syscall(SYS_ioprio_set, who_process, 0, priority) < 0 ? -errno : 0;
}

int cplatform_ioctl(int descriptor, unsigned long request, void *argument) {
  int result = ioctl(descriptor, request, argument);
  return result < 0 ? -errno : result;
}

ssize_t cplatform_send(int socket, const void *bytes, size_t length, int descriptor) {
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = length};
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (descriptor >= 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = sizeof control.room;
    struct cmsghdr *entry = CMSG_FIRSTHDR(&message);
    entry->cmsg_level = SOL_SOCKET;
    entry->cmsg_type = SCM_RIGHTS;
    entry->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(entry), &descriptor, sizeof descriptor);
  }
  ssize_t result;
  do result = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

ssize_t cplatform_receive(int socket, void *bytes, size_t length, int *descriptor) {
  struct iovec part = {.iov_base = bytes, .iov_len = length};
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  /* CMSG_SPACE may have room for a second descriptor, which nobody would close. */
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_LEN(sizeof(int))};
  ssize_t result;
  *descriptor = -1;
  do result = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  for (struct cmsghdr *entry = CMSG_FIRSTHDR(&message); entry; entry = CMSG_NXTHDR(&message, entry))
    if (entry->cmsg_level == SOL_SOCKET && entry->cmsg_type == SCM_RIGHTS)
      memcpy(descriptor, CMSG_DATA(entry), sizeof *descriptor);
  return result;
}

static void service_signals(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGHUP);
  sigaddset(set, SIGCHLD);
}

int cplatform_block_service_signals(void) {
  sigset_t set;
  service_signals(&set);
  return -pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int cplatform_service_signal_descriptor(void) {
  sigset_t set;
  service_signals(&set);
  int result = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return result < 0 ? -errno : result;
}

int cplatform_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  ssize_t result = read(descriptor, &info, sizeof info);
  if (result < 0) return -errno;
  return result == sizeof info ? (int)info.ssi_signo : -EIO;
}

void cplatform_set_thread_name(const char *name) {
  char kept[16];
  strncpy(kept, name, sizeof kept - 1);
  kept[sizeof kept - 1] = 0;
  pthread_setname_np(pthread_self(), kept);
}

int cplatform_statfs(const char *path, uint64_t values[5]) {
  struct statfs status;
  int result;
  do result = statfs(path, &status);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  values[0] = (uint32_t)status.f_type;
  values[1] = (uint64_t)status.f_bsize;
  values[2] = status.f_blocks;
  values[3] = status.f_bfree;
  values[4] = status.f_bavail;
  return 0;
}

int cplatform_fstatfs(int descriptor, uint64_t values[2]) {
  struct statfs status;
  int result;
  do result = fstatfs(descriptor, &status);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  uint32_t halves[2];
  _Static_assert(sizeof halves == sizeof status.f_fsid, "f_fsid is two 32-bit numbers");
  memcpy(halves, &status.f_fsid, sizeof halves);
  values[0] = (uint32_t)status.f_type;
  values[1] = (uint64_t)halves[1] << 32 | halves[0];
  return 0;
}

int cplatform_mounts_changed(int mountinfo) {
  struct pollfd item = {.fd = mountinfo, .events = POLLPRI};
  return poll(&item, 1, 0) > 0 && (item.revents & (POLLPRI | POLLERR)) != 0;
}

int cplatform_socket_pair(int pair[2]) {
  return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0 ? -errno : 0;
}

int cplatform_pipe(int pair[2]) { return pipe2(pair, O_CLOEXEC) < 0 ? -errno : 0; }

void cplatform_error_text(int number, char *text, size_t length) {
  /* The GNU strerror_r, which may ignore the buffer it is given. */
  snprintf(text, length, "%s", strerror_r(number, text, length));
}

void cplatform_release_free_memory(void) { malloc_trim(0); }

void cplatform_keep_heap_small(void) {
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  mallopt(M_TRIM_THRESHOLD, 128 * 1024);
}

void cplatform_raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int cplatform_memory_file(const char *name, int64_t size) {
  int descriptor = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return -errno;
  /* Whoever shares it cannot take it away from under the others. */
  if (ftruncate(descriptor, size) == 0 &&
      fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    return descriptor;
  int number = errno;
  close(descriptor);
  return -number;
}

/* As in linux/fuse.h, which Linux 6.1 has without them. */
struct backing_map {
  int32_t file;
  uint32_t flags;
  uint64_t padding;
};
#define BACKING_OPEN _IOW(229, 1, struct backing_map)
#define BACKING_CLOSE _IOW(229, 2, uint32_t)

int cplatform_backing_open(int connection, int file) {
  /* The kernel opens the file anew, with the rights of this process. */
  int flags = fcntl(file, F_GETFL);
  if (flags < 0) return -errno;
  if ((flags & O_ACCMODE) == O_WRONLY || (flags & O_PATH)) return -EACCES;
  struct backing_map map = {.file = file};
  return cplatform_ioctl(connection, BACKING_OPEN, &map);
}

int cplatform_backing_close(int connection, int number) {
  uint32_t value = (uint32_t)number;
  return cplatform_ioctl(connection, BACKING_CLOSE, &value);
}

int cplatform_mount_of(int descriptor, uint64_t *number) {
  /* STATX_MNT_ID_UNIQUE (Linux 6.8): a number that is not used again; STATX_MNT_ID where that is not known. */
  const unsigned unique = 0x4000, reusable = 0x1000;
  struct statx status;
  if (statx(descriptor, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, unique | reusable, &status) < 0) return -errno;
  *number = status.stx_mask & (unique | reusable) ? status.stx_mnt_id : 0;
  return 0;
}
