/* SPDX-License-Identifier: Apache-2.0
 *
 * One item: the head of the file, the order its parts are read in, which
 * variables anything depends on, and the version.
 */
#include "guide/load_parts.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define ITEM_KEYS                                                                                  \
	"id name category kind lines summary audience aliases office effective questions let "     \
	"verifications conditions prohibitions prohibitions_from filing window validity "          \
	"materials on_forms limits steps channels fee phones delivery hints basis notes "          \
	"relations readings form result documents"

/* The name of the file without folder and ".yaml". */
static char *base_name(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	size_t len = strlen(name);

	if (len > 5 && strcmp(name + len - 5, ".yaml") == 0)
		len -= 5;
	return xstrndup(name, len);
}

/* {text, lines} */
static const char *read_text_lines(struct loader *l, const char *key, const char **lines)
{
	const struct ynode *n = ynode_get(l->root, key);

	if (!n || !ynode_keys(l->f, n, "text lines"))
		return NULL;
	*lines = load_lines(l, n, NULL);
	return load_text(l, n, "text", true);
}

static void read_id(struct loader *l, const char *file)
{
	const struct ynode *id = load_required(l, l->root, "id");
	char *name = base_name(file);

	l->it->id = id ? load_text_of(l, id) : NULL;
	if (!l->it->id)
		l->it->id = "";
	else if (strcmp(l->it->id, name) != 0)
		ynode_fault(l->f, id, _("id 要与文件名相同：%s"), name);
	free(name);
}

static void read_head(struct loader *l, const char *file)
{
	static const char *const kinds[] = {"item"}, *const results[] = {"print"};
	struct item *it = l->it;
	const struct ynode *n;

	read_id(l, file);
	it->guide = arena_strdup(l->a, l->g->id);
	it->name = load_text(l, l->root, "name", true);
	it->category = load_text(l, l->root, "category", true);
	it->lines = load_lines(l, l->root, NULL);
	if ((n = ynode_get(l->root, "kind")) != NULL)
		load_word_of(l, n, kinds, 1); /* a consult page is read by consult.c */
	if ((n = ynode_get(l->root, "result")) && load_word_of(l, n, results, 1) == 0)
		it->prints = true;
	it->summary = read_text_lines(l, "summary", &it->summary_lines);
	it->audience = load_texts(l, l->root, "audience", &it->n_audience);
	it->aliases = load_texts(l, l->root, "aliases", &it->n_aliases);
	n = load_required(l, l->root, "office");
	if (n && !ynode_is(n, "unstated"))
		it->office_text = read_text_lines(l, "office", &it->office_lines);
	if ((n = ynode_get(l->root, "filing")) && ynode_keys(l->f, n, "none lines reading")) {
		it->filing_none = load_text(l, n, "none", true);
		it->filing_none_lines = load_lines(l, n, NULL);
	}
}

/* ---- what anything depends on ---- */

static void use_node(struct item *it, bool *seen, expr_ref ref)
{
	const struct expr_node *n = &it->nodes[ref];

	if (seen[ref])
		return;
	seen[ref] = true;
	if (n->op == OP_VAR)
		it->vars[n->x].used = true;
	else if (n->op != OP_TRUE && n->op != OP_CONST)
		use_node(it, seen, n->x);
	use_node(it, seen, n->y);
}

static void use_var(struct item *it, bool *seen, int var)
{
	if (var >= 0)
		use_node(it, seen, it->vars[var].value);
}

static void use_fields(struct item *it, bool *seen, const struct field *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		use_node(it, seen, fields[i].when);
		use_node(it, seen, fields[i].required);
		use_var(it, seen, fields[i].answer);
	}
}

static void use_papers(struct item *it, bool *seen)
{
	for (size_t i = 0; i < it->n_demands; i++)
		use_node(it, seen, it->demands[i].when);
	for (size_t i = 0; i < it->n_papers; i++) {
		const struct paper *p = &it->papers[i];
		for (size_t j = 0; j < p->n_forms; j++)
			use_node(it, seen, p->forms[j].when);
		for (size_t j = 0; j < p->n_marks; j++)
			use_node(it, seen, p->marks[j].when);
		use_var(it, seen, p->per);
		use_var(it, seen, p->exempt_by);
	}
}

static void use_texts(struct item *it, bool *seen, const struct text_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		use_node(it, seen, list->rows[i].when);
}

