/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang accept FILE|-: one case from JSON, decided by the same core as at the
 * window. The same request_id answers with the same number.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/late.h"
#include "guide/check_json.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"
#include "tui/command/request.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"notice", OPTION_FLAG, NULL, N_("材料不齐时出具一次性告知书，不予受理的出具通知书")},
	{"defer", OPTION_VALUE, "WAY",
	 N_("容缺受理的后补方式：on-site 现场送达（默认）或 post 邮寄")},
	{"supervisor", OPTION_VALUE, "LOGIN",
	 N_("补录时签字的主管；口令在 YICHUANG_SUPERVISOR_PASSWORD_FILE 指出的文件里")},
	{NULL},
};

static json_t *limits_json(struct session *s, struct casefile *c, struct check *k)
{
	check_run(k, &c->in, s->calendar);
	check_dues(k, &c->in, s->calendar);
	json_t *whole = check_json(k, &c->in);
	json_t *limits = json_incref(json_object_get(whole, "limits"));

	json_decref(whole);
	return limits;
}

/* What the outcome leads to; a notice or a refusal only when it was asked for. */
static enum decision pick(const struct check *k, const struct arguments *args)
{
	int natural = decision_for(k);

	if (natural < 0 || (natural > DECISION_DEFER && !argument_flag(args, "notice")))
		return DECISION_ACCEPT; /* which the core refuses, naming every blocker */
	return (enum decision)natural;
}

static unsigned pick_way(const struct arguments *args, struct err *e)
{
	const char *way = argument(args, "defer");

	if (!way || strcmp(way, "on-site") == 0 || strcmp(way, "现场送达") == 0)
		return DEFER_ON_SITE;
	if (strcmp(way, "post") == 0 || strcmp(way, "邮寄") == 0)
		return DEFER_POST;
	err_set(e, ERR_USAGE, _("--defer 应为 on-site 或 post"));
	return 0;
}

/* The case stands even when its papers do not: the message says both. */
static bool print_documents(struct session *s, const char *number, enum decision decision,
			    char **path, struct err *e)
{
	struct err why;

	if (session_documents(s, number, decision, path, &why))
		return true;
	return err_set(e, why.code, _("已登记，编号 %s，但文书没有生成：%s"), number, why.text);
}

/* A case with a late_number is signed for by a supervisor, and judged by the day it happened. */
static bool sign_late(struct session *s, struct casefile *c, const struct arguments *args,
		      struct signature *out, struct err *e)
{
	char password[256];
	struct late late;

	if (!late_read(s->store, c, &late, e))
		return false;
	if (!late.occurred)
		return true;
	c->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = late.day};
	const struct sign_request q = {.login = argument(args, "supervisor"),
				       .password = password,
				       .posts = POST_BIT(POST_SUPERVISOR),
				       .act = LATE_ACT,
				       .subject = late.number};
	if (!q.login)
		return err_set(e, ERR_USAGE, _("补录须主管签字：用 --supervisor 指明"));
	bool ok = hall_secret("YICHUANG_SUPERVISOR_PASSWORD_FILE", password, sizeof(password), e) &&
		  operators_verify(s->store, &s->who, &q, out, e);
	explicit_bzero(password, sizeof(password));
	return ok;
}

static bool decide_and_print(FILE *out, struct session *s, struct casefile *c, const json_t *j,
			     const struct arguments *args, struct err *e)
{
	struct check *k = check_new(c->item);
	struct signature signature;
	struct decision_request q = {
		.late_signature = &signature,
		.who = s->who,
		.site = s->site,
		.way = pick_way(args, e),
		.duplicate_reason = json_string_value(json_object_get(j, "duplicate_reason")),
	};
	struct decided decided;
	char *path = NULL;
	bool ok;

	ok = q.way && sign_late(s, c, args, &signature, e);
	check_run(k, &c->in, s->calendar);
	q.decision = pick(k, args);
	ok = ok && case_decide(s->store, s->calendar, c, &q, &decided, e);
	if (ok) {
		ok = print_documents(s, decided.number, q.decision, &path, e);
		print_json(out, json_pack("{s:s, s:s, s:o, s:s, s:s?}", "number", decided.number,
					  "outcome", outcome_ids[decided.outcome], "limits",
					  q.decision > DECISION_DEFER ? json_array()
								      : limits_json(s, c, k),
					  "query_code", decided.query_code, "receipt", path));
	}
	free(path);
	check_free(k);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct session s;
	json_t *j = request_read(args->words[0], e);

	if (!j || !hall_login(env, args, &s, e)) {
		json_decref(j);
		return e->code;
	}
	struct item *it = env_item(env, json_string_value(json_object_get(j, "item")), e);
	bool ok = false;
	if (it) {
		struct casefile c;
		casefile_init(&c, it, store_today(s.store));
		ok = casefile_from_json(&c, j, false, NULL, store_today(s.store), e) &&
		     decide_and_print(env->out, &s, &c, j, args, e);
		casefile_done(&c);
		item_free(it);
	}
	session_close(&s);
	json_decref(j);
	return ok ? ERR_NONE : e->code;
}

const struct command command_accept = {
	.name = "accept",
	.words = "FILE|-",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("按 JSON 受理一件，打印编号、时限和回执文件"),
	.more = N_("JSON：{\"request_id\",\"item\",\"channel\",\"answers\":{},\"have\":[],"
		   "\"verified\":{},\n"
		   "\"parties\":[{\"role\":\"insured\",\"name\",\"cert\",\"phone\"}],\"form\":{},"
		   "\"people\":[]}\n"
		   "同一人同一事项还有未办结的，须写 \"duplicate_reason\"；接着前一件办的写 "
		   "\"after\"\n"
		   "补录：再加 \"late_number\"（单据上的号码）和 \"late_at\"（发生时间 "
		   "2026-11-24 10:30）"),
	.options = options,
	.run = run,
};
