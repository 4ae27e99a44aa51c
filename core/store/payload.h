/* SPDX-License-Identifier: Apache-2.0
 *
 * The JSON of payloads, written and read. Only what payloads hold: objects,
 * arrays, strings, whole numbers, true, false, null. A payload is read on every
 * commit, so it is parsed in place in one arena, some ten times as fast as by a
 * general library. Private to the wing.
 */
#ifndef STORE_PAYLOAD_H
#define STORE_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

enum payload_type {
	PAYLOAD_NULL,
	PAYLOAD_FALSE,
	PAYLOAD_TRUE,
	PAYLOAD_INT,
	PAYLOAD_TEXT,
	PAYLOAD_ARRAY,
	PAYLOAD_OBJECT
};
struct payload {
	enum payload_type type;
	const char *name; /* as a member of an object */
	union {
		const char *text;
		int64_t number;
		struct {
			struct payload *first;
			size_t count;
		};
	};
	struct payload *next; /* in the object or array */
};

/* NULL when it is not JSON of that kind. Everything lives in the arena. */
const struct payload *payload_parse(const char *bytes, size_t len, struct arena *a);
/* NULL when there is no such member. */
const struct payload *payload_member(const struct payload *object, const char *name);
/* NULL, 0 and DATE_NONE when absent or of another type. */
const char *payload_text(const struct payload *object, const char *name);
int64_t payload_int(const struct payload *object, const char *name);
date_day payload_day(const struct payload *object, const char *name);

/* Members in the order they are put; a NULL text and DATE_NONE are left out. */
void payload_open(struct str *out);
void payload_close(struct str *out);
void payload_put_name(struct str *out, const char *name);
void payload_put(struct str *out, const char *name, const char *value);
void payload_put_int(struct str *out, const char *name, int64_t value);
void payload_put_day(struct str *out, const char *name, date_day value);

#endif
