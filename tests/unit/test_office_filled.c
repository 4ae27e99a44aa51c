/* SPDX-License-Identifier: Apache-2.0
 *
 * 免填单 over all guides: every 申请表, 告知承诺 and named letter can be printed under
 * its own name, opens, and loses nothing of what was typed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "guide/load.h"
#include "office/filled.h"
#include "office/filled_part.h"
#include "office/package.h"
#include "office/sheet.h"
#include "office/wrap.h"
#include "office_text.h"

static struct catalog catalog;
static char folder[64];

static int load(void **state)
{
	struct faults f = {0};
	char dir[512];

	(void)state;
	snprintf(dir, sizeof(dir), "%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	bool ok = catalog_load(&catalog, dir, NULL, &f);
	faults_done(&f);
	/* Some hundred files, each brought to the disk: where there is one, a disk in memory. */
	snprintf(folder, sizeof(folder), "%s/test_office_filled-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	return ok && mkdtemp(folder) ? 0 : 1;
}

static int unload(void **state)
{
	(void)state;
	catalog_done(&catalog);
	return rmdir(folder);
}

struct filled {
	struct casefile c;
	struct check *k;
	struct document d;
};

static void begin(struct filled *f, const struct item *it)
{
	casefile_init(&f->c, it, date_make(2026, 11, 24));
	f->k = check_new(it);
}

static void print(struct filled *f, const struct paper_document *doc)
{
	const struct letterhead h = {.agency = "测试中心", .created = 1795503600};

	check_run(f->k, &f->c.in, NULL);
	filled_build(&f->d, &h, &f->c, f->k, doc, "2104002026112400073");
}

static void end(struct filled *f)
{
	check_free(f->k);
	casefile_done(&f->c);
}

static const struct paper_document *document_of(const char *item, const char *paper)
{
	const struct item *it = catalog_item(&catalog, item);
	const struct paper_document *doc = it ? item_document(it, item_paper(it, paper)) : NULL;

	if (!doc)
		fail_msg("%s has no %s to print", item, paper);
	return doc;
}

/* ---- the whole catalog ---- */

static void say(const struct item *it, const struct paper *p, const char *what)
{
	fail_msg("%s %s: %s", it->id, p->name, what);
}

/* Told apart from the code: the first 《 and the 》 after it go, all else stays. */
static void the_title_is_the_name(const struct item *it, const struct paper *p, const char *title)
{
	const char *name = p->name;
	bool marked = strncmp(name, "《", 3) == 0;

	for (size_t i = marked ? 3 : 0; name[i];) {
		if (marked && strncmp(name + i, "》", 3) == 0) {
			i += 3;
			marked = false;
			continue;
		}
		if (name[i++] != *title++)
			say(it, p, "the title is another");
	}
	if (*title)
		say(it, p, "the title says more");
}

static size_t count(const char *text, const char *mark)
{
	size_t n = 0;

	for (const char *p = text; (p = strstr(p, mark)) != NULL; p += strlen(mark))
		n++;
	return n;
}

/* Every row is as high as its text, and no cell is past the page. */
static void nothing_is_cut(const struct item *it, const struct paper *p, const struct document *d)
{
	struct layout l;

	layout_init(&l, d);
	for (size_t r = 0; r < l.n_rows; r++) {
		if (l.rows[r].height > 409)
			say(it, p, "a row is higher than Excel shows");
		for (size_t i = 0; i < l.rows[r].count; i++) {
			const struct layout_cell *c = &l.cells[l.rows[r].first + i];
			double px = (c->to - c->from) * LAYOUT_UNIT_PX - 8;
			const struct style *s = &layout_styles[c->style];
			if (c->from < 0 || c->to > LAYOUT_UNITS || c->from >= c->to)
				say(it, p, "a cell is past the page");
			int width = (int)((px - (s->indented ? 14 : 0)) / (s->pt * 96 / 72) * 97);
			if ((double)wrap_count(c->text, width) * s->pt * 1.3 > l.rows[r].height)
				say(it, p, "a row is lower than its text");
		}
	}
	layout_done(&l);
}

static void opens(const struct item *it, const struct paper *p, const struct document *d)
{
	char *file = xasprintf("%s/form.xlsx", folder);
	struct str sheet = {0};
	struct err e = {0};

	if (!sheet_write(d, file, &e))
		say(it, p, e.text);
	if (!package_read(file, "xl/worksheets/sheet1.xml", &sheet))
		say(it, p, "does not open");
	if (strstr(str_text(&sheet), "<f>") || strstr(str_text(&sheet), "<hyperlink"))
		say(it, p, "a formula or a link");
	str_done(&sheet);
	unlink(file);
	free(file);
}

