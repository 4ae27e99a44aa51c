/* SPDX-License-Identifier: Apache-2.0
 *
 * Calculators of the session: those of the site's guides, the figures entered for
 * them, and the slip of a result.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/edition.h"
#include "store/parameters.h"
#include "tui/session.h"

static bool read_calculators(struct session *s, const struct catalog *c, struct calculators *out,
			     struct err *e)
{
	struct guide_source src;
	struct faults f = {0};
	struct arena a = {0};
	bool ok = edition_source(s->store, s->forms, NULL, s->catalog_day, 0, &a, &src, e);

	for (size_t i = 0; ok && i < c->n_guides; i++)
		if (session_has_guide(s, c->guides[i]->id))
			calculators_read(out, &src, c->guides[i], NULL, &f);
	err_clear(e);
	if (f.count)
		faults_to_err(&f, e);
	faults_done(&f);
	arena_done(&a);
	return ok;
}

const struct calculators *session_calculators(struct session *s, struct err *e)
{
	const struct catalog *c = session_catalog(s, e);
	struct calculators now = {0};

	if (!c || (s->calculators_loaded && s->calculators_stamp == s->catalog_stamp &&
		   s->calculators_day == s->catalog_day))
		return c ? &s->calculators : NULL;
	if (!read_calculators(s, c, &now, e))
		return s->calculators_loaded ? &s->calculators : NULL;
	if (s->calculators_loaded) {
		s->calculators_retired =
			xreallocarray(s->calculators_retired, s->n_calculators_retired + 1,
				      sizeof(*s->calculators_retired));
		s->calculators_retired[s->n_calculators_retired++] = s->calculators;
	}
	s->calculators = now;
	s->calculators_stamp = s->catalog_stamp;
	s->calculators_day = s->catalog_day;
	s->calculators_loaded = true;
	return &s->calculators;
}

void session_calculators_done(struct session *s)
{
	calculators_done(&s->calculators);
	for (size_t i = 0; i < s->n_calculators_retired; i++)
		calculators_done(&s->calculators_retired[i]);
	free(s->calculators_retired);
}

bool session_given(struct session *s, const struct calculator *c, struct arena *a,
		   struct calc_given **given, size_t *n, struct err *e)
{
	struct parameter_row *rows;
	size_t all;

	*given = NULL;
	*n = 0;
	if (!c->parameter)
		return true;
	if (!parameters_list(s->store, c->parameter, a, &rows, &all, e))
		return false;
	for (size_t i = 0; i < all; i++)
		if (!rows[i].superseded)
			*ARENA_PUSH(a, *given, *n) = (struct calc_given){
				rows[i].name, (int)rows[i].year, rows[i].value, rows[i].document};
	return true;
}
