/* SPDX-License-Identifier: Apache-2.0
 *
 * 下一件 on real items: the agent and their authority go along, the person and their
 * papers stay behind. Which papers an agent brings: 004:293 (qz-009), 000:411 (pz-009).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/carry.h"
#include "guide/load.h"

enum { QINZHOU, PANZHIHUA, FUSHUN, GUIDES };
static const char *const names[GUIDES] = {"qinzhou", "panzhihua", "fushun"};
static struct catalog catalogs[GUIDES];
static struct calendar *cal;

static int load(void **state)
{
	struct faults f = {0};
	char dir[512];
	bool ok = true;

	(void)state;
	snprintf(dir, sizeof(dir), "%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	for (int i = 0; i < GUIDES; i++)
		ok = catalog_load(&catalogs[i], dir, names[i], &f) && ok;
	faults_done(&f);
	cal = calendar_new();
	return ok ? 0 : 1;
}

static int unload(void **state)
{
	(void)state;
	for (int i = 0; i < GUIDES; i++)
		catalog_done(&catalogs[i]);
	calendar_free(cal);
	return 0;
}

static date_day today(void)
{
	return date_make(2026, 11, 24);
}

static void open_case(struct casefile *c, int guide, const char *id)
{
	const struct item *it = catalog_item(&catalogs[guide], id);

	assert_non_null(it);
	casefile_init(c, it, today());
}

static void answer(struct casefile *c, const char *id, const char *text)
{
	int var = item_var(c->item, id);
	struct err e;

	if (var < 0 || !answer_parse(c->item, var, text, &c->in.values[var], &e))
		fail_msg("%s=%s", id, text);
}

static void put(struct casefile *c, const char *path, const char *text)
{
	int field = casefile_field(c, path);
	struct err e;

	if (field < 0 || !casefile_set(c, (size_t)field, text, today(), NULL, &e))
		fail_msg("%s=%s", path, text);
}

static const char *get(const struct casefile *c, const char *path)
{
	int field = casefile_field(c, path);

	assert_true(field >= 0);
	return casefile_value(c, (size_t)field);
}

static struct paper_mark *mark(struct casefile *c, const char *id)
{
	int paper = item_paper(c->item, id);

	assert_true(paper >= 0);
	return &c->in.marks[paper];
}

static void put_agent(struct casefile *c)
{
	answer(c, "agent", "yes");
	put(c, "agent.name", "周代办");
	put(c, "agent.cert", "11010519491231002X");
	put(c, "agent.phone", "13904135678");
}

static void expect_agent(const struct casefile *c)
{
	assert_true(casefile_has_agent(c));
	assert_string_equal(get(c, "agent.name"), "周代办");
	assert_string_equal(get(c, "agent.cert"), "11010519491231002X");
	assert_string_equal(get(c, "agent.phone"), "13904135678");
}

static void the_authority_goes_along_and_nothing_else(void **state)
{
	struct casefile from, to;
	struct carried out;

	(void)state;
	open_case(&from, QINZHOU, "qz-009");
	answer(&from, "kind", "flex");
	answer(&from, "agent", "yes");
	mark(&from, "mandate")->state = PAPER_OK;
	mark(&from, "agent_id")->state = PAPER_UNFIT;
	mark(&from, "idcard")->state = PAPER_OK;
	mark(&from, "flex_form")->state = PAPER_OK;
	from.papers[item_paper(from.item, "mandate")].copies = 1;
	assert_true(carry_has(&from));

	open_case(&to, QINZHOU, "qz-009");
	carry_over(&from, &to, cal, today(), &out);
	assert_true(casefile_has_agent(&to));
	assert_int_equal(to.in.values[item_var(to.item, "kind")].state, VALUE_OPEN);
	assert_int_equal(mark(&to, "mandate")->state, PAPER_OK);
	assert_int_equal(to.papers[item_paper(to.item, "mandate")].copies, 1);
	assert_int_equal(mark(&to, "agent_id")->state, PAPER_ABSENT); /* was not good */
	assert_int_equal(mark(&to, "idcard")->state, PAPER_ABSENT);
	assert_int_equal(mark(&to, "flex_form")->state, PAPER_ABSENT);
	assert_int_equal(out.n_papers, 1);
	assert_true(out.papers[item_paper(to.item, "mandate")]);
	casefile_done(&from);
	casefile_done(&to);
}

