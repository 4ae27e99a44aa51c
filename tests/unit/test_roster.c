/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists of units into the list of fs-002 (姓名, 证件类型, 证件号码, 联系电话, 变动日期). The
 * numbers are the examples of GB 11643, or made after it.
 */
#include "workbook_fixture.h"

#include <time.h>

#include "base/mem.h"
#include "exchange/roster.h"
#include "guide/check.h"
#include "guide/load.h"

#define TODAY date_make(2026, 11, 24)
#define ONE   "11010519491231002X"
#define TWO   "440524188001010014"

enum { NAME, KIND, NUMBER, PHONE, CHANGED };

static struct guide *guide;
static struct item *item;
static struct casefile file;
static struct check *k;

static int setup(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", root);
	char *blocks = xasprintf("%s/forms/blocks.yaml", root);
	char *path = xasprintf("%s/forms/fushun/fs-002.yaml", root);

	guide = guide_load(dir, blocks, &f);
	item = item_load(guide, path, &f);
	assert_non_null(item);
	casefile_init(&file, item, TODAY);
	k = check_new(item);
	check_run(k, &file.in, NULL);
	faults_done(&f);
	free(path);
	free(blocks);
	free(dir);
	return fixture_make(state);
}

static int teardown(void **state)
{
	check_free(k);
	casefile_done(&file);
	item_free(item);
	guide_free(guide);
	return fixture_remove(state);
}

/* Read, matched and checked; NULL with e. */
static struct roster *read_roster(const char *path, struct err *e)
{
	const struct roster_rules rules = {.k = k, .c = &file, .today = TODAY};
	enum roster_progress p = ROSTER_MORE;
	int64_t done, total;
	bool ended = false;
	struct roster_reader *rr = roster_reader_new(path, item, (size_t)file.lists[0].field, e);

	while (rr && p == ROSTER_MORE)
		p = roster_reader_go_on(rr, &done, &total, e);
	struct roster *r = rr && p == ROSTER_DONE ? roster_reader_take(rr) : NULL;
	roster_reader_free(rr);
	while (r && !ended)
		assert_true(roster_check(r, &rules, 100, &ended, e));
	return r;
}

/* The faults of row i, each on a line. */
static void expect_faults(const struct roster *r, size_t i, enum roster_verdict verdict,
			  const char *const *words)
{
	const struct roster_row *row = &r->rows[i];
	size_t n = 0;

	while (words[n])
		n++;
	if (row->n_faults != n)
		fail_msg("row %zu has %zu faults, the first: %s", row->number, row->n_faults,
			 row->n_faults ? row->faults[0].text : "");
	for (size_t f = 0; f < n; f++)
		if (!strstr(row->faults[f].text, words[f]))
			fail_msg("%s is not in %s", words[f], row->faults[f].text);
	assert_int_equal(row->verdict, verdict);
}
#define FAULTS(r, i, verdict, ...)                                                                 \
	expect_faults(r, i, verdict, (const char *const[]){__VA_ARGS__, NULL})

static void headings_are_found_below_titles(void **state)
{
	struct err e;

	(void)state;
	struct roster *r =
		read_roster(FIXTURE_TEXT("a.csv", "某某公司职工增员名单,,,,\n2026年11月,,,,\n序号,"
						  "姓 名,身份证号（必填）,手机号码,"
						  "*变动日期\n1,张三," ONE
						  ",13800000000,2026/11/21\n2,李四," TWO
						  ",,20261121\n合计,2人,,,\n制表人：王五,,,,\n"),
			    &e);
	assert_non_null(r);
	assert_int_equal(r->heading_row, 3);
	assert_int_equal(r->n_rows, 2);
	assert_int_equal(r->passed_over, 2);
	assert_int_equal(r->map[NAME].cell, 1);
	assert_int_equal(r->map[NAME].match, MATCH_NORMALISED);
	assert_int_equal(r->map[NUMBER].cell, 2);
	assert_int_equal(r->map[NUMBER].match, MATCH_ALIAS);
	assert_int_equal(r->map[PHONE].match, MATCH_ALIAS);
	assert_int_equal(r->map[CHANGED].match, MATCH_NORMALISED);
	assert_int_equal(r->map[KIND].match, MATCH_NONE);
	assert_false(roster_is_open(r, k, KIND));
	assert_int_equal(r->good, 2);
	assert_string_equal(r->rows[0].values[CHANGED], "2026-11-21");
	assert_string_equal(r->rows[1].values[CHANGED], "2026-11-21");
	assert_string_equal(r->rows[0].values[KIND], "居民身份证");
	roster_free(r);
}

