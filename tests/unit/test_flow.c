/* SPDX-License-Identifier: Apache-2.0
 *
 * Which stages a case passes, against the flows the guides print (the lines stand
 * in each row): texts, days and who may not be the same person. A star is a stage
 * that is another person's than everything before it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/flow.h"
#include "guide/load.h"

struct flowing {
	struct guide *guide;
	struct item *it;
	struct intake in;
	struct check *k;
	struct arena arena;
	struct case_record r;
};

static void take(struct flowing *f, const char *id, const char *channel)
{
	static const char *const guides[] = {"cd", "chengdu",	"fs", "fushun",
					     "pz", "panzhihua", "qz", "qinzhou"};
	struct faults faults = {0};
	const char *guide = NULL;

	for (size_t i = 0; i < 8; i += 2)
		if (strncmp(guides[i], id, 2) == 0)
			guide = guides[i + 1];
	char *dir = xasprintf("%s/forms/%s", getenv("YICHUANG_SOURCE_ROOT"), guide);
	char *file = xasprintf("%s/%s.yaml", dir, id);
	char *blocks = xasprintf("%s/forms/blocks.yaml", getenv("YICHUANG_SOURCE_ROOT"));
	*f = (struct flowing){.guide = guide_load(dir, blocks, &faults)};
	f->it = item_load(f->guide, file, &faults);
	if (!f->it)
		fail_msg("%s %s", file, faults.count ? faults.rows[0].text : "");
	faults_done(&faults);
	free(file);
	free(blocks);
	free(dir);
	intake_init(&f->in, f->it);
	f->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = date_make(2026, 11, 24)};
	for (int c = 0; c < CHANNEL_KINDS; c++)
		if (strcmp(channel_ids[c], channel) == 0)
			f->in.values[FACT_CHANNEL] = (struct value){.state = VALUE_KNOWN, .a = c};
	f->k = check_new(f->it);
	case_record_init(&f->r);
}

static void answer(struct flowing *f, const char *id, const char *text)
{
	int var = item_var(f->it, id);
	struct err e;

	if (var < 0 || !answer_parse(f->it, var, text, &f->in.values[var], &e))
		fail_msg("%s %s=%s", f->it->id, id, text);
}

static void flow(struct flowing *f, const struct site *site)
{
	struct calendar *cal = calendar_new();

	check_run(f->k, &f->in, cal);
	flow_stages(&f->r, &f->arena, f->k, site);
	calendar_free(cal);
}

static void done(struct flowing *f)
{
	arena_done(&f->arena);
	check_free(f->k);
	intake_done(&f->in);
	item_free(f->it);
	guide_free(f->guide);
}

/* "初审 4工作日;复核* 4工作日" */
static char *shown(const struct case_record *r)
{
	struct str s = {0};

	for (size_t i = 0; i < r->n_stages; i++) {
		const struct case_stage *g = &r->stages[i];
		str_addf(&s, "%s%s%s", i ? ";" : "", g->text, g->separate ? "*" : "");
		if (g->unit && g->days)
			str_addf(&s, " %lld%s", (long long)g->days, g->unit);
		else if (g->unit)
			str_addf(&s, " %s", g->unit);
	}
	return str_take(&s);
}

#define INSTANT "初审材料（当场） 即时;复核（当场）* 即时"
#define TOWN	"乡镇初审 5工作日;县级经办机构复核* 5工作日"
#define TAX                                                                                                                    \
	"社会保险经办机构核实参保单位欠费数据，生成缴费核定单，向税务部门发送应缴数据* " \
	"2工作日;等待：税务部门征收或参保单位自行向税务部门转账 "                                    \
	"5工作日;等待：到税务部门领取税票 5工作日"
#define RIGHTS                                                                                                                              \
	"权益初审、复核（10个工作日）；另一流程为条件核准初审、复核，并作出审核意见（5个工作日）" \
	"，权益初审、复核（5个工作日）"
#define EARLY "条件核准初审、复核，并作出审核意见"

