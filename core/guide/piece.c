/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/piece.h"

#include <stdlib.h>

#include "base/mem.h"

const char *const piece_ids[PIECES] = {"shared", "blocks", "site_guide", "site_item"};

struct piece {
	size_t held;
	char *text;
};

struct piece *piece_new(const char *text, size_t len)
{
	struct piece *p = xcalloc(1, sizeof(*p));

	p->held = 1;
	p->text = xstrndup(text, len);
	return p;
}

struct piece *piece_hold(struct piece *p)
{
	if (p)
		p->held++;
	return p;
}

void piece_drop(struct piece *p)
{
	if (!p || --p->held > 0)
		return;
	free(p->text);
	free(p);
}

const char *piece_text(const struct piece *p)
{
	return p ? p->text : NULL;
}