#define MARK_TEXT "长"
/* Long and hostile, past every check of the form: as a draft of an old guide may bring it. */
static char *long_text(int times)
{
	struct str s = {0};

	str_add(&s, "=cmd|' /C calc'!A0 ");
	for (int i = 0; i < times; i++)
		str_add(&s, MARK_TEXT "文字。（不断行的）");
	return str_take(&s);
}

/* Returns how many fields and cells were filled that the paper prints. */
static void fill(struct filled *f, const char *text)
{
	const struct item *it = f->c.item;

	for (size_t i = 0; i < it->n_fields; i++)
		if (it->fields[i].type == FIELD_TEXT)
			f->c.values[i] = text;
	for (size_t l = 0; l < f->c.n_lists; l++) {
		const struct field *list = &it->fields[f->c.lists[l].field];
		for (size_t r = 0; r < 3; r++) {
			casefile_add_row(&f->c, l);
			for (int i = 0; i < list->n_columns; i++)
				f->c.lists[l].rows[r].cells[i] = "张三";
		}
	}
}

static void long_words_are_printed_whole(const struct item *it, const struct paper_document *doc,
					 const char *text)
{
	const struct paper *p = &it->papers[doc->paper];
	struct filled f;
	size_t whole = 0;

	begin(&f, it);
	fill(&f, text);
	print(&f, doc);
	nothing_is_cut(it, p, &f.d);
	for (size_t s = 0; s < f.d.n_sections; s++)
		for (size_t i = 0; i < f.d.sections[s].n_pairs; i++)
			whole += count(f.d.sections[s].pairs[i].value, MARK_TEXT);
	char *laid_out = office_text(&f.d);
	if (count(laid_out, MARK_TEXT) < whole)
		say(it, p, "words are lost");
	free(laid_out);
	document_done(&f.d);
	end(&f);
}

static void every_form_prints_and_opens(void **state)
{
	char *text = long_text(40);
	size_t printed = 0;

	(void)state;
	for (size_t i = 0; i < catalog.n_items; i++) {
		const struct item *it = catalog.items[i];
		for (size_t k = 0; k < it->n_documents; k++) {
			const struct paper_document *doc = &it->documents[k];
			const struct paper *p = &it->papers[doc->paper];
			struct filled f;
			begin(&f, it);
			print(&f, doc);
			the_title_is_the_name(it, p, f.d.title);
			nothing_is_cut(it, p, &f.d);
			opens(it, p, &f.d);
			document_done(&f.d);
			end(&f);
			long_words_are_printed_whole(it, doc, text);
			printed++;
		}
	}
	assert_true(printed > 150);
	free(text);
}

/* ---- which are printed ---- */

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* What somebody else writes for the applicant. */
static bool is_others(const struct item *it, const struct paper *p)
{
	static const char *const others[] = {
		"qz-057 statement", /* 004:1864 就医医疗机构出具的延长就医情况说明 */
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strncmp(others[i], it->id, 6) == 0 && strcmp(others[i] + 7, p->id) == 0)
			return true;
	return p->kind == PAPER_ELECTRONIC;
}

static void every_named_letter_can_be_printed(void **state)
{
	static const char *const ends[] = {"承诺书", "告知书",	 "委托书", "协议书",
					   "申请书", "情况说明", "申请",   "书面申请"};

	(void)state;
	for (size_t i = 0; i < catalog.n_items; i++) {
		const struct item *it = catalog.items[i];
		for (size_t k = 0; k < it->n_papers; k++) {
			const struct paper *p = &it->papers[k];
			char *title = item_paper_title(p);
			bool named = p->kind == PAPER_APPLICATION || p->kind == PAPER_PLEDGE;
			for (size_t e = 0; e < sizeof(ends) / sizeof(*ends); e++)
				named |= ends_with(title, ends[e]);
			if (named && !p->open_end && !is_others(it, p) &&
			    !item_document(it, (int)k))
				say(it, p, "cannot be printed");
			free(title);
		}
	}
}

/* ---- what stands on them ---- */

/* 004:2167: the kin agree among themselves; everybody signs beside their name. */
static void kin_sign_row_by_row(void **state)
{
	const struct paper_document *doc = document_of("qz-067", "agreement");
	struct filled f;

	(void)state;
	begin(&f, catalog_item(&catalog, "qz-067"));
	print(&f, doc);
	char *text = office_text(&f.d);
	assert_says(text, "|签名|");
	assert_says_not(text, "申请人签名");
	free(text);
	document_done(&f.d);
	end(&f);
}

