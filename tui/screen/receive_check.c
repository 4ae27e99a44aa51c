/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/receive_check.h"

#include <string.h>
#include <strings.h>

#include "base/ident.h"
#include "base/str.h"
#include "base/text.h"
#include "exchange/list_check.h"

enum { NAMED_MOST = 50 };

/* The list the paper is asked for by, else the first that has rows; NULL. */
static const struct people_list *list_of(const struct casefile *c, size_t paper)
{
	int own = casefile_paper_list(c, paper);

	if (own >= 0)
		return &c->lists[own];
	for (size_t i = 0; i < c->n_lists; i++)
		if (c->lists[i].count)
			return &c->lists[i];
	return NULL;
}

static const char *cell_of(const struct casefile *c, const struct people_list *l, size_t row,
			   enum field_type type)
{
	const struct field *f = &c->item->fields[l->field];

	for (int i = 0; i < f->n_columns; i++)
		if (c->item->columns[f->first_column + i].type == type)
			return l->rows[row].cells[i];
	return NULL;
}

static bool compare(const struct casefile *c, size_t paper, const char *path, date_day today,
		    struct arena *a, struct list_check *out)
{
	const struct people_list *l = list_of(c, paper);
	size_t n = l ? l->count : 0;
	const char **numbers = arena_array(a, n + 1, sizeof(*numbers));
	struct err e;

	for (size_t i = 0; i < n; i++)
		numbers[i] = cell_of(c, l, i, FIELD_IDENT);
	return list_check(path, numbers, n, today, a, out, &e);
}

int receive_rows(const struct casefile *c, size_t paper, const char *path, date_day today)
{
	struct arena a = {0};
	struct list_check check;
	int rows = compare(c, paper, path, today, &a, &check) ? check.rows : 0;

	arena_done(&a);
	return rows;
}

static void add_name(struct str *s, const struct casefile *c, const struct people_list *l,
		     size_t row)
{
	const char *name = cell_of(c, l, row, FIELD_NAME);

	str_add(s, s->len ? "、" : "");
	if (name)
		str_add(s, name);
	else
		str_addf(s, _("第%zu行"), row + 1);
}

static void say_missing(struct textpane *out, const struct casefile *c, const struct people_list *l,
			const struct list_check *check)
{
	struct str s = {0};

	for (size_t i = 0; i < check->n_missing && i < NAMED_MOST; i++)
		add_name(&s, c, l, (size_t)check->missing[i]);
	if (check->n_missing)
		textpane_addf(out, STYLE_WARN, 0, _("名单里有、文件里没有（%zu人）：%s%s"),
			      check->n_missing, str_text(&s),
			      check->n_missing > NAMED_MOST ? _("等") : "");
	str_done(&s);
}

static void say_extra(struct textpane *out, const struct list_check *check)
{
	struct str s = {0};

	for (size_t i = 0; i < check->n_extra && i < NAMED_MOST; i++) {
		char masked[IDENT_TEXT];
		str_addf(&s, "%s%s", i ? "、" : "",
			 ident_masked(MASK_NUMBER, check->extra[i], masked, sizeof(masked)));
	}
	if (check->n_extra)
		textpane_addf(out, STYLE_WARN, 0, _("文件里有、名单里没有（%zu人）：%s%s"),
			      check->n_extra, str_text(&s),
			      check->n_extra > NAMED_MOST ? _("等") : "");
	str_done(&s);
}

static bool is_named_table(const char *name)
{
	static const char *const endings[] = {".xlsx", ".xls", ".csv"};
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (n > strlen(endings[i]) &&
		    strcasecmp(name + n - strlen(endings[i]), endings[i]) == 0)
			return true;
	return false;
}

void receive_check_list(struct textpane *out, const struct casefile *c, size_t paper,
			const char *path, const char *name, date_day today)
{
	const struct people_list *l = list_of(c, paper);
	struct arena a = {0};
	struct list_check check;

	bool read = compare(c, paper, path, today, &a, &check);

	if (!read && is_named_table(name)) {
		textpane_add(out, STYLE_WARN, 0,
			     _("这个表格打不开：不完整、已损坏或有密码，请重新拷贝一份，或请单位"
			       "另存为 .xlsx。"));
	} else if (!read) {
		textpane_add(out, STYLE_MUTED, 0, _("不是名册表格，只收下，不与名单核对。"));
	} else if (!l && c->n_lists) {
		textpane_addf(out, STYLE_WARN, 0,
			      _("文件 %d 人；名单还是空的，录入或导入后再来核对。"), check.rows);
	} else if (!l) {
		textpane_addf(out, STYLE_NORMAL, 0, _("文件 %d 人；表单里没有名单可核对。"),
			      check.rows);
	} else {
		bool same = !check.n_missing && !check.n_extra;
		textpane_addf(out, same ? STYLE_OK : STYLE_WARN, 0, _("文件 %d 人，名单 %zu 人%s"),
			      check.rows, l->count, same ? _("：证件号码一致。") : _("："));
		say_missing(out, c, l, &check);
		say_extra(out, &check);
	}
	arena_done(&a);
}

static bool has_photo(const struct casefile *c, const struct people_list *l, size_t row,
		      const struct paper_record *r)
{
	const char *number = cell_of(c, l, row, FIELD_IDENT);
	const char *name = cell_of(c, l, row, FIELD_NAME);

	for (size_t i = 0; i < r->n_files; i++)
		if ((number && strstr(r->files[i].name, number)) ||
		    (name && strstr(r->files[i].name, name)))
			return true;
	return false;
}

void receive_check_photos(struct textpane *out, const struct casefile *c, size_t paper)
{
	const struct people_list *l = list_of(c, paper);
	const struct paper_record *r = &c->papers[paper];
	struct str s = {0};
	size_t n = 0;

	if (!l)
		return;
	for (size_t row = 0; row < l->count; row++)
		if (!has_photo(c, l, row, r) && ++n <= NAMED_MOST)
			add_name(&s, c, l, row);
	textpane_addf(out, n ? STYLE_WARN : STYLE_OK, 0, _("照片 %zu 张，名单 %zu 人"), r->n_files,
		      l->count);
	if (n)
		textpane_addf(out, STYLE_WARN, 0,
			      _("没有以姓名或证件号码命名的照片（%zu人）：%s%s"), n, str_text(&s),
			      n > NAMED_MOST ? _("等") : "");
	str_done(&s);
}
