/* SPDX-License-Identifier: Apache-2.0 */
#include "office/rows_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/str.h"
#include "base/text.h"
#include "guide/check.h"
#include "office/record_part.h"

enum { NAMES_A_ROW = 40, NAMES_NAMED = 5 };

/* "名单共3人：王小明、李四、张三": of a long list the first few. */
static const char *people_text(struct document *d, const struct case_party *rows, size_t n)
{
	struct str s = {0};

	str_addf(&s, _("名单共%zu人"), n);
	for (size_t i = 0; i < n && i < NAMES_NAMED; i++)
		str_addf(&s, "%s%s", i ? "、" : "：", rows[i].name ? rows[i].name : "?");
	str_add(&s, n > NAMES_NAMED ? _(" 等") : "");
	const char *text = arena_strdup(&d->arena, str_text(&s));
	str_done(&s);
	return text;
}

void rows_part_people(struct document *d, const struct case_record *r)
{
	for (size_t i = 0; i < r->n_parties; i++) {
		const struct case_party *p = &r->parties[i];
		size_t n = 0;
		if (!p->line)
			continue;
		/* The rows of a list stand together. */
		while (i + n < r->n_parties && r->parties[i + n].line &&
		       strcmp(r->parties[i + n].role, p->role) == 0)
			n++;
		document_pair(d, record_part_role(p->role), people_text(d, p, n));
		i += n - 1;
	}
}

/* Rows of a paper; how many of them are good. */
static size_t rows_of(const struct case_record *r, const struct case_paper *p, size_t *good)
{
	size_t n = 0;

	*good = 0;
	for (size_t i = 0; i < r->n_paper_rows; i++) {
		if (strcmp(r->paper_rows[i].paper, p->id) != 0)
			continue;
		n++;
		*good += strcmp(r->paper_rows[i].state, "ok") == 0;
	}
	return n;
}

enum { FILES_SHOWN = 3, HASH_SHOWN = 8 };

/* Each with what tells it from another of its name; of many the first. */
static const char *with_files(struct document *d, const struct case_record *r,
			      const struct case_paper *p, const char *name)
{
	struct str s = {0};
	size_t n = 0;

	for (size_t i = 0; i < r->n_files; i++) {
		const struct case_file *f = &r->files[i];
		if (strcmp(f->paper, p->id) != 0 || ++n > FILES_SHOWN)
			continue;
		char *shown = ident_masked_new(MASK_INSIDE, f->name);
		str_addf(&s, _("\n%s（"), shown);
		free(shown);
		if (f->rows)
			str_addf(&s, _("%lld人，"), (long long)f->rows);
		str_addf(&s, _("校验%.*s）"), HASH_SHOWN, f->hash);
	}
	if (n > FILES_SHOWN)
		str_addf(&s, _("\n共%zu个文件"), n);
	name = s.len ? arena_printf(&d->arena, "%s%s", name, str_text(&s)) : name;
	str_done(&s);
	return name;
}

const char *rows_part_name(struct document *d, const struct case_record *r,
			   const struct case_paper *p)
{
	size_t good, n = rows_of(r, p, &good);
	const char *name = n ? arena_printf(&d->arena, "%s %zu/%zu", p->name, good, n) : p->name;

	return with_files(d, r, p, name);
}

static const char *unfit_word(const char *id)
{
	for (int u = 0; id && u < UNFITS; u++)
		if (strcmp(unfit_ids[u], id) == 0)
			return _(unfit_names[u]);
	return _("不合格");
}

static void name_row(const struct case_paper_row *row, struct str *s)
{
	str_add(s, s->len ? "、" : "");
	if (row->name)
		str_add(s, row->name);
	else
		str_addf(s, _("第%d行"), (int)row->row + 1);
	if (strcmp(row->state, "unfit") == 0)
		str_addf(s, _("（%s）"), unfit_word(row->unfit));
}

/* "张三、李四（缺章）、第3行", over rows that no page need part. */
static void add_lacking(struct document *d, const struct case_record *r, const struct case_paper *p)
{
	const char *first = rows_part_name(d, r, p);
	struct str s = {0};
	int n = 0;

	for (size_t i = 0; i < r->n_paper_rows; i++) {
		const struct case_paper_row *row = &r->paper_rows[i];
		if (strcmp(row->paper, p->id) != 0 || strcmp(row->state, "ok") == 0)
			continue;
		name_row(row, &s);
		if (++n % NAMES_A_ROW)
			continue;
		document_row(d, (const char *[]){first, str_text(&s)});
		first = "";
		str_clear(&s);
	}
	if (s.len)
		document_row(d, (const char *[]){first, str_text(&s)});
	str_done(&s);
}

void rows_part_lacking(struct document *d, const struct case_record *r, const char *state,
		       size_t least)
{
	const struct column columns[] = {{_("材料"), 18, false},
					 {_("未交或不合格的人员"), 48, false}};
	bool open = false;

	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		size_t good, n = rows_of(r, p, &good);
		if (n == good || n - good < least)
			continue;
		if (state ? strcmp(p->state, state) != 0 : strcmp(p->state, "exempt") == 0)
			continue;
		if (!open)
			document_table(d, _("按人提供、尚未齐全的材料"), columns, 2);
		open = true;
		add_lacking(d, r, p);
	}
}
