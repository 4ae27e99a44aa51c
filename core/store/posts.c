/* SPDX-License-Identifier: Apache-2.0 */
#include "store/posts.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

const char *const post_ids[POSTS] = {
	[POST_CLERK] = "clerk",	    [POST_REVIEWER] = "reviewer", [POST_SUPERVISOR] = "supervisor",
	[POST_AUDITOR] = "auditor", [POST_ADMIN] = "admin",	  [POST_APPROVER] = "approver",
};
const char *const post_names[POSTS] = {
	[POST_CLERK] = N_("经办"),   [POST_REVIEWER] = N_("复核"), [POST_SUPERVISOR] = N_("主管"),
	[POST_AUDITOR] = N_("审计"), [POST_ADMIN] = N_("管理"),	   [POST_APPROVER] = N_("审核"),
};
const enum post posts_shown[POSTS] = {POST_CLERK,      POST_REVIEWER, POST_APPROVER,
				      POST_SUPERVISOR, POST_AUDITOR,  POST_ADMIN};

#define CLERK	   POST_BIT(POST_CLERK)
#define REVIEWER   POST_BIT(POST_REVIEWER)
#define APPROVER   POST_BIT(POST_APPROVER)
#define SUPERVISOR POST_BIT(POST_SUPERVISOR)
#define AUDITOR	   POST_BIT(POST_AUDITOR)
#define EVERYBODY  (POST_BIT(POSTS) - 1)

const struct post_act post_acts[] = {
	/* cases */
	{"decide", N_("受理、容缺受理、一次性告知、不予受理"), CLERK},
	{"correct", N_("更正登记内容、登记外部流水号、作废本窗口的办件"), POSTS_COUNTER},
	{"documents", N_("补发、重打、作废文书"), POSTS_COUNTER},
	{"recheck", N_("补做核验、登记补交的材料"), POSTS_COUNTER},
	{"join", N_("把换了证件的同一人并成一人"), POSTS_COUNTER},
	{"review", N_("初审、复核；不审自己受理或审过的件"), REVIEWER | APPROVER | SUPERVISOR},
	{"approve", N_("审核；不审自己受理或审过的件"), APPROVER | SUPERVISOR},
	{"overrule", N_("改判、代签未告知和补录"), SUPERVISOR},
	/* the hall */
	{"reserve", N_("预留应急号"), POSTS_CHARGE},
	{"explain", N_("说明未用的号"), POSTS_COUNTER | POST_BIT(POST_ADMIN)},
	{"parameters", N_("录入年度标准和文号"), POSTS_CHARGE},
	{"settings", N_("改大厅设置"), POSTS_CHARGE},
	{"load", N_("载入新版指南"), POSTS_CHARGE},
	{"unload", N_("撤回载入的指南"), SUPERVISOR},
	{"backup", N_("备份、恢复"), POSTS_CHARGE},
	{"export", N_("为大批个人信息的导出签字"), SUPERVISOR | AUDITOR},
	/* accounts */
	{"accounts", N_("新增操作员、定岗位、重置口令；不能对自己"), POSTS_ACCOUNTS},
	{"unlock", N_("解锁、停用、启用操作员；不能对自己"), POSTS_CHARGE},
	{"logout", N_("注销忘了退出的窗口"), SUPERVISOR},
	{"acknowledge", N_("确认破例重置"), SUPERVISOR},
	{"rights", N_("查看操作员和权限台账"), POSTS_CHARGE | AUDITOR},
	{"password", N_("改自己的口令"), EVERYBODY},
	{NULL, NULL, 0},
};

const struct post_act *post_act(const char *id)
{
	const struct post_act *a = post_acts;

	while (a->id && strcmp(a->id, id) != 0)
		a++;
	assert(a->id);
	return a;
}

void posts_text(unsigned posts, struct str *out)
{
	bool first = true;

	for (int i = 0; i < POSTS; i++) {
		if (!(posts & POST_BIT(posts_shown[i])))
			continue;
		str_addf(out, "%s%s", first ? "" : "、", _(post_names[posts_shown[i]]));
		first = false;
	}
}

int post_of(const char *word, size_t len)
{
	for (int p = 0; p < POSTS; p++) {
		if ((strlen(post_ids[p]) == len && memcmp(post_ids[p], word, len) == 0) ||
		    (strlen(post_names[p]) == len && memcmp(post_names[p], word, len) == 0))
			return p;
	}
	return -1;
}

/* Bytes of the separator text begins with; 0. */
static size_t separator(const char *text)
{
	static const char *const all[] = {"、", "，", "；", "/", ",", ";", " ", "\t", "　", "+"};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strncmp(text, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

bool posts_parse(const char *text, unsigned *out, struct err *e)
{
	*out = 0;
	while (*text) {
		size_t gap = separator(text), len = 0;
		if (gap) {
			text += gap;
			continue;
		}
		while (text[len] && !separator(text + len))
			len++;
		/* "经办岗" says the same. */
		static const char suffix[] = "岗";
		size_t n = len, cut = sizeof(suffix) - 1;
		if (len > cut && memcmp(text + len - cut, suffix, cut) == 0)
			n -= cut;
		int post = post_of(text, n);
		if (post < 0)
			return err_set(
				e, ERR_INPUT,
				_("没有岗位“%.*s”；岗位有：经办、复核、审核、主管、审计、管理"),
				(int)len, text);
		*out |= POST_BIT(post);
		text += len;
	}
	return *out != 0 || err_set(e, ERR_INPUT, _("没有写岗位"));
}

bool posts_together(unsigned posts, struct err *e)
{
	static const enum post alone[] = {POST_ADMIN, POST_AUDITOR};
	static const char *const why[] = {N_("管理账号的人不办业务"), N_("审计只看不办")};

	if (posts == 0 || posts >= POST_BIT(POSTS))
		return err_set(e, ERR_INPUT, _("至少要有一个岗位"));
	for (size_t i = 0; i < sizeof(alone) / sizeof(alone[0]); i++) {
		unsigned rest = posts & ~POST_BIT(alone[i]);
		if (!(posts & POST_BIT(alone[i])) || !rest)
			continue;
		struct str names = {0};
		posts_text(rest, &names);
		err_set(e, ERR_REFUSED, _("“%s”不能与“%s”兼任：%s"), _(post_names[alone[i]]),
			str_text(&names), _(why[i]));
		str_done(&names);
		return false;
	}
	return true;
}
