/* SPDX-License-Identifier: Apache-2.0
 *
 * A register as a workbook, read back by our own reader of tables and as XML.
 */
#include "registers_fixture.h"

#include <dirent.h>

#include "exchange/grid.h"
#include "office/package.h"
#include "office/register_book.h"

#define PURPOSE "年终归档"

static struct register_run run_of(const char *kind)
{
	struct register_run r = {.kind = register_kind_of(kind),
				 .filter_words = "",
				 .purpose = PURPOSE,
				 .at = clock_at(hall_day() + 5, 10, 30)};

	register_filter_init(&r.filter, hall_day() + 5);
	return r;
}

static const char *path_of(struct register_hall *h, const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", h->hall.folder, name);
	return path;
}

static void write_ok(struct register_hall *h, const struct register_run *r, const char *path)
{
	int64_t rows;

	if (!register_book_write(h->hall.store, &zhao, r, path, &rows, &h->hall.err))
		fail_msg("%s", h->hall.err.text);
}

/* Rows of a sheet: "5:1|2104…|2026-11-24\n". Caller frees. */
static char *sheet_of(const char *path, size_t sheet, char *name, size_t size)
{
	struct str out = {0};
	struct grid_row row;
	struct err e = {0};
	struct grid *g = grid_open(path, &grid_limits_bulk, &e);

	assert_non_null(g);
	if (sheet >= grid_sheets(g)) {
		grid_close(g);
		return NULL;
	}
	snprintf(name, size, "%s", grid_sheet_name(g, sheet));
	assert_true(grid_begin(g, sheet, &e));
	while (grid_next(g, &row, &e) == GRID_ROW) {
		str_addf(&out, "%zu:", row.number);
		for (size_t i = 0; i < row.n; i++) {
			assert_false(row.cells[i].formula);
			str_addf(&out, "%s%s", i ? "|" : "", row.cells[i].text);
		}
		str_add(&out, "\n");
	}
	grid_close(g);
	return str_take(&out);
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("not there: %s\nin:\n%s", part, text);
}

static void what_stands_in_it(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("cases");
	char name[64], line[256];
	const char *path = path_of(h, "cases.xlsx");

	r.filter_words = "登记日 2026-11-24 至 最新";
	write_ok(h, &r, path);
	char *text = sheet_of(path, 0, name, sizeof(name));
	assert_string_equal(name, "办件台账");
	assert_has(text, "1:抚顺市社保大厅\xE3\x80\x80办件台账\n");
	assert_has(text, "2:范围：登记日 2026-11-24 至 最新\n");
	assert_has(text, "3:导出：赵刚\xE3\x80\x80"
			 "2026-11-29 10:30:00\xE3\x80\x80用途：年终归档\n");
	assert_has(text, "4:序号|受理编号|日期|事项|姓名或单位|证件号码|联系电话|状态|窗口|经办人|"
			 "办结期限|办结日|外部流水号\n");
	snprintf(line, sizeof(line),
		 "5:1|%s|2026-11-24|灵活就业人员停保|王0明|210402199000000000|13904131234|受理|3|"
		 "李敏|2026-11-24||20260000123\n",
		 h->numbers[0]);
	assert_has(text, line);
	assert_has(text, "|=1+1|"); /* as text: no cell is a formula */
	assert_has(text, "44:40|");
	assert_has(text, "45:合计|40 行\n");
	free(text);
}

static void how_it_is_set_up(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("cases");
	struct str xml = {0};
	const char *path = path_of(h, "cases.xlsx");

	write_ok(h, &r, path);
	assert_true(package_read(path, "xl/worksheets/sheet1.xml", &xml));
	assert_has(xml.data, "ySplit=\"4\"");
	assert_has(xml.data, "orientation=\"landscape\"");
	assert_has(xml.data, "paperSize=\"9\"");
	assert_has(xml.data, "fitToHeight=\"0\"");
	assert_has(xml.data, "<autoFilter ref=\"A4:M44\"/>");
	assert_has(xml.data, "第 &amp;P 页 / 共 &amp;N 页");
	assert_null(strstr(xml.data, "<f>"));
	assert_null(strstr(xml.data, "<hyperlink"));
	/* A number of 21 digits; four characters of Chinese and the arrow of the filter. */
	assert_has(xml.data, "<col min=\"2\" max=\"2\" width=\"22.7109375\"");
	assert_has(xml.data, "<col min=\"11\" max=\"11\" width=\"12.7109375\"");
	str_clear(&xml);
	assert_true(package_read(path, "xl/workbook.xml", &xml));
	assert_has(xml.data, "_xlnm.Print_Titles");
	assert_has(xml.data, "$4:$4");
	str_done(&xml);
}

static void long_registers_go_on_over_further_sheets(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("cases");
	const char *path = path_of(h, "cases.xlsx");
	char name[64], line[64];

	r.sheet_rows = 15;
	write_ok(h, &r, path);
	for (size_t i = 0; i < 3; i++) {
		char *text = sheet_of(path, i, name, sizeof(name));
		assert_non_null(text);
		snprintf(line, sizeof(line), "5:%zu|%s", i * 15 + 1, h->numbers[i * 15]);
		assert_has(text, line);
		assert_has(text, "4:序号|受理编号|");
		assert_int_equal(strstr(text, "合计") != NULL, i == 2);
		if (i == 2)
			assert_has(text, "14:40|");
		if (i == 2)
			assert_has(text, "15:合计|40 行");
		assert_string_equal(name, i == 0   ? "办件台账"
					  : i == 1 ? "办件台账(2)"
						   : "办件台账(3)");
		free(text);
	}
	assert_null(sheet_of(path, 3, name, sizeof(name)));
	/* Just full: no empty sheet behind. */
	r.sheet_rows = 20;
	write_ok(h, &r, path);
	assert_null(sheet_of(path, 2, name, sizeof(name)));
}

