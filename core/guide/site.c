/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/site.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "guide/load_parts.h"

const char *const site_level_names[SITE_LEVELS] = {"省", "市", "县", "乡镇", "村"};

const char *const site_paper_names[SITE_PAPERS] = {"A4", "A5x2"};

static const char *const kinds[] = {"hall", "point"};

static enum site_paper read_paper(struct loader *l, const struct ynode *map, enum site_paper site)
{
	const struct ynode *n = ynode_get(map, "paper");
	int at = n ? load_word_of(l, n, site_paper_names, SITE_PAPERS) : -1;

	return at < 0 ? site : (enum site_paper)at;
}

static void read_code(struct loader *l, struct site *s)
{
	static const char allowed[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const struct ynode *n = load_required(l, l->root, "code");

	if (!n)
		return;
	if (n->kind != YNODE_TEXT || strlen(n->text) != 6 || strspn(n->text, allowed) != 6) {
		ynode_fault(l->f, n, _("code 是6位数字或大写字母，全由数字组成的要加引号"));
		return;
	}
	memcpy(s->code, n->text, 7);
}

static bool has_office(struct guide *const *guides, size_t n, const char *office)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; guides[i] && j < guides[i]->n_offices; j++) {
			if (strcmp(guides[i]->offices[j].id, office) == 0)
				return true;
		}
	}
	return false;
}

static void read_windows(struct loader *l, struct site *s, struct guide *const *guides)
{
	const struct ynode *list = load_list(l, l->root, "windows", true);

	if (list && list->count == 0)
		ynode_fault(l->f, list, _("至少要有一个窗口"));
	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "id name office channel print paper"))
			continue;
		const struct ynode *channel = ynode_get(map, "channel");
		struct site_window w = {
			.id = load_id(l, map, true),
			.name = load_text(l, map, "name", true),
			.office = load_text(l, map, "office", false),
			.print = load_text(l, map, "print", false),
			.paper = read_paper(l, map, s->paper),
		};
		if (channel) {
			int at = load_word_of(l, channel, channel_ids, CHANNEL_KINDS);
			w.channel = at < 0 ? CHANNEL_WINDOW : (enum channel)at;
		}
		if (*w.id && site_window(s, w.id))
			ynode_fault(l->f, ynode_get(map, "id"), _("id「%s」重复了"), w.id);
		if (w.office && !has_office(guides, s->n_guides, w.office))
			ynode_fault(l->f, ynode_get(map, "office"),
				    _("所用指南的 offices 里没有「%s」"), w.office);
		*ARENA_PUSH(l->a, s->windows, s->n_windows) = w;
	}
}

static void read_phones(struct loader *l, struct site *s)
{
	const struct ynode *list = load_list(l, l->root, "phones", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "name number"))
			continue;
		*ARENA_PUSH(l->a, s->phones, s->n_phones) = (struct site_phone){
			.name = load_text(l, map, "name", false),
			.number = load_text(l, map, "number", true),
		};
	}
}

static bool is_path(const char *text)
{
	const char *dot = strchr(text, '.');
	char block[64];

	if (!dot || (size_t)(dot - text) >= sizeof(block))
		return expr_is_id(text);
	memcpy(block, text, (size_t)(dot - text));
	block[dot - text] = '\0';
	return expr_is_id(block) && expr_is_id(dot + 1);
}

static void read_copy(struct loader *l, struct site *s)
{
	const struct ynode *list = load_list(l, l->root, "copy", false);

	s->copy = load_texts(l, l->root, "copy", &s->n_copy);
	for (size_t i = 0; list && i < s->n_copy; i++) {
		bool twice = false;
		for (size_t k = 0; k < i; k++)
			twice = twice || strcmp(s->copy[k], s->copy[i]) == 0;
		if (twice)
			ynode_fault(l->f, list->values[i], _("copy 里「%s」重复了"), s->copy[i]);
		else if (!is_path(s->copy[i]))
			ynode_fault(l->f, list->values[i],
				    _("copy 里写表单栏位的路径，如 insured.name"));
	}
}

