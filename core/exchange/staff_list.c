/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/staff_list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/grid.h"

enum staff_column { COLUMN_LOGIN, COLUMN_NAME, COLUMN_POSTS, COLUMNS };
enum { WORDS = 5, HEADING_LINES = 10 };
static const char *const headings[COLUMNS][WORDS] = {
	[COLUMN_LOGIN] = {"登录名", "账号", "帐号", "用户名", "工号"},
	[COLUMN_NAME] = {"姓名", "操作员", "名字", "经办人"},
	[COLUMN_POSTS] = {"岗位", "角色", "权限", "岗位角色"},
};

/* Where the columns stand; all of them, or it is no line of headings. */
static bool find_headings(const struct grid_row *row, size_t at[COLUMNS])
{
	int found = 0;

	for (int c = 0; c < COLUMNS; c++) {
		size_t i = row->n;
		for (int w = 0; w < WORDS && headings[c][w] && i == row->n; w++)
			for (i = 0; i < row->n; i++)
				if (strcmp(row->cells[i].text, headings[c][w]) == 0)
					break;
		at[c] = i;
		found += i < row->n;
	}
	return found == COLUMNS;
}

static const char *cell(const struct grid_row *row, size_t at)
{
	return at < row->n ? row->cells[at].text : "";
}

static bool is_twin(const struct staff_list *l, const char *login)
{
	for (size_t i = 0; i + 1 < l->n; i++)
		if (strcmp(l->rows[i].login, login) == 0)
			return true;
	return false;
}

/* As logins are kept: half-width, lower case. */
static const char *login_of(const char *text, struct arena *a)
{
	char *half = utf8_halfwidth(text);

	for (char *c = half; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	const char *login = arena_strdup(a, half);
	free(half);
	return login;
}

static bool check(struct staff_list *l, struct staff_row *r, const struct grid_row *row,
		  const size_t at[COLUMNS], struct store *s, struct arena *a, struct err *e)
{
	char name[IDENT_NAME], why[IDENT_WHY];
	struct operator_row *taken = NULL;
	struct err fault = {0};

	r->login = login_of(cell(row, at[COLUMN_LOGIN]), a);
	if (!operators_get(s, r->login, a, &taken, e))
		return false;
	bool ok = !row->damaged || err_set(&fault, ERR_INPUT, _("有认不出的字节"));
	if (ok && !ident_name(cell(row, at[COLUMN_NAME]), name, sizeof(name), why))
		ok = err_set(&fault, ERR_INPUT, "%s",
			     *cell(row, at[COLUMN_NAME]) ? why : _("没有写姓名"));
	r->name = arena_strdup(a, ok ? name : cell(row, at[COLUMN_NAME]));
	ok = ok && operators_login_valid(r->login, &fault) &&
	     (!taken || err_set(&fault, ERR_INPUT, _("登录名 %s 已有人用"), r->login)) &&
	     (!is_twin(l, r->login) ||
	      err_set(&fault, ERR_INPUT, _("登录名 %s 在表里写了两次"), r->login)) &&
	     posts_parse(cell(row, at[COLUMN_POSTS]), &r->posts, &fault) &&
	     posts_together(r->posts, &fault);
	if (!ok) {
		r->fault = arena_strdup(a, fault.text);
		l->n_faults++;
	}
	return true;
}

static bool read_rows(struct grid *g, struct store *s, struct arena *a, struct staff_list *out,
		      struct err *e)
{
	size_t at[COLUMNS] = {0}, lines = 0;
	bool begun = false;
	struct grid_row row;
	enum grid_result got;

	while ((got = grid_next(g, &row, e)) == GRID_ROW) {
		if (!begun) {
			begun = find_headings(&row, at);
			if (!begun && ++lines >= HEADING_LINES)
				break;
			continue;
		}
		if (out->n == STAFF_ROWS)
			return err_set(e, ERR_INPUT, _("一次最多%d人，请分开导入"), STAFF_ROWS);
		struct staff_row *r = ARENA_PUSH(a, out->rows, out->n);
		*r = (struct staff_row){.number = row.number};
		if (!check(out, r, &row, at, s, a, e))
			return false;
	}
	if (got == GRID_FAULT)
		return false;
	if (!begun)
		return err_set(e, ERR_INPUT, _("没有找到表头：要有“登录名”“姓名”“岗位”三列"));
	return out->n > 0 || err_set(e, ERR_INPUT, _("表里没有人"));
}

bool staff_list_read(const char *path, struct store *s, struct arena *a, struct staff_list *out,
		     struct err *e)
{
	struct grid *g = grid_open(path, &grid_limits_list, e);

	*out = (struct staff_list){0};
	if (!g)
		return false;
	bool ok = grid_begin(g, 0, e) && read_rows(g, s, a, out, e);
	if (ok)
		out->format = arena_strdup(a, grid_format(g));
	grid_close(g);
	return ok;
}
