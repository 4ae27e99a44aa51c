/* SPDX-License-Identifier: Apache-2.0 */
#include "case/balance.h"

#include <string.h>

int64_t balance_off(const struct close_line *l)
{
	return l->closing - (l->opening + l->entered - l->left);
}

const struct close_line *balance_line(const struct close_counts *c, const char *window,
				      const char *id)
{
	for (size_t i = 0; i < c->n_lines; i++)
		if (strcmp(c->lines[i].window, window) == 0 && strcmp(c->lines[i].id, id) == 0)
			return &c->lines[i];
	return NULL;
}

static bool is_halls_alone(const char *id)
{
	return strcmp(id, close_line_ids[LINE_NUMBERS]) == 0 ||
	       strcmp(id, close_line_ids[LINE_DECISIONS]) == 0;
}

const struct close_line *balance_unlike_windows(const struct close_counts *c)
{
	for (size_t i = 0; i < c->n_lines; i++) {
		const struct close_line *hall = &c->lines[i];
		int64_t entered = 0, left = 0;
		if (*hall->window || is_halls_alone(hall->id))
			continue;
		for (size_t k = 0; k < c->n_lines; k++) {
			const struct close_line *l = &c->lines[k];
			if (!*l->window || strcmp(l->id, hall->id) != 0)
				continue;
			entered += l->entered;
			left += l->left;
		}
		if (entered != hall->entered || left != hall->left)
			return hall;
	}
	return NULL;
}

/* Documents, papers and numbers begin with every day. */
static bool goes_on(const char *id)
{
	for (int i = 0; i < LINE_KINDS; i++)
		if (strcmp(id, close_line_ids[i]) == 0)
			return i == LINE_INTAKES;
	return true;
}

const struct close_line *balance_unlike_before(const struct close_counts *before,
					       const struct close_counts *next)
{
	for (size_t i = 0; i < next->n_lines; i++) {
		const struct close_line *l = &next->lines[i];
		const struct close_line *b = balance_line(before, l->window, l->id);
		if (goes_on(l->id) && l->opening != (b ? b->closing : 0))
			return l;
	}
	for (size_t i = 0; i < before->n_lines; i++) {
		const struct close_line *b = &before->lines[i];
		if (goes_on(b->id) && b->closing && !balance_line(next, b->window, b->id))
			return b;
	}
	return NULL;
}

bool balance_asks(const struct close_note *n)
{
	return n->kind != NOTE_PARKED;
}

static bool is_open(const struct close_note *n)
{
	return balance_asks(n) && (!n->reason || !*n->reason);
}

size_t balance_open(const struct close_counts *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_notes; i++)
		n += is_open(&c->notes[i]);
	return n;
}

void balance_explain(struct close_counts *c, size_t note, bool kind, const char *reason,
		     struct arena *a)
{
	const char *kept = *reason ? arena_strdup(a, reason) : NULL;

	for (size_t i = 0; kind && i < c->n_notes; i++)
		if (c->notes[i].kind == c->notes[note].kind && is_open(&c->notes[i]))
			c->notes[i].reason = kept;
	c->notes[note].reason = kept;
}

void balance_keep_reasons(struct close_counts *c, const struct close_counts *before,
			  struct arena *a)
{
	for (size_t i = 0; i < c->n_notes; i++) {
		struct close_note *n = &c->notes[i];
		for (size_t k = 0; k < before->n_notes; k++) {
			const struct close_note *b = &before->notes[k];
			if (b->reason && b->kind == n->kind && strcmp(b->window, n->window) == 0 &&
			    strcmp(b->subject, n->subject) == 0 && strcmp(b->text, n->text) == 0)
				n->reason = arena_strdup(a, b->reason);
		}
	}
}
