#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The caller's environment with `added`; of two entries of one name getenv finds the first, so the older one is left
   out. */
static char **merged_environment(char *const added[]) {
  size_t old = 0, new = 0, used = 0;
  while (environ[old]) old++;
  while (added[new]) new++;
  char **merged = calloc(old + new + 1, sizeof *merged);
  if (!merged) return NULL;
  for (size_t i = 0; i < old; i++) {
    int replaced = 0;
    for (size_t j = 0; j < new && !replaced; j++) {
      size_t name = strcspn(added[j], "=") + 1;
      replaced = strncmp(environ[i], added[j], name) == 0;
    }
    if (!replaced) merged[used++] = environ[i];
  }
  for (size_t j = 0; j < new; j++) merged[used++] = added[j];
  return merged;
}

int cplatform_spawn(const char *path, char *const arguments[], char *const environment[], const int *descriptors,
                    int count, int output, int flags) {
  enum { first = 3, most = 8 };
  int copies[most], result = 0, made = 0;
  pid_t process = -1;
  if (count > most) return -EINVAL;
  char **variables = merged_environment(environment);
  if (!variables) return -ENOMEM;

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);

  /* First, because the descriptor may have one of the numbers that are given out below. */
  if (output >= 0) {
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  }

  /* Copies above every target: a dup2 to 3 must not close what is to become 4. */
  for (; made < count; made++) {
    copies[made] = fcntl(descriptors[made], F_DUPFD_CLOEXEC, first + most);
    if (copies[made] < 0) {
      result = errno;
      goto done;
    }
    posix_spawn_file_actions_adddup2(&actions, copies[made], first + made);
  }
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  /* Libraries open some without close-on-exec, and other threads may be about to set it. */
  posix_spawn_file_actions_addclosefrom_np(&actions, first + count);

  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  short kinds = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
  if (flags & CPLATFORM_SPAWN_SESSION) kinds |= POSIX_SPAWN_SETSID;
  if (flags & CPLATFORM_SPAWN_GROUP) kinds |= POSIX_SPAWN_SETPGROUP;
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, kinds);

  result = posix_spawn(&process, path, &actions, &attributes, arguments, variables);
done:
  for (int i = 0; i < made; i++) close(copies[i]);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  free(variables);
  return result ? -result : process;
}

int cplatform_reap(int process, int *code, int *signalled) {
  int status;
  pid_t result;
  do result = waitpid(process, &status, WNOHANG);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  if (result == 0) return 0;
  *signalled = WIFSIGNALED(status) != 0;
  *code = *signalled ? WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

int cplatform_find_user(const char *name, uid_t *user, gid_t *group) {
  struct passwd entry, *found = NULL;
  char room[16384];
  int result = getpwnam_r(name, &entry, room, sizeof room, &found);
  if (result) return -result;
  if (!found) return -ENOENT;
  *user = found->pw_uid;
  *group = found->pw_gid;
  return 0;
}

int cplatform_become_user(const char *name) {
  uid_t user;
  gid_t group;
  int result = cplatform_find_user(name, &user, &group);
  if (result) return result;
  if (initgroups(name, group) < 0 || setresgid(group, group, group) < 0 || setresuid(user, user, user) < 0)
    return -errno;
  return 0;
}

int cplatform_home_directory(uid_t user, char *path, size_t length) {
  struct passwd entry, *found = NULL;
  char room[16384];
  int result = getpwuid_r(user, &entry, room, sizeof room, &found);
  if (result) return -result;
  if (!found || strlen(found->pw_dir) >= length) return -ENOENT;
  strcpy(path, found->pw_dir);
  return 0;
}

int cplatform_mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data) {
  return mount(source, target, type, flags, data) < 0 ? -errno : 0;
}

int cplatform_unmount(const char *target, int force, int lazy) {
  int flags = UMOUNT_NOFOLLOW | (force ? MNT_FORCE : 0) | (lazy ? MNT_DETACH : 0);
  return umount2(target, flags) < 0 ? -errno : 0;
}

unsigned long cplatform_mount_flags(int writable) { return MS_NOSUID | MS_NODEV | (writable ? 0 : MS_RDONLY); }

static int socket_address(struct sockaddr_un *address, int directory, const char *name) {
  address->sun_family = AF_UNIX;
  int length = snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", directory, name);
  return length < (int)sizeof address->sun_path ? 0 : -ENAMETOOLONG;
}

int cplatform_listen(int directory, const char *name) {
  struct sockaddr_un address;
  int result = socket_address(&address, directory, name);
  if (result) return result;
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return -errno;
  /* bind(2) gives the file the mode of the socket: there is no moment at which others could connect. */
  if (fchmod(listener, 0600) < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 ||
      listen(listener, 16) < 0) {
    result = -errno;
    close(listener);
    return result;
  }
  return listener;
}

int cplatform_connect(int directory, const char *name) {
  struct sockaddr_un address;
  int result = socket_address(&address, directory, name);
  if (result) return result;
  /* Non-blocking: a full backlog is EAGAIN at once, where a blocking connect would wait for a service that hangs. */
  int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (client < 0) return -errno;
  if (connect(client, (struct sockaddr *)&address, sizeof address) < 0 || fcntl(client, F_SETFL, 0) < 0) {
    result = -errno;
    close(client);
    return result;
  }
  return client;
}

int cplatform_accept(int socket) {
  int result;
  do result = accept4(socket, NULL, NULL, SOCK_CLOEXEC);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

int cplatform_set_timeout(int socket, int milliseconds) {
  struct timeval limit = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
  if (setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) < 0 ||
      setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) < 0)
    return -errno;
  return 0;
}

void cplatform_kernel_release(char *text, size_t length) {
  struct utsname names;
  snprintf(text, length, "%s", uname(&names) < 0 ? "" : names.release);
}
