#pragma once
/* libfuse 3.14 is the oldest that is supported (Debian 12). The headers are named through their folder, so that
   this needs no pkg-config to compile. */
#define FUSE_USE_VERSION 314
#include <fuse3/fuse_lowlevel.h>
#include <stddef.h>
#include <stdint.h>

/// A session on a device that is mounted already. It takes `operations` by value; the descriptor stays the caller's.
///
/// `fuse_session_new` takes the size of the table, and newer versions make it a macro: hence a function.
struct fuse_session *cfuse_session_new(const struct fuse_lowlevel_ops *operations, void *context, int descriptor);

/// Hands the kernel's FUSE_INIT request to libfuse, which answers it.
///
/// The request was read by whoever mounted. A process that takes over a running mount feeds it the same bytes: then
/// the kernel has its answer already and refuses another (ENOENT), which is swallowed here.
/// Returns 1 where the connection had been set up before, 0 where this was the first answer, -errno on failure.
int cfuse_initialize(struct fuse_session *session, const void *request, size_t length);

/// Asks the kernel to send again what it had sent to a process that is gone (FUSE_NOTIFY_RESEND, kernel 6.9).
/// -errno where the kernel does not know it.
int cfuse_resend(struct fuse_session *session);

/// Makes the kernel ask again for every name it remembers (FUSE_NOTIFY_INC_EPOCH, kernel 6.16). -errno where the
/// kernel does not know it.
int cfuse_increment_epoch(struct fuse_session *session);

/// Whether the kernel's FUSE_INIT request offers to read files past this process, and to map those it cannot.
int cfuse_offers_passthrough(const void *request, size_t length);

/// Has the connection take up that offer. Before `cfuse_initialize`.
void cfuse_want_passthrough(void);

/// Chooses what the connection can do; for libfuse's `init` callback.
void cfuse_choose_features(struct fuse_conn_info *connection);

/// Answers OPEN so that reads go to the backing file with that number, and never come here.
/// -errno where the answer was not taken: then there is no opening either.
int cfuse_reply_open_backed(fuse_req_t request, uint64_t handle, int32_t backing);

/// The kernel's number of the request that this thread received last, the same when it is sent again.
uint64_t cfuse_request_unique(void);

/// Whether the request that this thread received last had been sent to a process that is gone.
int cfuse_request_was_resent(void);
