/* SPDX-License-Identifier: Apache-2.0 */
#include "case/fee.h"

#include <stdlib.h>
#include <string.h>

static int64_t people_of(const struct item *it, const struct case_record *r)
{
	int64_t rows = 0;

	for (size_t i = 0; i < r->n_values; i++)
		if (strcmp(r->values[i].id, it->vars[it->fee.per_var].id) == 0 &&
		    atoll(r->values[i].value) > 0)
			return atoll(r->values[i].value);
	for (size_t i = 0; it->fee.per_var == FACT_PEOPLE && i < r->n_cells; i++)
		rows = r->cells[i].row + 1 > rows ? r->cells[i].row + 1 : rows;
	return rows ? rows : 1;
}

bool fee_of(const struct item *it, const struct case_record *r, struct fee_notice *out)
{
	const struct fee *f = &it->fee;

	*out = (struct fee_notice){0};
	if (f->stated != STATED || f->amount <= 0)
		return false;
	out->each = f->amount;
	out->people = f->per_var >= 0 ? people_of(it, r) : 1;
	out->amount = out->each * out->people;
	out->per = f->per;
	out->basis = f->basis;
	return true;
}
