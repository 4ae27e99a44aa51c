/* SPDX-License-Identifier: Apache-2.0
 *
 * The write lock of a store: a file of its own beside it. Whoever writes,
 * checkpoints, recovers or migrates holds it, so SQLite never has to answer
 * "busy", and waiting is first come, first served: a turnstile byte is taken
 * before the lock byte, so that nobody who lets go can slip in again before one
 * who already waits. The kernel drops both when a process dies.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct lock;

/* Makes the file (0600) when it is not there. NULL with e on a read-only disk and the like. */
struct lock *lock_open(const char *path, struct err *e);
void lock_close(struct lock *l);

/* A mark by a number from 0, as long as the handle or the process lives; any number at once. False
 * when another handle's stands there. */
bool lock_mark(struct lock *l, int64_t number);
void lock_unmark(struct lock *l, int64_t number);

/* Waits at most timeout_ms; then a message in words, nothing held. Not recursive. */
bool lock_take(struct lock *l, int timeout_ms, struct err *e);
void lock_release(struct lock *l);

#endif
