/* stallfs SOURCE MOUNTPOINT CONTROLFILE
 *
 * Shows the directory SOURCE read-only at MOUNTPOINT and lets a test stop chosen requests, as a disk or a
 * server that went away would. Every line of CONTROLFILE names what stalls, as a path relative to SOURCE:
 *
 *     dir/file            READ of that file
 *     open:dir/file       OPEN of it
 *     stat:dir/file       GETATTR and LOOKUP of it
 *
 * A stalled request waits until its line is gone; everything else passes. Nothing is cached by the kernel, so
 * every access arrives here. Runs in the foreground; SIGTERM, SIGINT or an unmount end it. */
#define FUSE_USE_VERSION 314
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <fuse3/fuse_lowlevel.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { THREADS = 1024, IDLE_THREADS = 64, MAX_BACKGROUND = 4096, POLL_MICROSECONDS = 20000 };

static int source_root = -1;
static const char *control_path;
static struct fuse_session *session;

/* The path below the source directory of a path as libfuse gives it. */
static const char *relative(const char *path) { return path[1] ? path + 1 : "."; }

static int is_listed(const char *prefix, const char *path) {
  FILE *control = fopen(control_path, "re");
  if (!control) return 0;
  size_t prefix_length = strlen(prefix), room = 0;
  char *line = NULL;
  ssize_t length;
  int found = 0;
  while (!found && (length = getline(&line, &room, control)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    found = strncmp(line, prefix, prefix_length) == 0 && strcmp(line + prefix_length, path + 1) == 0;
  }
  free(line);
  fclose(control);
  return found;
}

/* Waits while the control file lists the request; -EIO when the file system is going away meanwhile. */
static int stall(const char *prefix, const char *path) {
  while (is_listed(prefix, path)) {
    if (fuse_session_exited(session)) return -EIO;
    usleep(POLL_MICROSECONDS);
  }
  return 0;
}

static void *stall_init(struct fuse_conn_info *connection, struct fuse_config *config) {
  connection->max_background = MAX_BACKGROUND;
  connection->congestion_threshold = MAX_BACKGROUND;
  config->use_ino = 1;
  config->direct_io = 1;
  config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
  return NULL;
}

static int stall_getattr(const char *path, struct stat *status, struct fuse_file_info *file) {
  (void)file;
  int stalled = stall("stat:", path);
  if (stalled) return stalled;
  return fstatat(source_root, relative(path), status, AT_SYMLINK_NOFOLLOW) < 0 ? -errno : 0;
}

static int stall_readlink(const char *path, char *target, size_t room) {
  ssize_t length = readlinkat(source_root, relative(path), target, room - 1);
  if (length < 0) return -errno;
  target[length] = 0;
  return 0;
}

static int stall_open(const char *path, struct fuse_file_info *file) {
  if ((file->flags & O_ACCMODE) != O_RDONLY) return -EROFS;
  int stalled = stall("open:", path);
  if (stalled) return stalled;
  int descriptor = openat(source_root, relative(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return -errno;
  file->fh = (uint64_t)descriptor;
  return 0;
}

static int stall_read(const char *path, char *bytes, size_t length, off_t offset, struct fuse_file_info *file) {
  int stalled = stall("", path);
  if (stalled) return stalled;
  ssize_t count = pread((int)file->fh, bytes, length, offset);
  return count < 0 ? -errno : (int)count;
}

static int stall_release(const char *path, struct fuse_file_info *file) {
  (void)path;
  close((int)file->fh);
  return 0;
}

static int stall_readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset,
                         struct fuse_file_info *file, enum fuse_readdir_flags flags) {
  (void)offset, (void)file, (void)flags;
  int descriptor = openat(source_root, relative(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return -errno;
  DIR *directory = fdopendir(descriptor);
  if (!directory) {
    close(descriptor);
    return -ENOMEM;
  }
  struct dirent *entry;
  while ((entry = readdir(directory))) {
    struct stat status = {.st_ino = entry->d_ino, .st_mode = (mode_t)DTTOIF(entry->d_type)};
    if (fill(buffer, entry->d_name, &status, 0, 0)) break;
  }
  closedir(directory);
  return 0;
}

static int stall_statfs(const char *path, struct statvfs *status) {
  (void)path;
  return fstatvfs(source_root, status) < 0 ? -errno : 0;
}

static const struct fuse_operations operations = {
    .init = stall_init,
    .getattr = stall_getattr,
    .readlink = stall_readlink,
    .open = stall_open,
    .read = stall_read,
    .release = stall_release,
    .readdir = stall_readdir,
    .statfs = stall_statfs,
};

static void stop(int signal_number) {
  (void)signal_number;
  fuse_session_exit(session);
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: stallfs SOURCE MOUNTPOINT CONTROLFILE\n");
    return 2;
  }
  source_root = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (source_root < 0) {
    perror(arguments[1]);
    return 1;
  }
  control_path = arguments[3];

  char *options = geteuid() == 0 ? "-oro,fsname=stallfs,subtype=stallfs,default_permissions,allow_other"
                                 : "-oro,fsname=stallfs,subtype=stallfs,default_permissions";
  char *list[] = {"stallfs", options, NULL};
  struct fuse_args fuse_arguments = FUSE_ARGS_INIT(2, list);
  struct fuse *fuse = fuse_new(&fuse_arguments, &operations, sizeof operations, NULL);
  if (!fuse) return 1;
  session = fuse_get_session(fuse);
  struct sigaction action = {.sa_handler = stop}; /* no SA_RESTART: the loop's wait has to return */
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  if (fuse_mount(fuse, arguments[2]) != 0) return 1;

  struct fuse_loop_config *loop = fuse_loop_cfg_create();
  fuse_loop_cfg_set_max_threads(loop, THREADS);
  fuse_loop_cfg_set_idle_threads(loop, IDLE_THREADS);
  int result = fuse_loop_mt(fuse, loop);
  fuse_loop_cfg_destroy(loop);
  fuse_unmount(fuse);
  fuse_destroy(fuse);
  return result < 0 ? 1 : 0;
}
