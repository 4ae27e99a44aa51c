/* SPDX-License-Identifier: Apache-2.0
 *
 * The YAML of the guide files as a tree that remembers where everything stands.
 * Only plain data is let in: no anchors, aliases, tags, second documents,
 * duplicate keys, control characters, or text over several lines. Whatever is
 * wrong is added to the faults and reading goes on as long as it makes sense.
 */
#ifndef GUIDE_YAML_H
#define GUIDE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "guide/faults.h"

enum ynode_kind { YNODE_TEXT, YNODE_LIST, YNODE_MAP };

struct ynode {
	enum ynode_kind kind;
	int line, column; /* from 1; column in characters */
	/* Characters between column and the first character of text (1 inside quotes); -1 when
	 * offsets in text do not tell columns (escapes, block text). */
	int inside;
	const char *file;
	const char *text;    /* YNODE_TEXT; "" for an empty value */
	size_t count;	     /* entries of a list or map */
	struct ynode **keys; /* map: YNODE_TEXT, in order of the file */
	struct ynode **values;
};

struct ydoc {
	struct arena arena;
	const char *file;
	const char *text; /* the bytes read, NUL-terminated */
	size_t len;
	struct ynode *root;
};

enum { YAML_FILE_MAX = 1 << 20, YAML_DEPTH_MAX = 24, YAML_TEXT_MAX = 4000 };

/* NULL (with faults) when nothing can be read; a tree may come with faults too. Caller
 * frees with ydoc_free. */
struct ydoc *ydoc_parse(const char *file, const char *text, size_t len, struct faults *f);
struct ydoc *ydoc_read(const char *file, struct faults *f);
void ydoc_free(struct ydoc *d);

const struct ynode *ynode_get(const struct ynode *map, const char *key); /* NULL */
bool ynode_is(const struct ynode *n, const char *word);			 /* false for NULL */

void ynode_fault(struct faults *f, const struct ynode *n, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same at a byte offset inside a text node. */
void ynode_fault_at(struct faults *f, const struct ynode *n, size_t offset, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* A fault for every key that is not among the blank-separated words of `allowed`. False
 * when n is no map (that is a fault too). */
bool ynode_keys(struct faults *f, const struct ynode *n, const char *allowed);

#endif