static const struct {
	const char *item, *channel, *question, *value, *stages;
} printed[] = {
	{"qz-005", "window", NULL, NULL, TOWN},		   /* 004:3364-3373 */
	{"qz-005", "mobile", NULL, NULL, "审核* 5工作日"}, /* 004:3340 */
	{"qz-006", "online", NULL, NULL, "审核* 即时"},	   /* 004:3391 */
	{"qz-006", "window", NULL, NULL, "乡镇初审 5工作日;县级经办机构复核* 3工作日"},
	{"qz-007", "window", NULL, NULL, TOWN},
	{"qz-008", "window", NULL, NULL, TOWN},
	{"qz-008", "online", NULL, NULL, "审核* 5工作日"},
	{"qz-011", "window", "change", "basic", "审核* 即时"},		      /* 004:3538 */
	{"qz-011", "window", "change", "paid", "初审 7工作日;复核* 3工作日"}, /* 004:3565 */
	/* 004:3604-3628: both are the region's; ours looks at it before it goes there. */
	{"qz-018", "window", NULL, NULL,
	 "复核*;等待自治区社保中心：自治区社保中心作出初步审核意见 "
	 "5工作日;等待自治区人力资源和社会保障厅：自治区人力资源和社会保障厅审批 5工作日"},
	{"qz-019", "window", NULL, NULL, TAX},
	{"qz-020", "window", NULL, NULL, RIGHTS "（初审）;" RIGHTS "（复核）* 10工作日"},
	{"qz-021", "window", NULL, NULL, "审核* 1工作日"},		/* 004:3742 */
	{"qz-022", "window", NULL, NULL, "初审 4工作日;复核* 4工作日"}, /* 004:725-731 */
	{"qz-023", "window", "annuity", "no",
	 "业务审核* 7工作日;财务部门审核、退款* 2工作日"}, /* 004:768-772 */
	{"qz-023", "window", "annuity", "yes",
	 "业务审核* "
	 "7工作日;年金管理部门审核、退款（职业年金未来最近定价日估值起7个工作日）* 7工作日"},
	{"qz-024", "window", NULL, NULL, "初审 10工作日;复核* 7工作日"},    /* 004:809-815 */
	{"qz-025", "window", "kind", "unit", "初审 8工作日;复核* 2工作日"}, /* 004:850-856 */
	{"qz-027", "window", NULL, NULL, ""},				    /* sheets handed over */
	{"qz-028", "window", NULL, NULL, ""},
	{"qz-029", "window", NULL, NULL, ""},
	/* 004:1000-1015: two flows side by side */
	{"qz-031", "window", "kind", "office",
	 "在职减员 2工作日;待遇核定 12工作日;待遇复核* 5工作日"},
	{"qz-031", "window", "kind", "firm",
	 "条件核准* 4工作日;在职减员 "
	 "2工作日;待遇初审复核（初审）;待遇初审复核（复核）* 13工作日"},
	/* 004:3823-3874 */
	{"qz-032", "window", "kind", "trade",
	 EARLY "（初审）;" EARLY "（复核）* 6工作日;人力资源社会保障部门特殊工种提前退休公示 "
	       "5工作日;联审，并作出书面决定* 11工作日"},
	{"qz-032", "window", "kind", "illness", EARLY "（初审）;" EARLY "（复核）* 6工作日"},
	{"qz-039", "window", NULL, NULL, "复核*"}, /* 004:3880-3892: received, answered */
	{"qz-042", "window", "who", "spouse", "复核*"},
	/* 004:3928-3940 */
	{"qz-073", "window", NULL, NULL,
	 "条件核准初审、复核（初审）;条件核准初审、复核（复核）* "
	 "1工作日;失业保险待遇初审、复核（初审）;失业保险待遇初审、复核（复核）* 4工作日"},
	{"qz-074", "window", NULL, NULL,
	 "待遇初审、复核（初审）;待遇初审、复核（复核）* 即时"}, /* 004:3958 */
	{"qz-077", "window", NULL, NULL, "复核*"},
	{"qz-079", "window", NULL, NULL, "初审 3工作日;复核* 2工作日"}, /* 004:3988-4000 */
	{"qz-082", "window", NULL, NULL, "失业补助金初审 3工作日;失业补助金复核* 2工作日"},
	{"qz-083", "window", NULL, NULL, "初审 即时;复核* 即时"}, /* 004:2638-2644 */
	{"qz-084", "window", NULL, NULL, "初审 4工作日;复核* 4工作日;公示 5工作日"},
	{"qz-084", "online", NULL, NULL,
	 "等待参保单位：参保单位确认;初审 4工作日;复核* 4工作日;公示 5工作日"},
	{"qz-085", "window", NULL, NULL, "初审 3工作日;复核* 2工作日;公示 5工作日"},
	{"qz-094", "window", NULL, NULL, "审核* 5工作日"},
	{"qz-095", "window", NULL, NULL, "审核* 5工作日"},
	{"qz-096", "window", NULL, NULL, "审核* 5工作日"},
	{"qz-097", "window", NULL, NULL, INSTANT},
	/* 004:4375-4399 */
	{"qz-098", "window", NULL, NULL,
	 "复核*;等待银行：银行即时制卡 2工作日;等待银行：银行通知领卡（当场） 即时"},
	{"qz-099", "window", NULL, NULL, INSTANT},
	{"qz-100", "window", "kind", "single", INSTANT},
	{"qz-100", "window", "kind", "batch", "初审材料 5工作日;复核* 3工作日"},
	{"qz-101", "window", "kind", "single",
	 "复核*;等待银行：银行即时制卡 2工作日;等待银行：银行通知领卡（当场） 即时"},
	/* 004:4516-4555 */
	{"qz-101", "window", "kind", "batch",
	 "申请制卡 2工作日;数据采集整理 3工作日;复核*;等待银行：银行开户 5日;等待卡商：卡商制卡 "
	 "10日;等待：物流地市 3日;等待银行网点：银行网点流转 "
	 "10工作日;等待银行：银行通知领卡（当场） 即时"},
	{"qz-102", "window", NULL, NULL, INSTANT},
	{"qz-103", "window", NULL, NULL, INSTANT},
	{"qz-104", "window", NULL, NULL, INSTANT},
	{"qz-105", "window", NULL, NULL, INSTANT},
	{"fs-001", "window", NULL, NULL, "复核*"}, /* prints no steps */
	{"fs-005", "window", NULL, NULL, ""},
	{"pz-001", "window", NULL, NULL, "复核*"},
	{"cd-001", "mobile", NULL, NULL, "复核*"}, /* all of it is the applicant's */
};

