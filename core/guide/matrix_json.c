/* SPDX-License-Identifier: Apache-2.0
 *
 * The matrix as JSON, and as lines to read: one situation, then its papers.
 */
#include <string.h>

#include "base/text.h"
#include "guide/check_json.h"
#include "guide/matrix.h"

struct collector {
	const struct intake *fixed;
	json_t *rows;
};

static void put_answer(const struct check *c, const struct intake *in, int var, json_t *answers)
{
	struct str text = {0};

	answer_write(c->item, var, &in->values[var], &text);
	json_object_set_new(answers, c->item->vars[var].id, json_string(str_text(&text)));
	str_done(&text);
}

/* The channel and the day stand for themselves unless the item's rules use them. */
static bool tells_something(const struct check *c, int var)
{
	if (var != FACT_CHANNEL && var != FACT_ON)
		return true;
	return c->item->vars[var].used;
}

static void collect(void *ctx, const struct check *c, const struct intake *in, const int *varied,
		    size_t n_varied)
{
	struct collector *to = ctx;
	json_t *answers = json_object();

	for (size_t i = 0; i < c->item->n_vars; i++) {
		if (to->fixed->values[i].state != VALUE_OPEN && tells_something(c, (int)i))
			put_answer(c, in, (int)i, answers);
	}
	for (size_t i = 0; i < n_varied; i++)
		put_answer(c, in, varied[i], answers);
	json_array_append_new(to->rows,
			      json_pack("{s:o, s:o, s:o, s:o, s:o, s:s}", "answers", answers,
					"required", json_required(c), "any_of", json_any_of(c),
					"deferrable", json_deferrable(c), "limits", json_limits(c),
					"outcome", outcome_ids[c->outcome]));
}

json_t *matrix_json(const struct item *it, const struct intake *fixed, const struct calendar *cal,
		    struct err *e)
{
	struct collector to = {.fixed = fixed, .rows = json_array()};

	if (matrix_run(it, fixed, cal, collect, &to, e))
		return to.rows;
	json_decref(to.rows);
	return NULL;
}

/* ---- for reading ---- */

static void print_answers(FILE *out, const struct item *it, json_t *answers)
{
	const char *id, *sep = "";
	json_t *answer;

	json_object_foreach(answers, id, answer)
	{
		struct value v;
		struct str text = {0};
		int var = item_var(it, id);
		if (var >= 0 && answer_parse(it, var, json_string_value(answer), &v, NULL))
			answer_text(it, var, &v, &text);
		fprintf(out, "%s%s：%s", sep, var >= 0 ? it->vars[var].text : id, str_text(&text));
		str_done(&text);
		sep = "；";
	}
	if (!*sep)
		fputs(_("一种情形"), out);
}

static void print_names(FILE *out, json_t *papers, const char *sep)
{
	size_t i;
	json_t *paper;

	json_array_foreach(papers, i, paper) fprintf(
		out, "%s%s", i ? sep : "", json_string_value(json_object_get(paper, "name")));
}

static void print_row(FILE *out, const struct item *it, json_t *row)
{
	json_t *required = json_object_get(row, "required"), *group;
	size_t i, k;

	print_answers(out, it, json_object_get(row, "answers"));
	const char *outcome = json_string_value(json_object_get(row, "outcome"));
	for (k = 0; k < OUTCOMES && strcmp(outcome, outcome_ids[k]) != 0; k++)
		;
	fprintf(out, " → %s\n", k < OUTCOMES ? _(outcome_names[k]) : outcome);
	fputs(_("    材料："), out);
	if (json_is_string(required))
		fputs(_("指南未载明"), out);
	else if (json_array_size(required) == 0 &&
		 json_array_size(json_object_get(row, "any_of")) == 0)
		fputs(_("无"), out);
	print_names(out, required, "、");
	fputc('\n', out);
	json_array_foreach(json_object_get(row, "any_of"), i, group)
	{
		json_t *alternative;
		fputs(_("    任选其一："), out);
		json_array_foreach(json_object_get(group, "alternatives"), k, alternative)
		{
			fputs(k ? "、" : "", out);
			print_names(out, alternative, "＋");
		}
		fputs(json_is_true(json_object_get(group, "open")) ? _("等\n") : "\n", out);
	}
}

void matrix_print(FILE *out, const struct item *it, json_t *rows)
{
	size_t i;
	json_t *row;

	fprintf(out, _("%s %s：%zu种情形\n"), it->id, it->name, json_array_size(rows));
	json_array_foreach(rows, i, row)
	{
		fprintf(out, "%3zu. ", i + 1);
		print_row(out, it, row);
	}
	json_decref(rows);
}
