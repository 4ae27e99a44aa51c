/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands in the written file, part by part.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "office/document.h"
#include "office/layout.h"
#include "office/outfile.h"
#include "office/package.h"
#include "office/sheet.h"

struct place {
	char folder[64], file[80];
};

static int setup(void **state)
{
	struct place *p = xcalloc(1, sizeof(*p));

	snprintf(p->folder, sizeof(p->folder), "/tmp/test_office_sheet-XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->file, sizeof(p->file), "%s/slip.xlsx", p->folder);
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct place *p = *state;

	unlink(p->file);
	rmdir(p->folder);
	free(p);
	return 0;
}

static int files_in(const char *folder)
{
	DIR *dir = opendir(folder);
	int n = 0;

	for (struct dirent *d; (d = readdir(dir));)
		n += d->d_name[0] != '.' || strlen(d->d_name) > 2;
	closedir(dir);
	return n;
}

static void start(struct document *d)
{
	document_init(d, "社会保险事业服务中心", "受理回执单");
	d->created = 1795503600; /* 2026-11-24 07:00 UTC */
	document_set_number(d, "1", "2");
	document_grid(d, NULL);
}

static char *part(const struct place *p, const char *name)
{
	struct str s = {0};

	assert_true(package_read(p->file, name, &s));
	return str_take(&s);
}

static void write_ok(const struct document *d, const struct place *p)
{
	struct err e = {0};

	if (!sheet_write(d, p->file, &e))
		fail_msg("%s", e.text);
	assert_int_equal(files_in(p->folder), 1);
}

static void the_page_is_a4_and_one_wide(void **state)
{
	struct place *p = *state;
	struct document d;
	struct stat st;

	start(&d);
	document_half(&d, "证件号码", "11010519491231002X");
	document_set_qr(&d, NULL, date_make(2026, 12, 8), "024-12333");
	assert_string_equal(d.qr, "编号 1\n查询码 2\n办结期限 2026-12-08\n电话 024-12333");
	write_ok(&d, p);
	assert_int_equal(stat(p->file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	char *sheet = part(p, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "<pageSetUpPr fitToPage=\"1\"/>"));
	assert_non_null(strstr(sheet, "paperSize=\"9\""));
	assert_non_null(strstr(sheet, "orientation=\"portrait\""));
	assert_non_null(strstr(sheet, "第 &amp;P 页 / 共 &amp;N 页"));
	assert_null(strstr(sheet, "fitToHeight=\"0\"")); /* short: one page */
	assert_non_null(strstr(sheet, "<drawing r:id="));
	free(sheet);
	char *png = part(p, "xl/media/image1.png");
	assert_memory_equal(png, "\x89PNG", 4);
	free(png);
	char *core = part(p, "docProps/core.xml");
	assert_non_null(strstr(core, "2026-11-24T07:00:00Z"));
	free(core);
	document_done(&d);
}

static void hostile_text_stays_text(void **state)
{
	struct place *p = *state;
	struct document d;

	start(&d);
	document_pair(&d, "姓名", "=cmd|' /C calc'!A0");
	document_pair(&d, "网址", "http://example.cn/?a=1&b=<2>");
	document_pair(&d, "加号", "+1");
	document_pair(&d, "数组", "{=1+1}");
	document_pair(&d, "号码", "11010519491231002X");
	document_pair(&d, "前导零", "0012");
	document_pair(&d, "空", "");
	write_ok(&d, p);
	char *sheet = part(p, "xl/worksheets/sheet1.xml");
	char *strings = part(p, "xl/sharedStrings.xml");
	char *styles = part(p, "xl/styles.xml");
	assert_null(strstr(sheet, "<f"));
	assert_null(strstr(sheet, "hyperlink"));
	assert_non_null(strstr(strings, ">=cmd|' /C calc'!A0<"));
	assert_non_null(strstr(strings, ">http://example.cn/?a=1&amp;b=&lt;2&gt;<"));
	assert_non_null(strstr(strings, ">+1<"));
	assert_non_null(strstr(strings, ">{=1+1}<"));
	assert_non_null(strstr(strings, ">11010519491231002X<"));
	assert_non_null(strstr(strings, ">0012<"));
	/* every value is a shared string: no cell is a number */
	for (const char *v = sheet; (v = strstr(v, "<v>")); v++)
		assert_memory_equal(v - strlen("t=\"s\">"), "t=\"s\">", strlen("t=\"s\">"));
	/* 49 is @; style 0, of no cell of ours, is the only general one */
	assert_non_null(strstr(styles, "<xf numFmtId=\"49\""));
	const char *xfs = strstr(styles, "<cellXfs");
	int general = 0;
	for (const char *x = xfs;
	     (x = strstr(x, "numFmtId=\"0\"")) && x < strstr(xfs, "</cellXfs>"); x++)
		general++;
	assert_int_equal(general, 1);
	for (const char *c = sheet; (c = strstr(c, "<c r=\"")); c++) {
		const char *style = strstr(c, " s=\"");
		assert_true(style && style < strchr(c, '>') && atoi(style + 4) > 0);
	}
	free(sheet);
	free(strings);
	free(styles);
	document_done(&d);
}

static void refuse(const struct place *p, const char *value, const char *says)
{
	struct document d;
	struct err e = {0};

	start(&d);
	document_pair(&d, "姓名", value);
	assert_false(sheet_write(&d, p->file, &e));
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.text, "姓名"));
	assert_non_null(strstr(e.text, says));
	assert_int_equal(files_in(p->folder), 0);
	document_done(&d);
}