/* Without the key: 复核 by another person. */
static void read_flow(struct loader *l, struct site *s)
{
	const struct ynode *list = load_list(l, l->root, "flow", false);
	const unsigned second = STEPS_REVIEW & ~STEP_BIT(STEP_FIRST);
	unsigned acts = 0;

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "text acts by days unit separate"))
			continue;
		struct item_step step = load_step(l, map);
		if (!step.acts)
			ynode_fault(l->f, map, _("没写这一步是做什么的（acts）"));
		acts |= step.acts;
		*ARENA_PUSH(l->a, s->flow, s->n_flow) = step;
	}
	if (list && !(acts & second))
		ynode_fault(l->f, list,
			    _("flow 里至少要有一步由另一人做：second、check 或 approve"));
	if (!list)
		*ARENA_PUSH(l->a, s->flow, s->n_flow) = (struct item_step){
			.text = "复核", .acts = STEP_BIT(STEP_SECOND), .counted = true};
}

static void read_report_days(struct loader *l, struct site *s)
{
	const struct ynode *list = load_list(l, l->root, "report_days", false);
	size_t n;
	const char **texts = load_texts(l, l->root, "report_days", &n);

	for (size_t i = 0; list && i < n; i++) {
		char *end;
		long day = strtol(texts[i], &end, 10);
		bool rises = s->n_report_days == 0 || day > s->report_days[s->n_report_days - 1];
		if (*end || day < 1 || day > 31 || !rises || i >= SITE_REPORT_DAYS)
			ynode_fault(l->f, list->values[i],
				    _("report_days 写每月几日，从小到大，最多%d个，如 [5, 15, 25]"),
				    SITE_REPORT_DAYS);
		else
			s->report_days[s->n_report_days++] = (int)day;
	}
	s->report_to = load_text(l, l->root, "report_to", false);
}

static const char *read_or_unstated(struct loader *l, const char *key)
{
	return ynode_is(ynode_get(l->root, key), "unstated") ? NULL
							     : load_text(l, l->root, key, false);
}

enum { WARN_DAYS = 3, WARN_MOST = 60 };

static void read_warn(struct loader *l, struct site *s)
{
	const struct ynode *n = ynode_get(l->root, "warn");
	int64_t days = WARN_DAYS;

	if (n)
		load_int_of(l, n, 0, WARN_MOST, &days);
	s->warn = (int)days;
}

static void read_site(struct loader *l, struct site *s, const char *forms_dir, const char *id)
{
	const struct ynode *level;

	if (!ynode_keys(l->f, l->root,
			"id code name agency level kind guides windows districts phones paper "
			"query_url seal remedies copy flow report_days report_to warn"))
		return;
	s->id = load_id(l, l->root, true);
	if (*s->id && strcmp(s->id, id) != 0)
		ynode_fault(l->f, ynode_get(l->root, "id"), _("id 要与文件名相同：%s"), id);
	read_code(l, s);
	s->name = load_text(l, l->root, "name", true);
	s->agency = load_text(l, l->root, "agency", true);
	if ((level = load_required(l, l->root, "level")) != NULL) {
		int at = load_word_of(l, level, site_level_names, SITE_LEVELS);
		s->level = at < 0 ? SITE_CITY : (enum site_level)at;
	}
	const struct ynode *kind = ynode_get(l->root, "kind");
	s->point = kind && load_word_of(l, kind, kinds, 2) == 1;
	s->paper = read_paper(l, l->root, SITE_A4);
	read_warn(l, s);
	const struct ynode *list = load_list(l, l->root, "guides", true);
	s->guides = load_texts(l, l->root, "guides", &s->n_guides);
	struct guide **guides = arena_array(l->a, s->n_guides + 1, sizeof(struct guide *));
	for (size_t i = 0; i < s->n_guides; i++) {
		char *dir = xasprintf("%s/%s", forms_dir, s->guides[i]);
		if (paths_is_dir(dir))
			guides[i] = guide_load(dir, NULL, l->f);
		else
			ynode_fault(l->f, list->values[i], _("没有指南「%s」"), s->guides[i]);
		free(dir);
	}
	read_windows(l, s, guides);
	for (size_t i = 0; i < s->n_guides; i++)
		guide_free(guides[i]);
	s->districts = load_texts(l, l->root, "districts", &s->n_districts);
	read_phones(l, s);
	read_copy(l, s);
	read_report_days(l, s);
	s->query_url = read_or_unstated(l, "query_url");
	s->seal = read_or_unstated(l, "seal");
	s->remedies = load_texts(l, l->root, "remedies", &s->n_remedies);
	read_flow(l, s);
}

