/* SPDX-License-Identifier: Apache-2.0
 *
 * The electronic papers of a case: chosen from a stick or a folder, copied into
 * the store's files, compared with the people list of the form.
 */
#ifndef SCREEN_RECEIVE_H
#define SCREEN_RECEIVE_H

#include "case/casefile.h"
#include "tui/screen.h"

/* Adds to the paper in place; the casefile is borrowed and outlives the screen. A paper that is a
 * file alone is marked good with the first and absent without the last. After changes `keep` is
 * called. Pops when done. */
struct screen *receive_new(struct casefile *c, size_t paper, void (*keep)(void *ctx), void *ctx);
/* Whether a paper comes as a file: 电子文档, 照片. */
bool receive_takes(const struct paper *p);

#endif
