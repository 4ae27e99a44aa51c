/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang operator import FILE: every row is told, the sound ones and what is wrong
 * with the others; taken is the whole list or nothing.
 */
#include "base/mem.h"
#include "base/text.h"
#include "tui/command/operator.h"
#include "tui/command/print.h"

static json_t *row_json(const struct staff_row *row, const char *posts)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s?}", "row", (json_int_t)row->number, "login",
			 row->login, "name", row->name, "posts", posts, "fault", row->fault);
}

static void print_list(FILE *out, const struct staff_list *l, bool json)
{
	json_t *all = json_array();

	for (size_t i = 0; i < l->n; i++) {
		const struct staff_row *row = &l->rows[i];
		struct str posts = {0};
		posts_text(row->posts, &posts);
		if (json)
			json_array_append_new(all, row_json(row, str_text(&posts)));
		else
			fprintf(out, "%zu\t%s\t%s\t%s\t%s\n", row->number, row->login, row->name,
				str_text(&posts), row->fault ? row->fault : "");
		str_done(&posts);
	}
	if (json)
		print_json(out, all);
	else
		json_decref(all);
}

bool operator_import(struct operator_run *r, struct err *e)
{
	bool only_check = argument_flag(r->args, "check");
	const char *slips = argument(r->args, "slips"), *reason = argument(r->args, "reason");
	struct staff_list l;

	if (!only_check && !slips)
		return err_set(e, ERR_USAGE,
			       _("请用 --slips 写明初始口令单的文件，或用 --check 只检查"));
	if (!operators_may(r->s.store, &r->s.who, POSTS_ACCOUNTS, e) ||
	    !staff_list_read(r->word, r->s.store, &r->a, &l, e))
		return false;
	print_list(r->env->out, &l, argument_flag(r->args, "json"));
	return staff_is_sound(&l, e) &&
	       (only_check ||
		staff_add(&r->s, l.rows, l.n, reason ? reason : "批量导入", slips, e));
}