static void open_columns_and_what_is_remembered(void **state)
{
	const struct roster_heading known[] = {{"联系人", "name"}, {"备用电话", ""}};
	struct arena a = {0};
	struct err e;
	size_t n;

	(void)state;
	struct roster *r = read_roster(
		FIXTURE_TEXT("a.csv", "联系人,证件号码,手机,电话\n张三," ONE ",13800000000,\n"),
		&e);
	assert_true(roster_is_open(r, k, NAME));
	assert_int_equal(r->map[PHONE].match, MATCH_MANY);
	assert_true(roster_is_open(r, k, PHONE));
	roster_match(r, known, 2);
	assert_int_equal(r->map[NAME].match, MATCH_REMEMBERED);
	roster_choose(r, PHONE, 2);
	assert_false(roster_is_open(r, k, PHONE));
	const struct roster_heading *rows = roster_headings(r, &a, &n);
	assert_int_equal(n, 4);
	assert_string_equal(rows[0].column, "name");
	assert_string_equal(rows[2].column, "phone");
	assert_string_equal(rows[3].column, "");
	arena_done(&a);
	roster_free(r);
}

static void every_fault_of_a_row_is_said(void **state)
{
	struct err e;

	(void)state;
	struct roster *r = read_roster(
		FIXTURE_TEXT("a.csv",
			     "姓名,证件号码,联系电话,变动日期\n,110105194912310021,12,2026-02-30\n"
			     "张三," ONE ",,\n张三," ONE ",,\n李四," ONE ",,\n王\xFF五," TWO
			     ",,\n"),
		&e);
	FAULTS(r, 0, ROSTER_BAD, "姓名：没有填", "证件号码：", "联系电话：",
	       "变动日期：没有这一天");
	FAULTS(r, 2, ROSTER_BAD, "与第 3 行重复");
	FAULTS(r, 3, ROSTER_BAD, "与第 3 行相同，姓名不同");
	FAULTS(r, 4, ROSTER_BAD, "姓名：有无法识别的字符");
	assert_int_equal(r->bad, 5); /* the other of the two names too */
	assert_int_equal(r->by_reason[FLAW_TWIN], 3);
	assert_int_equal(r->by_reason[FLAW_EMPTY], 1);
	roster_free(r);
}

static void numbers_ruined_by_excel_are_named_and_not_guessed(void **state)
{
	struct err e;

	(void)state;
	struct roster *r = read_roster(
		FIXTURE_TEXT("a.csv", "姓名,证件号码\n张三,4.50721E+17\n李四,110105194912310000\n"),
		&e);
	FAULTS(r, 0, ROSTER_BAD, "4.50721E+17 被 Excel 变成了科学计数");
	FAULTS(r, 1, ROSTER_BAD, "末三位是 000");
	assert_null(r->rows[0].values[NUMBER]);
	assert_null(r->rows[1].values[NUMBER]);
	assert_int_equal(r->by_reason[FLAW_RUINED], 2);
	roster_free(r);
	/* A number cell; what Excel left of it even has a right check digit. */
	r = read_roster(
		fixture_book(
			"a.xlsx",
			&(struct fixture_book){
				.rows = "<row r=\"1\"><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>"
					"证件号码</v></c><c "
					"t=\"str\"><v>联系电话</v></c></row><row "
					"r=\"2\"><c t=\"str\"><v>张三</v></c><c><v>"
					"1.10105194912310E+17</v></c><c><v>13800000000</v></c></"
					"row>"}),
		&e);
	FAULTS(r, 0, ROSTER_BAD, "Excel 只留前 15 位，后面变成了 0（110105194912310000）");
	assert_null(r->rows[0].values[NUMBER]);
	assert_string_equal(r->rows[0].values[PHONE], "13800000000");
	roster_free(r);
}

static void days_of_a_workbook(void **state)
{
	struct err e;
	static const char rows[] =
		"<row r=\"1\"><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>证件号码</v></c><c "
		"t=\"str\"><v>变动日期</v></c></row><row r=\"2\"><c t=\"str\"><v>张三</v></c><c "
		"t=\"str\"><v>" ONE "</v></c><c s=\"1\"><v>46347</v></c></row><row r=\"3\"><c "
		"t=\"str\"><v>李四</v></c><c t=\"str\"><v>" TWO "</v></c><c><v>46347</v></c></row>";

	(void)state;
	struct roster *r =
		read_roster(fixture_book("a.xlsx", &(struct fixture_book){.rows = rows}), &e);
	assert_string_equal(r->rows[0].values[CHANGED], "2026-11-21");
	assert_string_equal(r->rows[1].values[CHANGED], "2026-11-21");
	roster_free(r);
	r = read_roster(
		fixture_book("a.xlsx",
			     &(struct fixture_book){.rows = rows,
						    .properties = "<workbookPr date1904=\"1\"/>"}),
		&e);
	assert_string_equal(r->rows[1].values[CHANGED], "2030-11-22"); /* 1462 days later */
	roster_free(r);
}

