/*
 * Preloaded into a process, writes down in $RECORD_LOG what it does to files whose path begins with $RECORD_PATH:
 *   W <path> <offset> <length>\n<bytes>   a write        S <path>\n           a sync
 *   T <path> <length>\n                   a truncation   U <path>\n           a removal
 * and each line "ACK n" that it writes anywhere as
 *   A <n>\n
 * in the order in which they happened. SQLite's shared memory (-shm) is left out: it does not outlive the machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_PATH 1024

typedef ssize_t write_call(int, const void *, size_t);

static write_call *real_write;
static const char *recorded;
static int journal = -1;
static int is_started;

static void start(void) {
  if (is_started) return;
  is_started = 1;
  real_write = (write_call *)dlsym(RTLD_NEXT, "write");
  recorded = getenv("RECORD_PATH");
  const char *path = getenv("RECORD_LOG");
  if (recorded && path) journal = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
}

static int is_recorded(const char *path) {
  return journal >= 0 && strncmp(path, recorded, strlen(recorded)) == 0 && !strstr(path, "-shm");
}

/* The path of an open file if it is recorded, else NULL. */
static const char *path_of(int file, char *path) {
  start();
  if (journal < 0 || file == journal) return NULL;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, MOST_PATH - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  return is_recorded(path) ? path : NULL;
}

/* One entry, head and body in one write, so that threads cannot mix them. */
static void put(const char *head, const void *body, size_t length) {
  size_t head_length = strlen(head);
  char *entry = malloc(head_length + length);
  if (!entry) abort();
  memcpy(entry, head, head_length);
  if (length) memcpy(entry + head_length, body, length);
  if (real_write(journal, entry, head_length + length) < 0) abort();
  free(entry);
}

static ssize_t record_write(const char *path, const void *bytes, ssize_t written, long long offset) {
  if (path && written > 0) {
    char head[MOST_PATH + 64];
    snprintf(head, sizeof head, "W %s %lld %zd\n", path, offset, written);
    put(head, bytes, (size_t)written);
  }
  return written;
}

static int record_call(char kind, const char *path, int result, long long length) {
  if (path && result == 0) {
    char head[MOST_PATH + 64];
    if (kind == 'T') snprintf(head, sizeof head, "T %s %lld\n", path, length);
    else snprintf(head, sizeof head, "%c %s\n", kind, path);
    put(head, NULL, 0);
  }
  return result;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  char path[MOST_PATH];
  return record_write(path_of(file, path), bytes, real(file, bytes, length, offset), offset);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  return pwrite64(file, bytes, length, offset);
}

ssize_t write(int file, const void *bytes, size_t length) {
  start();
  if (journal >= 0 && length > 4 && length < 64 && memcmp(bytes, "ACK ", 4) == 0) {
    char head[80];
    snprintf(head, sizeof head, "A %.*s", (int)length - 4, (const char *)bytes + 4);
    put(head, NULL, 0);
  }
  return real_write(file, bytes, length);
}

int fsync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  char path[MOST_PATH];
  return record_call('S', path_of(file, path), real(file), 0);
}

int fdatasync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  char path[MOST_PATH];
  return record_call('S', path_of(file, path), real(file), 0);
}

int ftruncate64(int file, off64_t length) {
  int (*real)(int, off64_t) = dlsym(RTLD_NEXT, "ftruncate64");
  char path[MOST_PATH];
  return record_call('T', path_of(file, path), real(file, length), length);
}

int ftruncate(int file, off_t length) {
  return ftruncate64(file, length);
}

int unlink(const char *path) {
  int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
  start();
  return record_call('U', is_recorded(path) ? path : NULL, real(path), 0);
}