static void masked_it_has_no_number_and_needs_no_purpose(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("cases");
	struct str xml = {0};
	const char *path = path_of(h, "masked.xlsx");
	int64_t rows;

	r.purpose = NULL;
	assert_false(register_book_write(h->hall.store, &li, &r, path, &rows, &h->hall.err));
	assert_int_equal(h->hall.err.code, ERR_INPUT);
	assert_int_not_equal(access(path, F_OK), 0);
	r.masked = true;
	write_ok(h, &r, path);
	assert_true(package_read(path, "xl/worksheets/sheet1.xml", &xml));
	assert_null(strstr(xml.data, "210402199000000007"));
	assert_null(strstr(xml.data, "13904131234"));
	assert_null(strstr(xml.data, "王7明"));
	assert_has(xml.data, "210402********0007");
	assert_has(xml.data, "139****1234");
	assert_has(xml.data, "王*明");
	assert_has(xml.data, "（姓名、号码已隐去）");
	assert_has(xml.data, h->numbers[7]);
	str_done(&xml);
}

static char *bytes_of(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes = malloc(1 << 20);

	assert_non_null(f);
	*n = fread(bytes, 1, 1 << 20, f);
	fclose(f);
	return bytes;
}

static void twice_the_same_is_the_same(void **state)
{
	struct register_hall *h = *state;

	for (size_t i = 0; i < registers_n; i++) {
		if (strcmp(registers[i]->id, "exports") == 0 ||
		    strcmp(registers[i]->id, "audit") == 0)
			continue; /* an export is itself in these */
		struct register_run r = run_of(registers[i]->id);
		size_t n[2];
		char *bytes[2];
		for (int k = 0; k < 2; k++) {
			const char *path = path_of(h, k ? "a.xlsx" : "b.xlsx");
			write_ok(h, &r, path);
			bytes[k] = bytes_of(path, &n[k]);
			h->hall.ms += 61000;
		}
		assert_int_equal(n[0], n[1]);
		assert_memory_equal(bytes[0], bytes[1], n[0]);
		free(bytes[0]);
		free(bytes[1]);
	}
}

/* ---- stopping ---- */

struct patience {
	int asked, until;
};

static bool go_on(void *ctx, int64_t done, int64_t total)
{
	struct patience *p = ctx;

	assert_true(done <= 2 * total);
	return ++p->asked < p->until;
}

static int files_in(const char *folder)
{
	DIR *d = opendir(folder);
	int n = 0;

	for (struct dirent *f; (f = readdir(d));)
		n += strstr(f->d_name, "xlsx") || strstr(f->d_name, ".yichuang-");
	closedir(d);
	return n;
}

static int64_t exports_of(struct register_hall *h)
{
	struct register_filter f;
	int64_t n;

	register_filter_init(&f, hall_day());
	assert_true(
		register_count(h->hall.store, register_kind_of("exports"), &f, &n, &h->hall.err));
	return n;
}

static void stopped_it_leaves_no_file_and_no_event(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("audit");
	struct patience p = {.until = 1};
	int64_t rows;

	for (int i = 0; i < 1100; i++) /* more rows than lie between two questions */
		assert_true(cases_link(h->hall.store, &li, h->numbers[0], "external", "20260000123",
				       &h->hall.err));
	r.progress = go_on;
	r.ctx = &p;
	for (p.until = 1; p.until < 3; p.until++) { /* while reading; when packed */
		p.asked = 0;
		strcpy(h->hall.err.text, "x");
		assert_false(register_book_write(h->hall.store, &zhao, &r, path_of(h, "c.xlsx"),
						 &rows, &h->hall.err));
		assert_int_equal(h->hall.err.code, ERR_NONE);
		assert_int_equal(p.asked, p.until);
		assert_int_equal(files_in(h->hall.folder), 0);
		assert_int_equal(exports_of(h), 0);
	}
	p.asked = 0;
	write_ok(h, &r, path_of(h, "c.xlsx"));
	assert_int_equal(files_in(h->hall.folder), 1);
	assert_int_equal(exports_of(h), 1);
}

static void every_register_is_a_sound_workbook(void **state)
{
	struct register_hall *h = *state;
	char name[64];

	for (size_t i = 0; i < registers_n; i++) {
		struct register_run r = run_of(registers[i]->id);
		const char *path = path_of(h, "any.xlsx");
		write_ok(h, &r, path);
		char *text = sheet_of(path, 0, name, sizeof(name));
		assert_string_equal(name, registers[i]->name);
		assert_has(text, "合计|");
		/* No id is left where a word belongs. */
		assert_null(strstr(text, "|case."));
		assert_null(strstr(text, "|accepted|"));
		free(text);
		r.filter.last = hall_day() - 1; /* nothing at all is a register too */
		if (registers[i]->by[BY_DAY]) {
			write_ok(h, &r, path);
			text = sheet_of(path, 0, name, sizeof(name));
			assert_has(text, "5:合计|0 行");
			free(text);
		}
	}
}

int main(void)
{
#define REGISTER_TEST(t) cmocka_unit_test_setup_teardown(t, register_setup, register_teardown)
	const struct CMUnitTest tests[] = {
		REGISTER_TEST(what_stands_in_it),
		REGISTER_TEST(how_it_is_set_up),
		REGISTER_TEST(long_registers_go_on_over_further_sheets),
		REGISTER_TEST(masked_it_has_no_number_and_needs_no_purpose),
		REGISTER_TEST(twice_the_same_is_the_same),
		REGISTER_TEST(stopped_it_leaves_no_file_and_no_event),
		REGISTER_TEST(every_register_is_a_sound_workbook),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