struct site *site_read(const char *forms_dir, const char *id, struct faults *f)
{
	size_t before = f->count;
	char *file = xasprintf("%s/sites/%s.yaml", forms_dir, id);
	struct ydoc *doc = NULL;
	struct site *s = xcalloc(1, sizeof(*s));
	struct loader l = {.a = &s->arena, .f = f};

	if (expr_is_id(id)) /* no way out of the folder */
		doc = ydoc_read(file, f);
	else
		faults_add(f, file, 0, 0, _("网点代号只用小写字母、数字、_ 和 -"));
	if (doc) {
		l.root = doc->root;
		read_site(&l, s, forms_dir, id);
	}
	ydoc_free(doc);
	free(file);
	if (f->count != before) {
		site_free(s);
		return NULL;
	}
	return s;
}

struct site *site_load(const char *forms_dir, const char *id, struct err *e)
{
	struct faults f = {0};
	struct site *s = site_read(forms_dir, id, &f);

	if (!s)
		faults_to_err(&f, e);
	faults_done(&f);
	return s;
}

void site_free(struct site *s)
{
	if (!s)
		return;
	struct arena arena = s->arena;

	free(s);
	arena_done(&arena);
}

bool site_reports(const struct site *s)
{
	return s->level >= SITE_TOWNSHIP;
}

const struct site_window *site_window(const struct site *s, const char *id)
{
	for (size_t i = 0; i < s->n_windows; i++) {
		if (strcmp(s->windows[i].id, id) == 0)
			return &s->windows[i];
	}
	return NULL;
}

void site_window_tell(const struct site_window *w, const struct item *it, struct intake *in)
{
	int office = w && w->office ? item_choice(&it->vars[FACT_OFFICE], w->office) : -1;

	if (w)
		in->values[FACT_CHANNEL] = (struct value){.state = VALUE_KNOWN, .a = w->channel};
	if (office >= 0)
		in->values[FACT_OFFICE] = (struct value){.state = VALUE_KNOWN, .a = office};
}

/* The id of "ID.yaml", NULL for other names. Caller frees. */
static char *id_of_file(const char *name)
{
	size_t len = strlen(name), ext = strlen(".yaml");

	return len > ext && strcmp(name + len - ext, ".yaml") == 0 ? xstrndup(name, len - ext)
								   : NULL;
}

static bool has_code(const char *forms_dir, const char *id, const char *code)
{
	struct faults none = {0}; /* a broken profile of another hall is not ours to tell */
	char *file = xasprintf("%s/sites/%s.yaml", forms_dir, id);
	struct ydoc *doc = ydoc_read(file, &none);
	const struct ynode *n = doc && doc->root && doc->root->kind == YNODE_MAP
					? ynode_get(doc->root, "code")
					: NULL;
	bool has = n && n->kind == YNODE_TEXT && strcmp(n->text, code) == 0;

	ydoc_free(doc);
	faults_done(&none);
	free(file);
	return has;
}

struct site *site_by_code(const char *forms_dir, const char *code, struct err *e)
{
	char *path = xasprintf("%s/sites", forms_dir), *found = NULL;
	DIR *dir = opendir(path);
	struct site *s = NULL;
	int n = 0;

	for (const struct dirent *d; dir && (d = readdir(dir));) {
		char *id = id_of_file(d->d_name);
		bool ours = id && has_code(forms_dir, id, code);
		n += ours;
		if (ours && !found)
			found = id;
		else
			free(id);
	}
	if (dir)
		closedir(dir);
	if (n == 1)
		s = site_load(forms_dir, found, e);
	else
		err_set(e, ERR_USAGE,
			n ? _("forms/sites 里有几份网点的 code 都是 %s，请用 --site 指明是哪一份")
			  : _("forms/sites 里没有 code 为 %s 的网点，请用 --site 指明"),
			code);
	free(found);
	free(path);
	return s;
}
