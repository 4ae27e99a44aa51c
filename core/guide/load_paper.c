/* SPDX-License-Identifier: Apache-2.0
 *
 * One paper: its forms, seals, how many, what exempts from it, whether it may
 * follow; and what its groups hand down to it.
 */
#include "guide/load_parts.h"

#include "base/text.h"

static int load_forms_word(struct loader *l, const struct ynode *n)
{
	return load_word_of(l, n, paper_form_names, FORM_KINDS);
}

/* 原件, {all: […]}, {any: […]}, unstated. */
static void read_mask(struct loader *l, const struct ynode *n, struct form_case *out)
{
	const struct ynode *list = n;

	out->stated = !ynode_is(n, "unstated");
	if (!out->stated)
		return;
	if (n->kind == YNODE_MAP) {
		if (!ynode_keys(l->f, n, "all any"))
			return;
		out->all = ynode_get(n, "all") != NULL;
		list = ynode_get(n, out->all ? "all" : "any");
		if (n->count != 1 || !list || list->kind != YNODE_LIST || list->count < 2) {
			ynode_fault(l->f, n,
				    _("写成 {all: [原件, 复印件]} 或 {any: [原件, 复印件]}"));
			return;
		}
	} else if (n->kind == YNODE_LIST) {
		ynode_fault(l->f, n, _("几种形式要写明 all（都要）还是 any（任一）"));
		return;
	}
	for (size_t i = 0; i < (list->kind == YNODE_LIST ? list->count : 1); i++) {
		int form = load_forms_word(l, list->kind == YNODE_LIST ? list->values[i] : list);
		if (form >= 0)
			out->mask |= (uint16_t)(1u << form);
	}
}

static int read_copies(struct loader *l, const struct ynode *n)
{
	int64_t copies = COPIES_UNSTATED;

	if (!ynode_is(n, "unstated"))
		load_int_of(l, n, 1, 99, &copies);
	return (int)copies;
}

static void read_forms(struct loader *l, const struct ynode *map, const struct handed *h,
		       struct paper *p)
{
	bool cases = h->forms && h->forms->kind == YNODE_LIST;
	int copies = h->copies ? read_copies(l, h->copies) : COPIES_UNSTATED;

	if (!h->forms)
		ynode_fault(l->f, map, _("缺少键「forms」：原文没写的写 unstated"));
	if (!h->copies && !cases)
		ynode_fault(l->f, map, _("缺少键「copies」：原文没写的写 unstated"));
	if (!h->forms)
		return;
	p->forms = arena_array(l->a, cases && h->forms->count ? h->forms->count : 1,
			       sizeof(*p->forms));
	if (!cases) {
		p->n_forms = 1;
		p->forms[0].copies = copies;
		read_mask(l, h->forms, &p->forms[0]);
		return;
	}
	for (size_t i = 0; i < h->forms->count; i++) {
		const struct ynode *row = h->forms->values[i];
		struct form_case *c = &p->forms[p->n_forms++];
		if (row->kind == YNODE_TEXT) {
			ynode_fault(l->f, row,
				    _("几种形式要写明 {all: […]}（都要）还是 {any: […]}（任一）"));
			return;
		}
		if (!ynode_keys(l->f, row, "forms copies when"))
			return;
		const struct ynode *forms = load_required(l, row, "forms");
		const struct ynode *own = ynode_get(row, "copies");
		c->when = load_when(l, row);
		c->copies = own ? read_copies(l, own) : copies;
		if (!own && !h->copies)
			ynode_fault(l->f, row, _("缺少键「copies」：原文没写的写 unstated"));
		if (forms)
			read_mask(l, forms, c);
	}
}

static void read_marks(struct loader *l, const struct ynode *n, bool signature, struct paper *p)
{
	if (!n)
		return;
	if (n->kind == YNODE_LIST) {
		for (size_t i = 0; i < n->count; i++) {
			if (n->values[i]->kind != YNODE_LIST)
				read_marks(l, n->values[i], signature, p);
		}
		return;
	}
	struct mark_rule m = {.signature = signature};
	if (n->kind == YNODE_TEXT) {
		m.text = load_text_of(l, n);
	} else if (ynode_keys(l->f, n, "text when lines")) {
		m.text = load_text(l, n, "text", true);
		m.lines = load_lines_optional(l, n);
		m.when = load_when(l, n);
	}
	*ARENA_PUSH(l->a, p->marks, p->n_marks) = m;
}

static void read_exempt(struct loader *l, const struct ynode *n, struct paper *p)
{
	static const char *const otherwise[] = {"nothing", "required"};

	if (!n || !ynode_keys(l->f, n, "by else"))
		return;
	const struct ynode *by = load_required(l, n, "by"), *other = load_required(l, n, "else");
	if (by) {
		const struct symbol *s = by->kind == YNODE_TEXT ? load_symbol(l, by->text) : NULL;
		if (s && s->kind == SYMBOL_VAR && l->it->vars[s->var].kind == VAR_VERIFICATION)
			p->exempt_by = s->var;
		else
			ynode_fault(l->f, by, _("by 要写 verifications 里的 id"));
	}
	p->exempt_else_required = other && load_word_of(l, other, otherwise, 2) == 1;
}