/* 004:2996 names what the 重点情况说明 is about; the words are the unit's. */
static void headings_of_the_guide_have_room(void **state)
{
	const struct paper_document *doc = document_of("qz-094", "explanation");
	struct filled f;

	(void)state;
	begin(&f, catalog_item(&catalog, "qz-094"));
	print(&f, doc);
	char *text = office_text(&f.d);
	assert_says(text, "|重点情况说明|");
	assert_says(text, "|单位基本情况|\n||\n");
	assert_says(text, "|重要条款说明|\n||\n");
	assert_says(text, "|方案与企业年金方案（范本）不一致情况的说明|\n||\n");
	free(text);
	document_done(&f.d);
	end(&f);
}

/* 000:40 委托书: two parties, each signs. */
static void a_mandate_has_two_parties(void **state)
{
	const struct paper_document *doc = document_of("pz-002", "mandate");
	struct filled f;

	(void)state;
	begin(&f, catalog_item(&catalog, "pz-002"));
	int name = casefile_field(&f.c, "asker.name");
	assert_true(name >= 0);
	f.c.values[name] = "欧阳娜娜";
	print(&f, doc);
	char *text = office_text(&f.d);
	assert_says(text, "|委托书|");
	assert_says(text, "|委托人|");
	assert_says(text, "|姓名|欧阳娜娜|");
	assert_says(text, "|受托人|");
	assert_says(text, "|委托人签名：||受托人签名：||");
	free(text);
	document_done(&f.d);
	end(&f);
}

/* An empty choice is ticked by hand, an answered one stands in words. */
static void what_is_open_is_left_to_the_hand(void **state)
{
	const struct item *it = catalog_item(&catalog, "fs-008");
	struct filled f;

	(void)state;
	begin(&f, it);
	print(&f, document_of("fs-008", "application"));
	char *text = office_text(&f.d);
	assert_says(text, "|城乡居民基本养老保险参保登记表|");
	assert_says(text, "|性别|□男　□女|");
	assert_says(text, "|申请人签名：||日期：||");
	assert_says_not(text, "代办人");
	free(text);
	document_done(&f.d);
	f.c.in.values[FACT_AGENT] = (struct value){.state = VALUE_KNOWN, .a = 1};
	print(&f, document_of("fs-008", "application"));
	text = office_text(&f.d);
	assert_says(text, "|代办人|");
	assert_says(text, "|代办人签名：|");
	free(text);
	document_done(&f.d);
	end(&f);
}

/* 200 people over pages: the head of their table is repeated on each. */
static void a_long_list_repeats_its_head(void **state)
{
	const struct item *it = catalog_item(&catalog, "fs-018");
	struct filled f;
	struct layout l;
	struct paper_document doc = {.paper = 0};
	struct document_part parts[1] = {{0}};
	char *file = xasprintf("%s/form.xlsx", folder);
	struct str part = {0};
	struct err e;

	(void)state;
	begin(&f, it);
	assert_true(f.c.n_lists > 0);
	int field = f.c.lists[0].field;
	for (size_t b = 0; b < it->n_blocks; b++)
		if ((size_t)field >= it->blocks[b].first)
			parts[0].block = (int)b;
	parts[0].named = true;
	doc.parts = parts;
	doc.n_parts = 1;
	for (int i = 0; i < 200; i++) {
		size_t row = casefile_add_row(&f.c, 0);
		for (int k = 0; k < it->fields[field].n_columns; k++)
			f.c.lists[0].rows[row].cells[k] =
				it->columns[it->fields[field].first_column + k].type == FIELD_NAME
					? arena_printf(&f.c.arena, "张%d", i + 1)
					: "11010519491231002X";
	}
	print(&f, &doc);
	layout_init(&l, &f.d);
	assert_true(l.repeat_row > 0);
	assert_false(l.one_page);
	layout_done(&l);
	char *text = office_text(&f.d);
	assert_says(text, "（共200人）|");
	assert_says(text, "|200|张200|");
	free(text);
	assert_true(sheet_write(&f.d, file, &e));
	assert_true(package_read(file, "xl/workbook.xml", &part));
	assert_non_null(strstr(str_text(&part), "Print_Titles"));
	str_done(&part);
	unlink(file);
	free(file);
	document_done(&f.d);
	end(&f);
}