static void who_stands_there_goes_along(void **state)
{
	struct casefile from, to;
	struct carried out;

	(void)state;
	open_case(&from, FUSHUN, "fs-001");
	put_agent(&from);
	put(&from, "insured.name", "王小明");
	open_case(&to, FUSHUN, "fs-001");
	carry_over(&from, &to, cal, today(), &out);
	expect_agent(&to);
	assert_string_equal(get(&to, "insured.name"), "");
	assert_true(out.fields[casefile_field(&to, "agent.name")]);
	assert_false(out.fields[casefile_field(&to, "insured.name")]);
	casefile_done(&to);

	/* An item that asks for an agent's papers hears of the agent, and asks for them. */
	open_case(&to, QINZHOU, "qz-009");
	carry_over(&from, &to, cal, today(), &out);
	assert_true(casefile_has_agent(&to));
	assert_int_equal(out.n_papers, 0);
	assert_int_equal(mark(&to, "mandate")->state, PAPER_ABSENT);
	casefile_done(&from);
	casefile_done(&to);
}

static void where_there_is_no_agent_nobody_goes_along(void **state)
{
	struct casefile from, to;
	struct carried out;

	(void)state;
	open_case(&from, FUSHUN, "fs-001");
	put_agent(&from);
	answer(&from, "agent", "no"); /* a mistake, taken back */
	assert_false(carry_has(&from));
	open_case(&to, FUSHUN, "fs-002");
	carry_over(&from, &to, cal, today(), &out);
	assert_false(casefile_has_agent(&to));
	assert_string_equal(get(&to, "agent.name"), "");
	assert_int_equal(out.n_fields, 0);
	casefile_done(&from);
	casefile_done(&to);
}

/* What was typed already is not overwritten. */
static void what_is_there_stays(void **state)
{
	struct casefile from, to;
	struct carried out;

	(void)state;
	open_case(&from, FUSHUN, "fs-001");
	put_agent(&from);
	open_case(&to, FUSHUN, "fs-002");
	put(&to, "agent.phone", "13904139999");
	carry_over(&from, &to, cal, today(), &out);
	assert_string_equal(get(&to, "agent.name"), "周代办");
	assert_string_equal(get(&to, "agent.phone"), "13904139999");
	casefile_done(&from);
	casefile_done(&to);
}

static void papers_of_agents_are_found(void **state)
{
	static const char *const theirs[] = {"mandate", "both_ids", "originals"};
	struct casefile c;
	size_t n = 0;

	(void)state;
	open_case(&c, PANZHIHUA, "pz-009");
	bool *out = calloc(c.item->n_papers, sizeof(*out));
	carry_agent_papers(&c, cal, out);
	for (size_t i = 0; i < c.item->n_papers; i++)
		n += out[i];
	assert_int_equal(n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_true(out[item_paper(c.item, theirs[i])]);
	free(out);
	casefile_done(&c);
}

/* The block offered for an agent weighs nothing: no item becomes undecided by it. */
static void the_offered_block_asks_nothing(void **state)
{
	struct casefile c;

	(void)state;
	open_case(&c, FUSHUN, "fs-001");
	answer(&c, "who", "flex");
	struct check *k = check_new(c.item);
	struct form_fault *faults;
	check_run(k, &c.in, cal);
	assert_false(c.item->vars[FACT_AGENT].used);
	assert_false(k->live[FACT_AGENT]);
	size_t without = casefile_faults(&c, k, today(), &faults);
	answer(&c, "agent", "yes");
	check_run(k, &c.in, cal);
	/* Name, number and phone of the agent (blocks.yaml). */
	assert_int_equal(casefile_faults(&c, k, today(), &faults), without + 3);
	check_free(k);
	casefile_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_authority_goes_along_and_nothing_else),
		cmocka_unit_test(who_stands_there_goes_along),
		cmocka_unit_test(where_there_is_no_agent_nobody_goes_along),
		cmocka_unit_test(what_is_there_stays),
		cmocka_unit_test(papers_of_agents_are_found),
		cmocka_unit_test(the_offered_block_asks_nothing),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
