/* SPDX-License-Identifier: Apache-2.0
 *
 * Which heading of a unit's table is which column of a list. The best fit wins; two
 * that fit as well are the clerk's to tell apart.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "exchange/roster.h"

/* Words of other people's headings, those of a type and those of a field's own name. */
enum { WORDS = 14 };
static const struct {
	enum field_type type;
	const char *id; /* of the column; NULL: any of the type */
	const char *words[WORDS];
} aliases[] = {
	{FIELD_NAME, "name", {"姓名", "名字", "参保人姓名", "人员姓名", "职工姓名", "员工姓名"}},
	{FIELD_IDENT_KIND, NULL, {"证件类型", "证件种类", "证件名称", "证件类别"}},
	{FIELD_IDENT,
	 NULL,
	 {"证件号码", "证件号", "身份证号码", "身份证号", "公民身份号码", "公民身份证号码",
	  "居民身份证号码", "居民身份证号", "身份证件号码", "身份号码", "社会保障号码",
	  "社会保障号", "身份证"}},
	{FIELD_PHONE,
	 NULL,
	 {"联系电话", "手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "移动电话",
	  "联系手机"}},
	{FIELD_SEX, NULL, {"性别"}},
	{FIELD_DATE, "birth", {"出生日期", "出生年月", "出生年月日", "生日"}},
	{FIELD_DATE, "changed", {"变动日期", "变动时间", "增减日期", "参保日期", "停保日期"}},
	{FIELD_ACCOUNT,
	 NULL,
	 {"银行账号", "账号", "帐号", "银行帐号", "银行账户", "卡号", "银行卡号"}},
	{FIELD_BANK_CARD, NULL, {"银行卡号", "卡号", "银行账号", "账号", "帐号"}},
	{FIELD_TEXT, "number", {"个人编号", "人员编号", "社保编号", "个人社保编号"}},
	{FIELD_TEXT, "bank", {"银行类别", "开户银行", "开户行", "银行名称"}},
	{FIELD_TEXT, "holder", {"银行户名", "户名", "开户名"}},
	{FIELD_TEXT, "address", {"联系地址", "地址", "家庭住址", "住址"}},
};

static size_t skip_bracket(const char *s, const char *open, const char *close)
{
	if (strncmp(s, open, strlen(open)) != 0)
		return 0;
	const char *end = strstr(s, close);
	return end ? (size_t)(end - s) + strlen(close) : 0;
}

/* Half-width, without blanks, stars, colons and what stands in brackets. Caller frees. */
static char *normalise(const char *heading)
{
	char *half = utf8_halfwidth(heading);
	struct str out = {0};

	for (const char *s = half; *s;) {
		size_t n = skip_bracket(s, "(", ")");
		if (!n)
			n = skip_bracket(s, "[", "]");
		if (!n)
			n = skip_bracket(s, "【", "】");
		if (!n && strchr(" *:\t\r\n", *s))
			n = 1;
		if (!n)
			str_addc(&out, *s++);
		s += n;
	}
	free(half);
	return str_take(&out);
}

static enum roster_match alias_match(const struct field *f, const char *heading)
{
	enum roster_match best = MATCH_NONE;

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (aliases[i].type != f->type ||
		    (aliases[i].id && strcmp(aliases[i].id, f->id) != 0))
			continue;
		for (int w = 0; w < WORDS && aliases[i].words[w]; w++) {
			if (strcmp(aliases[i].words[w], heading) == 0)
				return MATCH_ALIAS;
			if (strstr(heading, aliases[i].words[w]))
				best = MATCH_PART;
		}
	}
	return best;
}

static enum roster_match match_of(const struct field *f, const char *heading)
{
	enum roster_match found = MATCH_NONE;

	if (!*heading)
		return MATCH_NONE;
	if (strcmp(heading, f->label) == 0)
		return MATCH_EXACT;
	char *mine = normalise(f->label), *theirs = normalise(heading);
	if (mine && theirs && *theirs)
		found = strcmp(mine, theirs) == 0 ? MATCH_NORMALISED : alias_match(f, theirs);
	if (found == MATCH_NONE && theirs && mine && strstr(theirs, mine))
		found = MATCH_PART;
	free(mine);
	free(theirs);
	return found;
}

