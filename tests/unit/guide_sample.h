/* SPDX-License-Identifier: Apache-2.0
 *
 * A guide made up for tests, with one item that uses every key of the format.
 */
#ifndef TESTS_GUIDE_SAMPLE_H
#define TESTS_GUIDE_SAMPLE_H

#include "guide/load.h"

extern const char sample_shared[], sample_blocks[], sample_item[];

/* Writes the shared files to a folder of its own and loads the guide. */
struct guide *sample_guide(void);
/* Frees the guide and removes the folder. */
void sample_done(struct guide *g);

/* `text` with its first `find` replaced by `put`. The place of MARK goes to line and column (0
 * without one) and the mark is taken out. Caller frees. */
#define MARK "¦"
char *sample_break(const char *text, const char *find, const char *put, int *line, int *column);

#endif
