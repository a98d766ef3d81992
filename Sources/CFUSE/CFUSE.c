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

/* What follows the head of FUSE_INIT, and of its answer, as far as it is looked at here. */
struct init_in {
  uint32_t major, minor, max_readahead, flags, flags2;
};
struct init_out {
  uint32_t major, minor, max_readahead, flags;
  uint16_t max_background, congestion_threshold;
  uint32_t max_write, time_granularity;
  uint16_t max_pages, map_alignment;
  uint32_t flags2, max_stack_depth;
};

enum { opcode_setxattr = 21, opcode_init = 26, notify_resend = 7, notify_increment_epoch = 8 };
/* FUSE_INIT_EXT; then, in the second word of flags, FUSE_DIRECT_IO_ALLOW_MMAP and FUSE_PASSTHROUGH. */
static const uint32_t has_flags2 = 1u << 30, allows_direct_mmap = 1u << 4, passes_through = 1u << 5;
/* FUSE_UNIQUE_RESEND: the request was sent before, to somebody who is gone. */
static const uint64_t was_sent_before = 1ull << 63;

/* One session a process. These callbacks run below Swift code and are plain C, because libfuse may call them from
   a thread it cancels. */
static _Atomic uint64_t init_unique;
static _Atomic int init_result;
static _Atomic int wants_passthrough;
static _Thread_local uint64_t received_unique;

/* The size of struct fuse_in_header; what the request asks for follows it. */
enum { in_head_length = 40 };

static ssize_t receive(int descriptor, void *buffer, size_t length, void *context) {
  (void)context;
  ssize_t result = read(descriptor, buffer, length);
  if (result < (ssize_t)sizeof(struct in_head)) return result;
  const struct in_head *head = buffer;
  received_unique = head->unique;
  /* libfuse 3.14.0 takes the name from 8 bytes too far, and looks for its end in whatever is there. No attribute can be
     set, so its name is not needed: it is made an empty one wherever it is looked for. */
  enum { room = 64 };
  if (head->opcode == opcode_setxattr && length >= in_head_length + room)
    memset((char *)buffer + in_head_length + 8, 0, room - 8);
  return result;
}

uint64_t cfuse_request_unique(void) { return received_unique & ~was_sent_before; }

int cfuse_request_was_resent(void) { return (received_unique & was_sent_before) != 0; }

/* libfuse learned of passthrough in 3.17. Before, its answer to FUSE_INIT is completed on the way out. */
#if FUSE_VERSION >= FUSE_MAKE_VERSION(3, 17)
static void complete_init_answer(struct iovec *parts, int count) {
  (void)parts;
  (void)count;
}
#else
static void complete_init_answer(struct iovec *parts, int count) {
  if (!atomic_load(&wants_passthrough) || count < 2 || parts[1].iov_len < sizeof(struct init_out)) return;
  struct init_out *reply = parts[1].iov_base;
  reply->flags |= has_flags2;
  reply->flags2 |= passes_through | allows_direct_mmap;
  /* Files of ordinary file systems; not those of one that lies on another, so that another may lie on this one. */
  reply->max_stack_depth = 1;
}
#endif

static ssize_t answer(int descriptor, struct iovec *parts, int count, void *context) {
  (void)context;
  const struct out_head *head = parts[0].iov_base;
  uint64_t unique = atomic_load_explicit(&init_unique, memory_order_relaxed);
  int is_init = unique && head->unique == unique;
  if (is_init && head->error == 0) complete_init_answer(parts, count);
  ssize_t result = writev(descriptor, parts, count);
  if (is_init) {
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

int cfuse_offers_passthrough(const void *request, size_t length) {
  const struct in_head *head = request;
  if (length < in_head_length + sizeof(struct init_in) || head->opcode != opcode_init) return 0;
  struct init_in offer;
  memcpy(&offer, (const char *)request + in_head_length, sizeof offer);
  return (offer.flags & has_flags2) && (offer.flags2 & passes_through) && (offer.flags2 & allows_direct_mmap);
}

void cfuse_want_passthrough(void) { atomic_store(&wants_passthrough, 1); }

void cfuse_choose_features(struct fuse_conn_info *connection) {
#if FUSE_VERSION >= FUSE_MAKE_VERSION(3, 17)
#define WANT(feature) fuse_set_feature_flag(connection, feature)
#define REFUSE(feature) fuse_unset_feature_flag(connection, feature)
  if (atomic_load(&wants_passthrough)) {
    WANT(FUSE_CAP_PASSTHROUGH);
    WANT(FUSE_CAP_DIRECT_IO_ALLOW_MMAP);
    connection->max_backing_stack_depth = FUSE_BACKING_STACKED_UNDER;
  }
#else
#define WANT(feature) connection->want |= (feature) & connection->capable
#define REFUSE(feature) connection->want &= ~(unsigned)(feature)
#endif
  /* READDIRPLUS always: a listing brings the attributes along, and the kernel's own judgement of when that pays
     turned 20,000 entries into 20,000 LOOKUPs. */
  WANT(FUSE_CAP_READDIRPLUS);
  WANT(FUSE_CAP_PARALLEL_DIROPS);
  WANT(FUSE_CAP_ASYNC_READ);
  WANT(FUSE_CAP_EXPORT_SUPPORT);
  /* AUTO_INVAL_DATA: content never changes under a node id. SPLICE: no faster than one copy, and it fails at 1 MiB. */
  REFUSE(FUSE_CAP_READDIRPLUS_AUTO);
  REFUSE(FUSE_CAP_AUTO_INVAL_DATA);
  REFUSE(FUSE_CAP_SPLICE_READ);
  REFUSE(FUSE_CAP_SPLICE_WRITE);
  REFUSE(FUSE_CAP_SPLICE_MOVE);
#undef WANT
#undef REFUSE
}

int cfuse_reply_open_backed(fuse_req_t request, uint64_t handle, int32_t backing) {
#if FUSE_VERSION >= FUSE_MAKE_VERSION(3, 17)
  struct fuse_file_info information = {.fh = handle, .backing_id = backing};
  return fuse_reply_open(request, &information);
#else
  /* struct fuse_open_out with FOPEN_PASSTHROUGH, for which fuse_reply_open has no place. */
  const struct {
    uint64_t handle;
    uint32_t flags;
    int32_t backing;
  } answer = {handle, 1u << 7, backing};
  return fuse_reply_buf(request, (const char *)&answer, sizeof answer);
#endif
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
