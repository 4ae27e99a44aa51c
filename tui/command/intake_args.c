/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/command/intake_args.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static bool take_channel(struct intake *in, const struct item *it, const char *text, struct err *e)
{
	/* As printed first: several rows may carry one channel (掌上办 of two apps). */
	for (size_t i = 0; i < it->n_channels; i++) {
		if (it->channels[i].name && strcmp(it->channels[i].name, text) == 0) {
			in->values[FACT_CHANNEL] =
				(struct value){.state = VALUE_KNOWN, .a = it->channels[i].kind};
			return true;
		}
	}
	return answer_parse(it, FACT_CHANNEL, text, &in->values[FACT_CHANNEL], e);
}

/* Splits "key=value"; caller frees the key. */
static char *split_pair(const char *pair, const char *option, const char **value, struct err *e)
{
	const char *equals = strchr(pair, '=');

	if (!equals || equals == pair) {
		err_set(e, ERR_USAGE, _("--%s “%s”应写成 名称=值"), option, pair);
		return NULL;
	}
	*value = equals + 1;
	return xstrndup(pair, (size_t)(equals - pair));
}

static bool take_answer(struct intake *in, const struct item *it, const char *pair, struct err *e)
{
	const char *value;
	char *name = split_pair(pair, "answer", &value, e);

	if (!name)
		return false;
	int var = item_var(it, name);
	bool ok = var >= 0;
	if (!ok)
		err_set(e, ERR_INPUT, _("%s 没有问题“%s”；用 yichuang item %s 查看"), it->id, name,
			it->id);
	else if (it->vars[var].kind == VAR_VERIFICATION)
		ok = err_set(e, ERR_USAGE, _("“%s”是核验项，请用 --verified"), name);
	else
		ok = answer_parse(it, var, value, &in->values[var], e);
	free(name);
	return ok;
}

static bool take_verified(struct intake *in, const struct item *it, const char *pair, struct err *e)
{
	const char *value;
	char *name = split_pair(pair, "verified", &value, e);

	if (!name)
		return false;
	int var = item_var(it, name);
	bool ok = var >= 0 && it->vars[var].kind == VAR_VERIFICATION;
	if (!ok)
		err_set(e, ERR_INPUT, _("%s 没有核验项“%s”；用 yichuang item %s 查看"), it->id,
			name, it->id);
	else
		ok = answer_parse(it, var, value, &in->values[var], e);
	free(name);
	return ok;
}

static bool parse_state(const char *text, struct paper_mark *out, struct err *e)
{
	*out = (struct paper_mark){.state = PAPER_OK};
	if (strcmp(text, "ok") == 0)
		return true;
	if (strcmp(text, "absent") == 0) {
		out->state = PAPER_ABSENT;
		return true;
	}
	for (int u = 0; u < UNFITS; u++) {
		if (strcmp(text, unfit_ids[u]) == 0 || strcmp(text, unfit_names[u]) == 0) {
			*out = (struct paper_mark){.state = PAPER_UNFIT, .unfit = (enum unfit)u};
			return true;
		}
	}
	struct str known = {0};
	for (int u = 0; u < UNFITS; u++)
		str_addf(&known, " %s(%s)", unfit_ids[u], unfit_names[u]);
	err_set(e, ERR_INPUT, _("不认识的材料状态“%s”；可用：ok absent%s"), text, str_text(&known));
	str_done(&known);
	return false;
}

static bool take_paper(struct intake *in, const struct item *it, const char *text, struct err *e)
{
	int paper = item_paper(it, text);
	struct paper_mark mark = {.state = PAPER_OK};

	if (paper < 0) {
		/* A printed name may itself hold a colon: the last one starts the state. */
		const char *colon = strrchr(text, ':');
		if (colon) {
			char *name = xstrndup(text, (size_t)(colon - text));
			paper = item_paper(it, name);
			free(name);
			if (paper >= 0 && !parse_state(colon + 1, &mark, e))
				return false;
		}
	}
	if (paper < 0)
		return err_set(e, ERR_INPUT, _("%s 没有材料“%s”；用 yichuang item %s 查看"), it->id,
			       text, it->id);
	in->marks[paper] = mark;
	return true;
}

bool intake_args(struct intake *in, const struct item *it, const struct arguments *args,
		 struct err *e)
{
	const char *text;
	date_day on;

	if (!argument_day(args, &on, e))
		return false;
	in->values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
	if ((text = argument(args, "channel")) && !take_channel(in, it, text, e))
		return false;
	for (int i = 0; (text = argument_nth(args, "answer", i)); i++)
		if (!take_answer(in, it, text, e))
			return false;
	for (int i = 0; (text = argument_nth(args, "verified", i)); i++)
		if (!take_verified(in, it, text, e))
			return false;
	for (int i = 0; (text = argument_nth(args, "have", i)); i++)
		if (!take_paper(in, it, text, e))
			return false;
	return true;
}