static void what_cannot_be_printed_is_named(void **state)
{
	refuse(*state, "张\x01三", "控制字符");
	refuse(*state, "张\xe2\x80\xae三", "控制字符"); /* U+202E */
	refuse(*state, "张\xff三", "UTF-8");
	refuse(*state, "\xed\xa0\x80", "UTF-8"); /* a surrogate */
	refuse(*state, "一\n二\x7f", "控制字符");
}

static void long_text_goes_on_in_further_rows(void **state)
{
	enum { CHARS = 40000 };
	struct place *p = *state;
	struct document d;
	char *text = xmalloc(CHARS * 3 + 1);

	for (int i = 0; i < CHARS; i++)
		memcpy(text + 3 * i, "险", 3);
	text[CHARS * 3] = '\0';
	start(&d);
	document_pair(&d, "情况", text);
	write_ok(&d, p);
	char *sheet = part(p, "xl/worksheets/sheet1.xml");
	char *strings = part(p, "xl/sharedStrings.xml");
	assert_non_null(strstr(sheet, "fitToHeight=\"0\""));
	for (const char *h = sheet; (h = strstr(h, " ht=\"")); h++)
		assert_true(atof(h + 5) <= 409);
	/* equal rows share one string: count what the cells show */
	struct layout l;
	size_t shown = 0;
	layout_init(&l, &d);
	for (size_t i = 0; i < l.n_cells; i++) {
		assert_true(strlen(l.cells[i].text) <= 3 * 32767);
		if (strstr(l.cells[i].text, "险") == l.cells[i].text)
			shown += strlen(l.cells[i].text) / 3;
	}
	assert_int_equal(shown, CHARS);
	layout_done(&l);
	free(sheet);
	free(strings);
	free(text);
	document_done(&d);
}

static void a_demo_is_marked_on_every_page(void **state)
{
	struct place *p = *state;
	struct document d;

	start(&d);
	d.demo = true;
	d.reprint = 2;
	for (int i = 0; i < 80; i++)
		document_pair(&d, "一", "二");
	write_ok(&d, p);
	char *strings = part(p, "xl/sharedStrings.xml");
	char *drawing = part(p, "xl/drawings/drawing1.xml");
	char *sheet = part(p, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(strings, "演练·无效"));
	assert_non_null(strstr(strings, "第2次补发"));
	assert_non_null(strstr(sheet, "<oddHeader>"));
	double height = 0;
	for (const char *h = sheet; (h = strstr(h, " ht=\"")); h++)
		height += atof(h + 5);
	assert_true(height > 2 * LAYOUT_PAGE_PT);
	int pictures = 0;
	for (const char *s = drawing; (s = strstr(s, "<xdr:pic>")); s++)
		pictures++;
	assert_int_equal(pictures, (int)(height / LAYOUT_PAGE_PT) + 1);
	free(strings);
	free(drawing);
	free(sheet);
	document_done(&d);
}

static void the_same_document_gives_the_same_bytes(void **state)
{
	struct place *p = *state;
	char other[96];
	struct str a = {0}, b = {0};
	struct document d;
	struct err e = {0};

	start(&d);
	d.demo = true;
	document_set_qr(&d, "https://example.cn/q", DATE_NONE, NULL);
	assert_string_equal(d.qr, "https://example.cn/q?number=1&code=2");
	write_ok(&d, p);
	snprintf(other, sizeof(other), "%s/b.xlsx", p->folder);
	assert_true(sheet_write(&d, other, &e));
	for (int i = 0; i < 2; i++) {
		struct str *s = i ? &b : &a;
		FILE *f = fopen(i ? other : p->file, "rb");
		char buf[4096];
		for (size_t n; (n = fread(buf, 1, sizeof(buf), f));)
			str_addn(s, buf, n);
		fclose(f);
	}
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
	str_done(&a);
	str_done(&b);
	unlink(other);
	document_done(&d);
}