static void read_defer(struct loader *l, const struct ynode *n, struct paper *p)
{
	static const char *const ways[] = {"现场送达", "邮寄"};

	if (!n || !ynode_keys(l->f, n, "days unit ways continues lines"))
		return;
	p->deferrable = true;
	if (load_required(l, n, "days"))
		p->defer_days = (int)load_int(l, n, "days", 1, 400, 0);
	p->defer_unit = load_unit(l, n);
	p->defer_lines = load_lines(l, n, NULL);
	p->defer_continues = load_bool(l, n, "continues", false);
	const struct ynode *list = load_list(l, n, "ways", true);
	for (size_t i = 0; list && i < list->count; i++) {
		int way = load_word_of(l, list->values[i], ways, 2);
		if (way >= 0)
			p->defer_ways |= 1u << way;
	}
}

static void read_per(struct loader *l, const struct ynode *n, struct paper *p)
{
	if (!n)
		return;
	p->per = load_multiplier(l, n, true);
	if (p->per < 0)
		p->per_text = load_text_of(l, n);
}

static const struct ynode *nearest(const struct ynode *map, const char *key,
				   const struct ynode *handed)
{
	const struct ynode *own = ynode_get(map, key);

	return own ? own : handed;
}

struct handed load_hand_down(struct loader *l, const struct ynode *map, struct handed h)
{
	h.forms = nearest(map, "forms", h.forms);
	h.copies = nearest(map, "copies", h.copies);
	h.kind = nearest(map, "kind", h.kind);
	h.seal = nearest(map, "seal", h.seal);
	h.sign = nearest(map, "sign", h.sign);
	h.from = nearest(map, "from", h.from);
	h.by = nearest(map, "by", h.by);
	h.exempt = nearest(map, "exempt", h.exempt);
	if (ynode_get(map, "lines"))
		h.lines = load_lines_optional(l, map);
	return h;
}

int load_paper(struct loader *l, const struct ynode *map, const char *id, struct handed h)
{
	bool other = ynode_get(map, "other") != NULL;

	ynode_keys(l->f, map,
		   other ? "other reading note per if_exists defer " PAPER_GROUP_KEYS
			 : "reading note per if_exists defer " PAPER_GROUP_KEYS);
	if (other && !h.in_any)
		ynode_fault(l->f, map, _("other 只能在 any 里：它是「等材料之一」"));
	if (other && ynode_get(map, "name"))
		ynode_fault(l->f, map, _("other 已是名称，不要再写 name"));
	h = load_hand_down(l, map, h);
	struct paper p = {
		.id = id,
		.name = load_text(l, map, other ? "other" : "name", true),
		.lines = h.lines,
		.reading = load_reading(l, map),
		.note = load_text(l, map, "note", false),
		.open_end = other,
		.per = -1,
		.per_list = -1,
		.exempt_by = -1,
	};
	if (!p.lines)
		load_lines(l, map, NULL);
	if (h.kind) {
		int kind = load_word_of(l, h.kind, paper_kind_names, PAPER_KINDS);
		p.kind = kind < 0 ? PAPER_MATERIAL : (enum paper_kind)kind;
	}
	p.by = h.by ? load_text_of(l, h.by) : NULL;
	p.get_from = h.from ? load_text_of(l, h.from) : NULL;
	read_forms(l, map, &h, &p);
	read_marks(l, h.seal, false, &p);
	read_marks(l, h.sign, true, &p);
	read_per(l, ynode_get(map, "per"), &p);
	read_exempt(l, h.exempt, &p);
	read_defer(l, ynode_get(map, "defer"), &p);
	*ARENA_PUSH(l->a, l->it->papers, l->it->n_papers) = p;
	return (int)l->it->n_papers - 1;
}

void load_form_rule(struct loader *l, const struct ynode *map)
{
	struct form_case forms = {0};

	if (!ynode_keys(l->f, map, "forms seal sign remark when lines reading"))
		return;
	const struct ynode *n = load_required(l, map, "forms");
	if (n && n->kind == YNODE_LIST) {
		for (size_t i = 0; i < n->count; i++)
			read_mask(l, n->values[i], &forms);
	} else if (n) {
		read_mask(l, n, &forms);
	}
	if (n && !forms.mask)
		ynode_fault(l->f, n, _("此处写材料的形式，如 复印件 或 [复印件, 打印件]"));
	*ARENA_PUSH(l->a, l->it->form_rules, l->it->n_form_rules) = (struct form_rule){
		.mask = forms.mask,
		.seal = load_text(l, map, "seal", false),
		.sign = load_text(l, map, "sign", false),
		.remark = load_text(l, map, "remark", false),
		.lines = load_lines(l, map, NULL),
		.when = load_when(l, map),
	};
}