const char *roster_ident_kind(const char *text)
{
	for (int k = 0; *text && k < IDENT_KINDS; k++)
		if (strcmp(ident_kind_names[k], text) == 0)
			return ident_kind_names[k];
	for (int k = 0; strlen(text) >= strlen("护照") && k < IDENT_KINDS; k++)
		if (strstr(ident_kind_names[k], text))
			return ident_kind_names[k];
	return NULL;
}

int roster_column_named(const struct field *columns, int n, const char *heading)
{
	enum roster_match best = MATCH_NONE;
	int found = -1;

	for (int i = 0; i < n; i++) {
		enum roster_match m = match_of(&columns[i], heading);
		if (m > best) {
			best = m;
			found = i;
		}
	}
	return found;
}

/* A weak fit gives way where the heading is another column's by name: 经办人姓名 is 经办人姓名. */
static bool is_anothers(const struct roster *r, int column, size_t cell, enum roster_match match)
{
	for (int i = 0; i < r->list->n_columns; i++)
		if (i != column && match_of(&r->columns[i], r->headings[cell]) > match)
			return true;
	return false;
}

static struct roster_column find(const struct roster *r, int column)
{
	struct roster_column best = {-1, MATCH_NONE};
	bool many = false;

	for (size_t i = 0; i < r->n_headings; i++) {
		enum roster_match m = match_of(&r->columns[column], r->headings[i]);
		if (m == MATCH_NONE || m < best.match || is_anothers(r, column, i, m))
			continue;
		many = m == best.match;
		best = (struct roster_column){(int)i, m};
	}
	return many ? (struct roster_column){-1, MATCH_MANY} : best;
}

static void take_known(struct roster *r, const struct roster_heading *known)
{
	int cell = -1;

	for (size_t i = 0; i < r->n_headings; i++)
		if (strcmp(r->headings[i], known->heading) == 0)
			cell = (int)i;
	for (int c = 0; cell >= 0 && c < r->list->n_columns; c++) {
		if (strcmp(r->columns[c].id, known->column) == 0)
			r->map[c] = (struct roster_column){cell, MATCH_REMEMBERED};
		else if (r->map[c].cell == cell && r->map[c].match != MATCH_REMEMBERED)
			r->map[c] = (struct roster_column){-1, MATCH_NONE};
	}
}

void roster_match(struct roster *r, const struct roster_heading *known, size_t n)
{
	for (int c = 0; c < r->list->n_columns; c++)
		r->map[c] = find(r, c);
	for (size_t i = 0; i < n; i++)
		take_known(r, &known[i]);
	roster_recheck(r);
}

void roster_choose(struct roster *r, int column, int cell)
{
	for (int c = 0; c < r->list->n_columns; c++)
		if (c != column && cell >= 0 && r->map[c].cell == cell)
			r->map[c] = (struct roster_column){-1, MATCH_CHOSEN};
	r->map[column] = (struct roster_column){cell, MATCH_CHOSEN};
	roster_recheck(r);
}

bool roster_is_open(const struct roster *r, const struct check *k, int column)
{
	const struct field *f = &r->columns[column];
	const struct roster_column *m = &r->map[column];

	if (m->match == MATCH_MANY)
		return true;
	return m->cell < 0 && f->type != FIELD_IDENT_KIND && k->truths[f->required] == TRI_TRUE;
}

const struct roster_heading *roster_headings(const struct roster *r, struct arena *a, size_t *n)
{
	struct roster_heading *rows = NULL;

	*n = 0;
	for (size_t i = 0; i < r->n_headings; i++) {
		if (!*r->headings[i])
			continue;
		struct roster_heading *row = ARENA_PUSH(a, rows, *n);
		*row = (struct roster_heading){r->headings[i], ""};
		for (int c = 0; c < r->list->n_columns; c++)
			if (r->map[c].cell == (int)i)
				row->column = r->columns[c].id;
	}
	return rows;
}
