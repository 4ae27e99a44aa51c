/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/command/print.h"

#include <stdlib.h>

#include "base/text.h"

void print_json(FILE *out, json_t *j)
{
	json_dumpf(j, out, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
	fputc('\n', out);
	json_decref(j);
}

void print_faults(const struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", f->rows[i].file, f->rows[i].line,
			f->rows[i].column, f->rows[i].text);
}

static void print_due(FILE *out, const struct limit *l, const struct due *d)
{
	char *text = item_limit_text(l);
	char day[DATE_TEXT];

	fprintf(out, "  %s", text);
	if (d->due != DATE_NONE)
		fprintf(out, _("  至 %s%s"), date_format(d->due, day),
			d->provisional ? _("（暂按周末推算）") : "");
	else if (d->why)
		fprintf(out, "  %s", d->why);
	fputc('\n', out);
	free(text);
}

void print_limits(FILE *out, const struct check *c)
{
	fputs(_("办理时限：\n"), out);
	if (c->item->limits_stated == STATED_NOT)
		fputs(_("  指南未载明\n"), out);
	for (size_t i = 0; i < c->item->n_limits; i++)
		if (c->dues[i].applies)
			print_due(out, &c->item->limits[i], &c->dues[i]);
	if (c->item->promise.given) {
		char *text = item_promise_text(c->item);
		fprintf(out, _("本单位承诺时限：%s（%s）\n"), text, c->item->promise.source);
		free(text);
	}
}