static void a_control_character_is_refused_by_name(void **state)
{
	const struct item *it = catalog_item(&catalog, "fs-008");
	char *file = xasprintf("%s/form.xlsx", folder);
	struct filled f;
	struct err e = {0};

	(void)state;
	begin(&f, it);
	f.c.values[casefile_field(&f.c, "insured.name")] = "张\a三";
	print(&f, document_of("fs-008", "application"));
	assert_false(sheet_write(&f.d, file, &e));
	assert_non_null(strstr(e.text, "姓名"));
	assert_int_not_equal(access(file, F_OK), 0);
	free(file);
	document_done(&f.d);
	end(&f);
}

/* A typed password or code never comes out on paper. */
static void a_secret_is_never_printed(void **state)
{
	size_t secrets = 0;

	(void)state;
	for (size_t i = 0; i < catalog.n_items; i++) {
		const struct item *it = catalog.items[i];
		for (size_t k = 0; k < it->n_fields; k++) {
			struct filled f;
			if (it->fields[k].type != FIELD_SECRET)
				continue;
			begin(&f, it);
			check_run(f.k, &f.c.in, NULL);
			assert_false(filled_part_shown(f.k, &it->fields[k]));
			end(&f);
			secrets++;
		}
	}
	assert_true(secrets > 0);
}

/* 2,000 characters in one field run over as many rows as they need. */
static void a_whole_page_of_words_is_printed(void **state)
{
	char *text = long_text(200);

	(void)state;
	long_words_are_printed_whole(catalog_item(&catalog, "fs-008"),
				     document_of("fs-008", "application"), text);
	free(text);
}

/* ---- faults of the file ---- */

static void bad_rows_are_faults(void **state)
{
	static const struct {
		const char *row, *fault;
	} rows[] = {
		{"{paper: nothing}", "paper 要写一份有名称的材料的 id"},
		{"{blocks: [insured]}", "缺少键「paper」"},
		{"{paper: application, blocks: [nobody]}", "表单里没有这个栏目组"},
		{"{paper: application, blocks: [insured, insured]}", "写了两次"},
		{"{paper: application, fields: [insured.shoe]}", "表单里没有栏目「insured.shoe」"},
		{"{paper: application, spaces: [{rows: 3}]}", "缺少键「text」"},
		{"{paper: application, spaces: [{text: 事由, rows: 400}]}", "40"},
		{"{paper: application, colour: red}", "colour"},
		{"{paper: application}\n  - {paper: application}", "这份材料写了两次"},
	};
	const struct item *it = catalog_item(&catalog, "fs-008");
	const struct guide *guide = NULL;

	(void)state;
	for (size_t i = 0; i < catalog.n_guides; i++)
		if (strcmp(catalog.guides[i]->id, it->guide) == 0)
			guide = catalog.guides[i];
	assert_null(strstr(it->text, "\ndocuments:"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = xasprintf("%s\ndocuments:\n  - %s\n", it->text, rows[i].row);
		struct faults f = {0};
		struct item *bad = item_parse(guide, "fs-008.yaml", text, strlen(text), &f);
		if (bad || !f.count || !strstr(f.rows[0].text, rows[i].fault))
			fail_msg("%s: %s", rows[i].row, f.count ? f.rows[0].text : "no fault");
		faults_done(&f);
		free(text);
	}
}

static void what_is_needed_stands_first(void **state)
{
	const struct item *it = catalog_item(&catalog, "fs-008");
	struct filled f;
	size_t list[8];

	(void)state;
	begin(&f, it);
	check_run(f.k, &f.c.in, NULL);
	assert_int_equal(filled_list(&f.c, f.k, list), 1);
	int paper = it->documents[list[0]].paper;
	assert_int_equal(filled_need(&f.c, f.k, paper), FILLED_NEEDED);
	casefile_mark(&f.c, (size_t)paper, (struct paper_mark){.state = PAPER_OK});
	check_run(f.k, &f.c.in, NULL);
	assert_int_equal(filled_need(&f.c, f.k, paper), FILLED_THERE);
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_prints_and_opens),
		cmocka_unit_test(every_named_letter_can_be_printed),
		cmocka_unit_test(kin_sign_row_by_row),
		cmocka_unit_test(headings_of_the_guide_have_room),
		cmocka_unit_test(a_mandate_has_two_parties),
		cmocka_unit_test(what_is_open_is_left_to_the_hand),
		cmocka_unit_test(a_long_list_repeats_its_head),
		cmocka_unit_test(a_control_character_is_refused_by_name),
		cmocka_unit_test(a_secret_is_never_printed),
		cmocka_unit_test(a_whole_page_of_words_is_printed),
		cmocka_unit_test(bad_rows_are_faults),
		cmocka_unit_test(what_is_needed_stands_first),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