static void the_sheet_that_fits_and_the_wrong_one(void **state)
{
	struct err e;
	static const char list[] =
		"<row r=\"1\"><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>证件号码"
		"</v></c></row><row r=\"2\" hidden=\"1\"><c t=\"str\"><v>张三</v></c><c "
		"t=\"str\"><v>" ONE "</v></c></row>";

	(void)state;
	struct roster *r = read_roster(
		fixture_book("a.xlsx", &(struct fixture_book){.rows = "<row><c><v>1</v></c></row>",
							      .second = list}),
		&e);
	assert_string_equal(r->sheet, "说明");
	assert_int_equal(r->hidden, 1);
	roster_free(r);
	assert_null(read_roster(
		fixture_book(
			"a.xlsx",
			&(struct fixture_book){.rows = "<row><c t=\"str\"><v>商品</v></c></row>"}),
		&e));
	assert_non_null(strstr(e.text, "工作表 “名单”、“说明” 里都没有找到名单的表头"));
	assert_null(read_roster(FIXTURE_TEXT("a.csv", "姓名,证件号码\n"), &e));
	assert_non_null(strstr(e.text, "表头下面没有人"));
}

static void merged_cells_are_named(void **state)
{
	struct err e;

	(void)state;
	struct roster *r = read_roster(
		fixture_book("a.xlsx",
			     &(struct fixture_book){
				     .rows = "<row r=\"1\"><c t=\"str\"><v>名单</v></c></row><row "
					     "r=\"2\"><c "
					     "t=\"str\"><v>姓名</v></c><c "
					     "t=\"str\"><v>证件号码</v></c></row>"
					     "<row r=\"3\"><c t=\"str\"><v>张三</v></c><c "
					     "t=\"str\"><v>" ONE
					     "</v></c></row><row r=\"4\"><c/><c t=\"str\"><v>" TWO
					     "</v></c></row>",
				     .tail = "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell "
					     "ref=\"A3:A4\"/></mergeCells>"}),
		&e);
	FAULTS(r, 0, ROSTER_BAD, "合并的单元格");
	FAULTS(r, 1, ROSTER_BAD, "合并的单元格", "姓名：没有填");
	roster_free(r);
}

/* A made number with its check digit. */
static void make_number(int i, char out[19])
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	snprintf(out, 19, "2104021990%02d%02d%03d", i / 1000 % 12 + 1, i / 40 % 25 + 1,
		 i % 40 + 101);
	for (int d = 0; d < 17; d++)
		sum += (out[d] - '0') * weights[d];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

static struct str many(int rows)
{
	struct str text = {0};
	char number[19];

	str_add(&text, "姓名,证件号码,联系电话,变动日期\n");
	for (int i = 0; i < rows; i++) {
		make_number(i, number);
		str_addf(&text, "张三,%s,13800000000,2026-11-21\n", number);
	}
	return text;
}

static void a_thousand_rows_in_a_second(void **state)
{
	struct str text = many(1000);
	struct timespec began, ended;
	struct err e;

	(void)state;
	const char *path = fixture_file("a.csv", text.data, text.len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &began);
	struct roster *r = read_roster(path, &e);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
	assert_int_equal(r->n_rows, 1000);
	assert_int_equal(r->good, 1000);
	assert_true((ended.tv_sec - began.tv_sec) * 1000 +
			    (ended.tv_nsec - began.tv_nsec) / 1000000 <
		    1000);
	roster_free(r);
	str_done(&text);
}

static void a_list_too_long_is_refused_by_number(void **state)
{
	struct str text = many(1);
	struct err e = {0};

	(void)state;
	for (int i = 0; i < 65535; i++)
		str_add(&text, "张三," ONE ",,\n");
	assert_null(read_roster(fixture_file("a.csv", text.data, text.len), &e));
	assert_non_null(strstr(e.text, "超过 10000 人"));
	str_done(&text);
}

static void good_rows_go_in_and_twins_of_those_there_are_told(void **state)
{
	struct err e;

	(void)state;
	const char *path = FIXTURE_TEXT("a.csv", "姓名,证件号码\n张三," ONE "\n李四,1\n");
	struct roster *r = read_roster(path, &e);
	assert_int_equal(roster_take(r, &file, 0, false), 1);
	assert_int_equal(file.lists[0].count, 1);
	assert_string_equal(file.lists[0].rows[0].cells[NUMBER], ONE);
	assert_int_equal(file.in.values[FACT_PEOPLE].a, 1);
	roster_free(r);
	r = read_roster(path, &e);
	FAULTS(r, 0, ROSTER_BAD, "与已录名单第 1 行相同");
	assert_int_equal(roster_take(r, &file, 0, true), 2);
	assert_string_equal(file.lists[0].rows[2].cells[NUMBER], "1"); /* to be put right there */
	roster_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_found_below_titles),
		cmocka_unit_test(open_columns_and_what_is_remembered),
		cmocka_unit_test(every_fault_of_a_row_is_said),
		cmocka_unit_test(numbers_ruined_by_excel_are_named_and_not_guessed),
		cmocka_unit_test(days_of_a_workbook),
		cmocka_unit_test(the_sheet_that_fits_and_the_wrong_one),
		cmocka_unit_test(merged_cells_are_named),
		cmocka_unit_test(a_thousand_rows_in_a_second),
		cmocka_unit_test(a_list_too_long_is_refused_by_number),
		cmocka_unit_test(good_rows_go_in_and_twins_of_those_there_are_told),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