static void mark_used(struct item *it)
{
	bool *seen = xcalloc(it->n_nodes, sizeof(*seen));

	for (size_t i = 0; i < it->n_conditions; i++) {
		use_node(it, seen, it->conditions[i].when);
		use_node(it, seen, it->conditions[i].test);
	}
	for (size_t i = 0; i < it->n_prohibitions; i++)
		use_var(it, seen, it->prohibitions[i].var);
	use_papers(it, seen);
	for (size_t i = 0; i < it->n_limits; i++) {
		use_node(it, seen, it->limits[i].when);
		use_var(it, seen, it->limits[i].start_var);
	}
	use_node(it, seen, it->validity.when);
	for (size_t i = 0; i < it->n_form_rules; i++)
		use_node(it, seen, it->form_rules[i].when);
	for (size_t i = 0; i < it->n_steps; i++)
		use_node(it, seen, it->steps[i].when);
	for (size_t i = 0; i < it->n_channels; i++)
		use_node(it, seen, it->channels[i].when);
	use_var(it, seen, it->fee.per_var);
	for (size_t i = 0; i < it->n_relations; i++)
		use_node(it, seen, it->relations[i].when);
	use_texts(it, seen, &it->delivery);
	use_texts(it, seen, &it->hints);
	use_texts(it, seen, &it->basis);
	use_texts(it, seen, &it->notes);
	for (size_t i = 0; i < it->n_documents; i++)
		use_texts(it, seen, &it->documents[i].text);
	for (size_t i = 0; i < it->n_blocks; i++)
		use_node(it, seen, it->blocks[i].when);
	use_fields(it, seen, it->fields, it->n_fields);
	use_fields(it, seen, it->columns, it->n_columns);
	free(seen);
}

/* ---- the version ---- */

static void hash_part(crypto_generichash_state *state, const char *text, size_t len)
{
	unsigned char size[8];

	for (int i = 0; i < 8; i++)
		size[i] = (unsigned char)((uint64_t)len >> (8 * i));
	crypto_generichash_update(state, size, sizeof(size));
	crypto_generichash_update(state, (const unsigned char *)text, len);
}

static void make_version(struct loader *l)
{
	const struct shared *s = l->g->shared;
	crypto_generichash_state state;
	unsigned char digest[16];

	crypto_generichash_init(&state, NULL, 0, sizeof(digest));
	hash_part(&state, l->it->text, l->it->text_len);
	if (l->uses_shared)
		hash_part(&state, s->own->text, s->own->len);
	if (l->uses_blocks)
		hash_part(&state, s->blocks->text, s->blocks->len);
	crypto_generichash_final(&state, digest, sizeof(digest));
	sodium_bin2hex(l->it->version, sizeof(l->it->version), digest, sizeof(digest));
}

/* ---- the whole ---- */

static void read_item(struct loader *l, const char *file)
{
	struct item *it = l->it;

	if (!ynode_keys(l->f, l->root, ITEM_KEYS))
		return;
	graph_init(&l->graph, l->a);
	load_facts(l);
	read_head(l, file);
	load_questions(l);
	load_declare_rules(l);
	load_resolve_names(l);
	load_papers(l);
	load_rules(l);
	load_time(l);
	load_where(l);
	load_form(l);
	load_documents(l);
	if (l->graph.full)
		faults_add(l->f, file, 0, 0, _("本事项的规则太多（最多2048个节点）"));
	it->nodes = l->graph.nodes;
	it->n_nodes = l->graph.count;
}

static struct item *load_document(const struct guide *g, const char *file, struct ydoc *doc,
				  struct faults *f)
{
	size_t before = f->count;
	struct item *it = xcalloc(1, sizeof(*it));
	struct loader *l = xcalloc(1, sizeof(*l));

	l->it = it;
	l->a = &it->arena;
	l->g = g;
	l->f = f;
	l->root = doc->root;
	it->file = arena_strdup(l->a, file);
	it->text = arena_strndup(l->a, doc->text, doc->len);
	it->text_len = doc->len;
	for (int i = 0; i < PIECES; i++)
		it->pieces[i] = piece_hold(g->shared->pieces[i]);
	read_item(l, file);
	if (f->count == before) {
		mark_used(it);
		l->uses_shared |= it->vars[FACT_OFFICE].used;
		make_version(l);
	} else {
		item_free(it);
		it = NULL;
	}
	free(l);
	return it;
}

struct item *item_take(const struct guide *g, const char *file, struct ydoc *doc, struct faults *f)
{
	struct item *it = load_document(g, file, doc, f);

	ydoc_free(doc);
	return it;
}

/* A tree may have been read in spite of faults; an item with any is refused. */
static struct item *finish(const struct guide *g, const char *file, struct ydoc *doc,
			   struct faults *f, size_t before)
{
	struct item *it = doc ? item_take(g, file, doc, f) : NULL;

	if (it && f->count != before) {
		item_free(it);
		it = NULL;
	}
	return it;
}

struct item *item_parse(const struct guide *g, const char *file, const char *text, size_t len,
			struct faults *f)
{
	size_t before = f->count;

	return finish(g, file, ydoc_parse(file, text, len, f), f, before);
}

struct item *item_load(const struct guide *g, const char *file, struct faults *f)
{
	size_t before = f->count;

	return finish(g, file, ydoc_read(file, f), f, before);
}

void item_free(struct item *it)
{
	if (!it)
		return;
	for (int i = 0; i < PIECES; i++)
		piece_drop(it->pieces[i]);
	struct arena arena = it->arena;

	free(it);
	arena_done(&arena);
}
