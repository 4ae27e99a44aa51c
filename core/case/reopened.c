/* SPDX-License-Identifier: Apache-2.0 */
#include "case/reopened.h"

#include <string.h>

#include "case/again.h"

bool reopened_init(struct casefile *c, const struct item *it, const struct case_record *r,
		   struct err *e)
{
	date_day on = r->accepted_day != DATE_NONE ? r->accepted_day : r->day;
	json_t *j = again_json(r), *dropped = NULL;

	casefile_init(c, it, on);
	bool ok = casefile_from_json(c, j, true, &dropped, on, e);
	for (size_t i = 0; ok && i < r->n_papers; i++) {
		int paper = item_paper(it, r->papers[i].id);
		if (paper >= 0 && strcmp(r->papers[i].state, "ok") == 0)
			casefile_mark(c, (size_t)paper, (struct paper_mark){.state = PAPER_OK});
	}
	json_decref(dropped);
	json_decref(j);
	if (!ok)
		casefile_done(c);
	return ok;
}
