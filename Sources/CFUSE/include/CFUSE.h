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
