/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang receipt NUMBER --out F and yichuang notice NUMBER --out F: a document of
 * a case once more. It is counted and the paper says 第n次补发.
 */
#include <string.h>

#include "base/text.h"
#include "store/documents.h"
#include "tui/command/hall.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{NULL},
};

/* The newest valid document of a kind. */
static bool find(struct store *s, const char *number, const char *kind, struct arena *a,
		 const struct document_row **out, struct err *e)
{
	struct document_row *rows;
	size_t n;

	*out = NULL;
	if (!documents_of(s, number, a, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].kind, kind) == 0 && rows[i].voided_at == 0)
			*out = &rows[i];
	return *out || err_set(e, ERR_INPUT, _("%s 没有这种文书"), number);
}

static bool reprint(struct session *s, const struct arguments *args, const char *kind,
		    struct err *e)
{
	struct arena a = {0};
	char number[NUMBER_TEXT];
	const struct document_row *row;
	int64_t times = 0;
	bool ok = number_parse(args->words[0], number, e) &&
		  find(s->store, number, kind, &a, &row, e) &&
		  documents_reprint(s->store, &s->who, row->number, "命令行补发", &times, e) &&
		  session_document_to(s, row->number, argument(args, "out"), e);

	arena_done(&a);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, const char *kind,
			 struct err *e)
{
	struct session s;

	if (!argument(args, "out")) {
		err_set(e, ERR_USAGE, _("请用 --out 指明文件，如 --out 回执.xlsx"));
		return ERR_USAGE;
	}
	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = reprint(&s, args, kind, e);
	if (ok)
		fprintf(env->out, "%s\n", argument(args, "out"));
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

static enum err_code run_receipt(struct command_env *env, const struct arguments *args,
				 struct err *e)
{
	return run(env, args, "receipt", e);
}

static enum err_code run_notice(struct command_env *env, const struct arguments *args,
				struct err *e)
{
	return run(env, args, "notice", e);
}

const struct command command_receipt = {
	.name = "receipt",
	.words = "NUMBER",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("补发一件的受理回执单"),
	.options = options,
	.run = run_receipt,
};

const struct command command_notice = {
	.name = "notice",
	.words = "NUMBER",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("补发一件的一次性告知书"),
	.options = options,
	.run = run_notice,
};
