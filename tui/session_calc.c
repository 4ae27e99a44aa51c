/* SPDX-License-Identifier: Apache-2.0
 *
 * Calculators of the session: those of the site's guides, the figures entered for
 * them, and the slip of a result.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/parameters.h"
#include "tui/session.h"

const struct calculators *session_calculators(struct session *s, struct err *e)
{
	const struct catalog *c = session_catalog(s, e);
	struct faults f = {0};
	bool ok = c != NULL;

	if (s->calculators_loaded || !c)
		return c ? &s->calculators : NULL;
	for (size_t i = 0; i < c->n_guides; i++)
		if (session_has_guide(s, c->guides[i]->id))
			ok &= calculators_load(&s->calculators, s->forms, c->guides[i], NULL, &f);
	err_clear(e);
	if (!ok)
		faults_to_err(&f, e);
	faults_done(&f);
	s->calculators_loaded = true;
	return &s->calculators;
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
