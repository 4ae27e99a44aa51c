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

#endif
