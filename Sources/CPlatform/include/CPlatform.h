#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "CPlatformDisk.h"
#include "CPlatformEntries.h"
#include "CPlatformProcess.h"
#include "CPlatformStorage.h"

/* System calls that glibc 2.36 has no wrapper for, or only a variadic one that Swift cannot call.
   All return the call's result, or -errno. */

/// openat2(2) with RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS: nothing outside `directory` is ever opened,
/// also not through an absolute or upward symbolic link.
int cplatform_open_beneath(int directory, const char *path, int flags);

/// ioprio_set(2) for the calling thread: the idle class, below everything else that reads the disk, or what follows
/// from its nice value.
int cplatform_set_io_priority(int idle);

/// ioctl(2) with one pointer argument.
int cplatform_ioctl(int descriptor, unsigned long request, void *argument);

/// Sends `length` bytes and, where `descriptor` is not negative, that descriptor as SCM_RIGHTS.
ssize_t cplatform_send(int socket, const void *bytes, size_t length, int descriptor);

/// Receives up to `length` bytes; `*descriptor` is the descriptor that came with them (close-on-exec), or -1.
ssize_t cplatform_receive(int socket, void *bytes, size_t length, int *descriptor);

/// Blocks the signals a service handles itself (INT, TERM, HUP, CHLD) in the calling thread and in all it starts.
int cplatform_block_service_signals(void);

/// A close-on-exec, non-blocking signalfd for the signals above.
int cplatform_service_signal_descriptor(void);

/// The number of the next signal waiting in a signalfd, or -errno.
int cplatform_next_signal(int descriptor);

/// Names the calling thread; the kernel keeps 15 bytes.
void cplatform_set_thread_name(const char *name);

/// statfs(2), whose structure and function share one name: type, block size, blocks, free and available blocks.
int cplatform_statfs(const char *path, uint64_t values[5]);

/// fstatfs(2): type and f_fsid, its two halves put together. Also for descriptors opened with O_PATH.
int cplatform_fstatfs(int descriptor, uint64_t values[2]);

/// Whether the mounts listed by this open /proc/self/mountinfo changed since it was opened or last asked.
int cplatform_mounts_changed(int mountinfo);

/// A connected SOCK_SEQPACKET pair, both ends close-on-exec.
int cplatform_socket_pair(int pair[2]);

/// pipe2(2) with O_CLOEXEC.
int cplatform_pipe(int pair[2]);

/// The system's words for an error number, in `text`.
void cplatform_error_text(int number, char *text, size_t length);

/// malloc_trim(3): gives the system back what is free in the heap.
void cplatform_release_free_memory(void);

/// mallopt(3): large blocks are mapped one by one, so that each goes back to the system when it is freed, and the free end
/// of a heap goes back too. Left alone, malloc raises both limits to 32 MiB and more once large blocks were freed.
void cplatform_keep_heap_small(void);

/// Lets this process open as many files as it may at most (RLIMIT_NOFILE).
void cplatform_raise_descriptor_limit(void);

/// memfd_create(2), close-on-exec, of that size: memory that processes share by its descriptor.
int cplatform_memory_file(const char *name, int64_t size);

/// Registers an open regular file with a FUSE connection, to be read past the process that serves it
/// (FUSE_DEV_IOC_BACKING_OPEN, Linux 6.9). The connection's number for it, above 0.
int cplatform_backing_open(int connection, int file);

/// Gives up such a number (FUSE_DEV_IOC_BACKING_CLOSE); who has the file open reads on.
int cplatform_backing_close(int connection, int number);

/// The number of the mount an open file was reached through (statx(2)): not used again from Linux 6.8 on; 0 where the
/// kernel does not tell.
int cplatform_mount_of(int descriptor, uint64_t *number);