static void a_full_disk_leaves_nothing(void **state)
{
	struct place *p = *state;
	struct rlimit was, now;
	struct document d;

	start(&d);
	document_set_qr(&d, NULL, DATE_NONE, NULL);
	/* Compresses well: the finished file passes limits that its parts did not. */
	for (int i = 0; i < 200; i++)
		document_pair(&d, "一", "二");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	int failures = 0;
	for (rlim_t limit = 0; limit < 70000; limit += limit < 12000 ? 1000 : 5000) {
		struct err e = {0};
		now = (struct rlimit){.rlim_cur = limit, .rlim_max = was.rlim_max};
		setrlimit(RLIMIT_FSIZE, &now);
		bool ok = sheet_write(&d, p->file, &e);
		setrlimit(RLIMIT_FSIZE, &was);
		if (ok) {
			char *sheet = part(p, "xl/worksheets/sheet1.xml");
			assert_non_null(strstr(sheet, "</worksheet>"));
			free(sheet);
			unlink(p->file);
			continue;
		}
		failures++;
		assert_int_equal(e.code, ERR_STORE);
		assert_non_null(strstr(e.text, "磁盘"));
		assert_int_equal(files_in(p->folder), 0);
	}
	assert_true(failures > 12);
	document_done(&d);
}

static void a_bad_place_is_named(void **state)
{
	struct place *p = *state;
	struct document d;
	struct err e = {0};

	start(&d);
	assert_false(sheet_write(&d, "/nonexistent/a.xlsx", &e));
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.text, "文件夹不存在"));
	assert_false(sheet_write(&d, p->folder, &e));
	assert_non_null(strstr(e.text, "是文件夹"));
	assert_false(sheet_write(&d, "", &e));
	assert_false(sheet_write(&d, "/proc/a.xlsx", &e));
	assert_int_equal(e.code, ERR_STORE);
	assert_int_equal(files_in(p->folder), 0);
	document_done(&d);
}

static void a_damaged_file_is_noticed(void **state)
{
	struct place *p = *state;
	struct document d;
	struct err e = {0};

	start(&d);
	write_ok(&d, p);
	assert_true(package_verify(p->file, &e));
	FILE *f = fopen(p->file, "r+b"); /* in the first part, behind its header */
	fseek(f, 100, SEEK_SET);
	int c = fgetc(f);
	fseek(f, 100, SEEK_SET);
	fputc(c ^ 1, f);
	fclose(f);
	assert_false(package_verify(p->file, &e));
	assert_int_equal(truncate(p->file, 1000), 0);
	assert_false(package_verify(p->file, &e));
	assert_int_equal(truncate(p->file, 0), 0);
	assert_false(package_verify(p->file, &e));
	document_done(&d);
}

static void two_windows_get_two_names(void **state)
{
	struct place *p = *state;
	struct err e = {0};
	struct stat st;
	char *paths[3], *stem = xasprintf("%s/slip", p->folder);
	char *second = xasprintf("%s-2.xlsx", stem), *away = xasprintf("%s/away", p->folder);

	/* A link under the next name is passed over, not followed. */
	assert_int_equal(symlink(away, second), 0);
	for (int i = 0; i < 3; i++) {
		paths[i] = outfile_reserve(stem, ".xlsx", &e);
		assert_non_null(paths[i]);
		assert_int_equal(lstat(paths[i], &st), 0);
		assert_true(S_ISREG(st.st_mode));
		assert_int_equal(st.st_mode & 07777, 0600);
	}
	assert_string_equal(paths[0], p->file);
	assert_string_not_equal(paths[1], paths[2]);
	assert_int_equal(access(away, F_OK), -1);
	assert_int_equal(files_in(p->folder), 4);
	assert_null(outfile_reserve("/nonexistent/slip", ".xlsx", &e));
	assert_int_equal(e.code, ERR_STORE);
	for (int i = 0; i < 3; i++) {
		unlink(paths[i]);
		free(paths[i]);
	}
	unlink(second);
	free(second);
	free(away);
	free(stem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_page_is_a4_and_one_wide, setup, teardown),
		cmocka_unit_test_setup_teardown(hostile_text_stays_text, setup, teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_printed_is_named, setup, teardown),
		cmocka_unit_test_setup_teardown(long_text_goes_on_in_further_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(a_demo_is_marked_on_every_page, setup, teardown),
		cmocka_unit_test_setup_teardown(the_same_document_gives_the_same_bytes, setup,
						teardown),
		cmocka_unit_test_setup_teardown(two_windows_get_two_names, setup, teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(a_bad_place_is_named, setup, teardown),
		cmocka_unit_test_setup_teardown(a_damaged_file_is_noticed, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
