/* SPDX-License-Identifier: Apache-2.0
 *
 * Worked cases as text, written from the guides themselves and not from forms/:
 * tests/guide/GUIDE.cases, to be read beside the guide.
 *
 *   defaults
 *     on 2026-11-26
 *   fs-001 灵活就业人员                    # 001:118-120
 *     answer 参保身份=灵活就业人员
 *     required 本人身份证
 *
 * A case opens with the item's id at the line's start, or with several joined by
 * commas that fare alike; its lines are indented and hold a key and the rest. "#"
 * opens a remark. The lines of `defaults` come before those of every case.
 */
#ifndef TEST_CASE_FILE_H
#define TEST_CASE_FILE_H

#include <stddef.h>

#include "base/arena.h"

struct case_line {
	int line;
	const char *key, *rest; /* rest "" when there is none */
};
struct worked_case {
	const char *file;
	int line;
	const char *item, *title;
	size_t n_lines; /* the defaults first */
	const struct case_line **lines;
};
struct case_file {
	struct arena arena;
	size_t count;
	struct worked_case *cases;
};

/* Ends the test with a message when the file cannot be read or has a line of no case. */
void case_file_read(struct case_file *f, const char *path);
void case_file_done(struct case_file *f);

#endif
