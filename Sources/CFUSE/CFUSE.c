#include "CFUSE.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* The first fields of struct fuse_in_header and struct fuse_out_header (linux/fuse.h), which libfuse keeps private. */
struct in_head {
  uint32_t length, opcode;
  uint64_t unique;
};
struct out_head {
  uint32_t length;
  int32_t error;
  uint64_t unique;
};

enum { opcode_init = 26, notify_resend = 7, notify_increment_epoch = 8 };

/* One session a process. These callbacks run below Swift code and are plain C, because libfuse may call them from
   a thread it cancels. */
static _Atomic uint64_t init_unique;
static _Atomic int init_result;

static ssize_t receive(int descriptor, void *buffer, size_t length, void *context) {
  (void)context;
  return read(descriptor, buffer, length);
}

static ssize_t answer(int descriptor, struct iovec *parts, int count, void *context) {
  (void)context;
  const struct out_head *head = parts[0].iov_base;
  ssize_t result = writev(descriptor, parts, count);
  uint64_t unique = atomic_load_explicit(&init_unique, memory_order_relaxed);
  if (unique && head->unique == unique) {
    atomic_store(&init_unique, 0);
    if (result < 0 && errno == ENOENT) {
      atomic_store(&init_result, 1);
      size_t total = 0;
      for (int i = 0; i < count; i++) total += parts[i].iov_len;
      return (ssize_t)total;
    }
    atomic_store(&init_result, result < 0 ? -errno : head->error);
  }
  return result;
}

struct fuse_session *cfuse_session_new(const struct fuse_lowlevel_ops *operations, void *context, int descriptor) {
  char *arguments[] = {(char *)"vitrine", NULL};
  struct fuse_args options = FUSE_ARGS_INIT(1, arguments);
  struct fuse_session *session = fuse_session_new(&options, operations, sizeof *operations, context);
  if (!session) return NULL;
  const struct fuse_custom_io io = {.read = receive, .writev = answer};
  if (fuse_session_custom_io(session, &io, descriptor) != 0) {
    fuse_session_destroy(session);
    return NULL;
  }
  return session;
}

int cfuse_initialize(struct fuse_session *session, const void *request, size_t length) {
  const struct in_head *head = request;
  if (length < sizeof *head || head->opcode != opcode_init) return -EPROTO;
  struct fuse_buf buffer = {.mem = malloc(length), .size = length};
  if (!buffer.mem) return -ENOMEM;
  memcpy(buffer.mem, request, length);
  atomic_store(&init_result, -EPROTO);
  atomic_store(&init_unique, head->unique);
  fuse_session_process_buf(session, &buffer);
  free(buffer.mem);
  return atomic_load(&init_result);
}

/* A notification without a body, which this version of libfuse has no call for. */
static int notify(struct fuse_session *session, int code) {
  struct out_head head = {.length = sizeof head, .error = code, .unique = 0};
  return write(fuse_session_fd(session), &head, sizeof head) < 0 ? -errno : 0;
}

int cfuse_resend(struct fuse_session *session) { return notify(session, notify_resend); }

int cfuse_increment_epoch(struct fuse_session *session) { return notify(session, notify_increment_epoch); }
