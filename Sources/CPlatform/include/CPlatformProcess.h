#pragma once
#include <sys/types.h>

/* Programs, accounts, mounts and Unix sockets. All return the call's result, or -errno. */

enum {
  /// The program leads a session of its own and outlives the terminal.
  CPLATFORM_SPAWN_SESSION = 1,
  /// The program leads a process group of its own: what the terminal's keys send does not reach it.
  CPLATFORM_SPAWN_GROUP = 2,
};

/// posix_spawn(3) with every signal at its default and unblocked, and /dev/null as standard input.
///
/// `descriptors[i]` becomes descriptor 3 + i of the program; `output`, where it is not negative, its standard output
/// and error. `environment` is added to the caller's, both lists end with a null pointer. The result is the process id.
int cplatform_spawn(const char *path, char *const arguments[], char *const environment[], const int *descriptors,
                    int count, int output, int flags);

/// waitpid(2) that does not wait: 0 while the process runs, else its id, with the exit code or the signal's number in
/// `*code` and whether it was a signal in `*signalled`.
int cplatform_reap(int process, int *code, int *signalled);

/// Becomes the named user for good: supplementary groups, group, user. -ENOENT where there is no such user.
int cplatform_become_user(const char *name);

/// The user and group number of a name; -ENOENT where there is none.
int cplatform_find_user(const char *name, uid_t *user, gid_t *group);

/// The home directory of a user number from the user database.
int cplatform_home_directory(uid_t user, char *path, size_t length);

/// mount(2).
int cplatform_mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data);

/// umount2(2) with UMOUNT_NOFOLLOW; `force` aborts the FUSE connection, `lazy` detaches what is still in use.
int cplatform_unmount(const char *target, int force, int lazy);

/// The MS_* flags of a mount without devices and set-user-id programs, read-only unless `writable`.
unsigned long cplatform_mount_flags(int writable);

/// A listening stream socket `name`, mode 0600, in the directory behind `directory`, which may have a path that is
/// longer than a socket address.
int cplatform_listen(int directory, const char *name);

/// A stream socket connected to `name` in the directory behind `directory`.
int cplatform_connect(int directory, const char *name);

/// accept4(2), close-on-exec.
int cplatform_accept(int socket);

/// Limits how long one send or receive on a socket may take.
int cplatform_set_timeout(int socket, int milliseconds);

/// Release of the running kernel, as uname(2) gives it.
void cplatform_kernel_release(char *text, size_t length);
