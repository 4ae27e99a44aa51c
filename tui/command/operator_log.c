/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang operator log: 权限台账, every grant, change, lock, unlock and reset with
 * who, when and why.
 */
#include "base/clock.h"
#include "base/text.h"
#include "store/rights.h"
#include "tui/command/operator.h"
#include "tui/command/print.h"

struct log_out {
	FILE *out;
	json_t *all; /* NULL: as text */
};

static bool print_row(void *ctx, const struct rights_row *row)
{
	struct log_out *to = ctx;
	struct str what = {0};
	char at[CLOCK_TEXT];

	rights_say(row, &what);
	clock_format(row->at, at);
	if (to->all)
		json_array_append_new(to->all,
				      json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "at", at, "by",
						row->by, "act", rights_act_ids[row->act], "login",
						row->login, "what", str_text(&what), "reason",
						row->reason));
	else
		fprintf(to->out, "%s\t%s\t%s\t%s\t%s\t%s\n", at, *row->by ? row->by : _("系统"),
			_(rights_act_names[row->act]), row->login, str_text(&what), row->reason);
	str_done(&what);
	return true;
}

static bool day_of(struct operator_run *r, const char *option, date_day *out, struct err *e)
{
	const char *text = argument(r->args, option);

	*out = text ? date_parse(text) : DATE_NONE;
	return !text || *out != DATE_NONE ||
	       err_set(e, ERR_USAGE, _("--%s “%s”不是日期，应如 2026-11-24"), option, text);
}

bool operator_log(struct operator_run *r, struct err *e)
{
	struct rights_filter f = {0};
	struct log_out to = {.out = r->env->out,
			     .all = argument_flag(r->args, "json") ? json_array() : NULL};
	bool ok = day_of(r, "from", &f.from, e) && day_of(r, "till", &f.till, e) &&
		  operators_may(r->s.store, &r->s.who, post_act("rights")->posts, e) &&
		  rights_each(r->s.store, &f, print_row, &to, e);

	if (ok && to.all)
		print_json(r->env->out, to.all);
	else
		json_decref(to.all);
	return ok;
}
