/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/viewing.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

static struct view_note *add(struct session *s)
{
	s->views = xreallocarray(s->views, s->n_views + 1, sizeof(*s->views));
	struct view_note *v = &s->views[s->n_views++];
	/* Its login is s->login, which stays until viewing_write was called. */
	*v = (struct view_note){.who = s->who};
	return v;
}

void viewing_case(struct session *s, const char *number)
{
	struct view_note *v = add(s);

	snprintf(v->number, sizeof(v->number), "%s", number);
}

void viewing_person(struct session *s, int64_t id)
{
	add(s)->person = id;
}

bool viewing_write(struct session *s, struct err *e)
{
	if (s->n_views == 0)
		return true;
	if (!views_record(s->store, s->views, s->n_views, NULL, e))
		return false;
	free(s->views);
	s->views = NULL;
	s->n_views = 0;
	return true;
}

void viewing_done(struct session *s)
{
	struct err e;

	viewing_write(s, &e);
	free(s->views);
	s->views = NULL;
	s->n_views = 0;
}