static void the_stages_are_the_printed_ones(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		struct flowing f;
		take(&f, printed[i].item, printed[i].channel);
		if (printed[i].question)
			answer(&f, printed[i].question, printed[i].value);
		flow(&f, NULL);
		char *text = shown(&f.r);
		if (strcmp(text, printed[i].stages) != 0)
			fail_msg("%s %s\n%s\n%s", printed[i].item, printed[i].channel, text,
				 printed[i].stages);
		free(text);
		done(&f);
	}
}

/* 004:725-731 and the rest: who may, where, how long, by which lines. */
static void a_stage_says_whose_it_is(void **state)
{
	struct flowing f;

	(void)state;
	take(&f, "qz-032", "window");
	answer(&f, "kind", "trade");
	flow(&f, NULL);
	assert_int_equal(f.r.n_stages, 4);
	assert_string_equal(f.r.stages[0].posts, "clerk reviewer");
	assert_string_equal(f.r.stages[1].posts, "reviewer");
	assert_string_equal(f.r.stages[2].posts, "clerk supervisor");
	assert_true(f.r.stages[2].publicised);
	assert_string_equal(f.r.stages[2].department, "人力资源社会保障部门");
	assert_string_equal(f.r.stages[2].lines, "004:3859");
	assert_string_equal(f.r.stages[3].posts, "approver supervisor");
	/* No `by` of its own: the office the item names. */
	assert_string_equal(f.r.stages[3].department, f.it->office_text);
	assert_false(f.r.stages[3].ours);
	done(&f);
	take(&f, "qz-019", "window");
	flow(&f, NULL);
	assert_string_equal(f.r.stages[0].posts, "reviewer approver");
	assert_string_equal(f.r.stages[1].posts, "clerk reviewer approver supervisor");
	done(&f);
}

static void the_hall_has_a_flow_of_its_own(void **state)
{
	struct item_step steps[] = {
		{.text = "科长审批",
		 .by = "待遇科",
		 .acts = STEP_BIT(STEP_APPROVE),
		 .counted = true},
	};
	const struct site site = {.n_flow = 1, .flow = steps};
	struct flowing f;

	(void)state;
	take(&f, "fs-001", "window");
	flow(&f, &site);
	assert_int_equal(f.r.n_stages, 1);
	assert_string_equal(f.r.stages[0].text, "科长审批");
	assert_string_equal(f.r.stages[0].department, "待遇科");
	assert_string_equal(f.r.stages[0].posts, "approver supervisor");
	assert_true(f.r.stages[0].ours);
	assert_null(f.r.stages[0].lines);
	assert_null(f.r.stages[0].unit);
	done(&f);
	/* Not where the guide prints a review. */
	take(&f, "qz-022", "window");
	flow(&f, &site);
	assert_int_equal(f.r.n_stages, 2);
	assert_false(f.r.stages[0].ours || f.r.stages[1].ours);
	done(&f);
}

/* Nothing is decided by one person alone, whatever was answered. */
static void every_item_has_another_persons_stage(void **state)
{
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	struct faults faults = {0};
	struct catalog c = {0};
	size_t prints = 0;

	(void)state;
	assert_true(catalog_load(&c, dir, NULL, &faults));
	free(dir);
	for (size_t i = 0; i < c.n_items; i++) {
		struct flowing f;
		bool separate = false;
		take(&f, c.items[i]->id, "window");
		flow(&f, NULL);
		for (size_t s = 0; s < f.r.n_stages; s++)
			separate |= f.r.stages[s].separate;
		if (separate == f.it->prints || (f.it->prints && f.r.n_stages))
			fail_msg("%s", f.it->id);
		prints += f.it->prints;
		done(&f);
	}
	assert_int_equal(c.n_items, 172);
	assert_int_equal(prints, 9);
	catalog_done(&c);
	faults_done(&faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_stages_are_the_printed_ones),
		cmocka_unit_test(a_stage_says_whose_it_is),
		cmocka_unit_test(the_hall_has_a_flow_of_its_own),
		cmocka_unit_test(every_item_has_another_persons_stage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
