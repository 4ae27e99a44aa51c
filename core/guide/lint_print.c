/* SPDX-License-Identifier: Apache-2.0
 *
 * What is printed beside what is counted: the words of a limit and its number,
 * telephone numbers, addresses, channels a condition speaks of, labels.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "guide/lint_work.h"

/* ---- limits ---- */

/* Some number stands in the text; `want` is one of them. */
static bool has_numbers(const char *text, int want, bool *found)
{
	bool any = false;

	*found = false;
	while (*(text += strcspn(text, "0123456789"))) {
		char *end;
		any = true;
		*found |= strtol(text, &end, 10) == want;
		text = end;
	}
	return any;
}

/* Numbers in the words of a limit: one must be its days. */
static void lint_limit_words(struct lint *l)
{
	for (size_t i = 0; i < l->it->n_limits; i++) {
		const struct limit *m = &l->it->limits[i];
		const struct ynode *map = lint_entry(l, "limits", i);
		bool found, working = strstr(m->text, day_unit_names[UNIT_WORKING]) != NULL;
		if (!m->stated || !has_numbers(m->text, m->days, &found))
			continue;
		if (!found)
			ynode_fault(l->f, lint_key(map, "days"), _("「%s」与天数不符：%d"), m->text,
				    m->days);
		if ((m->unit == UNIT_WORKING) != working)
			ynode_fault(l->f, lint_key(map, "unit"), _("「%s」与单位不符：%s"), m->text,
				    day_unit_names[m->unit]);
	}
}

/* ---- numbers and addresses ---- */

/* 12333, 8658661, 024-53998007, 0812-12333, 13800000000; an extension after a further hyphen. The
 * guides print a dash as well. */
static bool is_phone(const char *text)
{
	static const char digits[] = "0123456789";
	size_t area = strspn(text, digits), dash = strncmp(text + area, "—", 3) == 0 ? 3 : 1, rest;

	if (text[area] == '\0')
		return (area >= 5 && area <= 8) || (area == 11 && text[0] == '1') ||
		       (area >= 10 && area <= 12 && text[0] == '0');
	if ((text[area] != '-' && dash == 1) || text[0] != '0' || area < 3 || area > 4)
		return false;
	text += area + dash;
	rest = strspn(text, digits);
	if (rest < 7 && (rest != 5 || strncmp(text, "12", 2) != 0))
		return false;
	return rest <= 8 &&
	       (text[rest] == '\0' || (text[rest] == '-' && text[rest + 1] &&
				       strspn(text + rest + 1, digits) == strlen(text + rest + 1)));
}

static void lint_phones(struct lint *l)
{
	for (size_t i = 0; i < l->it->n_phones; i++) {
		const struct phone *p = &l->it->phones[i];
		if (!p->doubt && !is_phone(p->number))
			ynode_fault(
				l->f, ynode_get(lint_entry(l, "phones", i), "number"),
				_("「%s」不像电话号码：写成 024-53998007、13800000000 或 12333；"
				  "原文如此的写上 doubt"),
				p->number);
	}
}

static bool is_address(const char *text)
{
	const char *host = strncmp(text, "https://", 8) == 0  ? text + 8
			   : strncmp(text, "http://", 7) == 0 ? text + 7
							      : text;
	size_t n = strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-");

	if (!memchr(host, '.', n) || !isalnum((unsigned char)host[0]))
		return false;
	for (const char *p = host; *p; p++) {
		if ((unsigned char)*p <= ' ' || (unsigned char)*p > '~')
			return false;
	}
	return strchr(":/?", host[n]) != NULL;
}

static void lint_addresses(struct lint *l)
{
	for (size_t i = 0; i < l->it->n_channels; i++) {
		const struct channel_row *c = &l->it->channels[i];
		if (c->url && !c->reading && !is_address(c->url))
			ynode_fault(l->f, ynode_get(lint_entry(l, "channels", i), "url"),
				    _("「%s」不像网址：写成 https://…；原文如此的写上 reading"),
				    c->url);
	}
}

/* ---- channels ---- */

static bool has_channel(const struct item *it, const char *id, size_t len)
{
	for (size_t i = 0; i < it->n_channels; i++) {
		const char *kind = channel_ids[it->channels[i].kind];
		if (strlen(kind) == len && strncmp(kind, id, len) == 0)
			return true;
	}
	return false;
}

static bool is_name(char c)
{
	return islower((unsigned char)c) || isdigit((unsigned char)c) || c == '_';
}

/* The channels compared with in an expression: channel = a, channel in (a, b). */
static void lint_channel_words(struct lint *l, const struct ynode *n)
{
	for (const char *p = n->text; (p = strstr(p, "channel")) != NULL;) {
		bool alone = (p == n->text || !is_name(p[-1])) && !is_name(p[7]);
		p += 7;
		p += strspn(p, " ");
		bool list = strncmp(p, "in", 2) == 0 && !is_name(p[2]);
		p += list ? 2 : strspn(p, "!=");
		while (alone) {
			p += strspn(p, " (");
			size_t len = 0;
			while (is_name(p[len]))
				len++;
			if (len && !has_channel(l->it, p, len))
				ynode_fault_at(l->f, n, (size_t)(p - n->text),
					       _("本事项的 channels 里没有 %.*s"), (int)len, p);
			p += len;
			p += strspn(p, " ");
			if (!list || *p != ',')
				break;
			p++;
		}
	}
}

static void lint_channels(struct lint *l, const struct ynode *n)
{
	static const char *const keys[] = {"when", "test", "value", "required"};

	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		if (value->kind != YNODE_TEXT)
			lint_channels(l, value);
		for (size_t k = 0; n->kind == YNODE_MAP && value->kind == YNODE_TEXT && k < 4;
		     k++) {
			if (strcmp(n->keys[i]->text, keys[k]) == 0)
				lint_channel_words(l, value);
		}
	}
}

/* ---- labels ---- */

void lint_twin_labels(struct faults *f, const struct ynode *fields)
{
	for (size_t i = 0; fields && fields->kind == YNODE_LIST && i < fields->count; i++) {
		const struct ynode *label = ynode_get(fields->values[i], "label");
		const struct ynode *columns = ynode_get(fields->values[i], "columns");
		if (columns)
			lint_twin_labels(f, columns);
		for (size_t k = 0; label && label->kind == YNODE_TEXT && k < i; k++) {
			if (ynode_is(ynode_get(fields->values[k], "label"), label->text) &&
			    !ynode_get(fields->values[i], "when") &&
			    !ynode_get(fields->values[k], "when"))
				ynode_fault(f, label, _("同名的栏目「%s」：分不清填的是哪一个"),
					    label->text);
		}
	}
}

void lint_prints(struct lint *l)
{
	const struct ynode *form = ynode_get(l->root, "form");

	lint_limit_words(l);
	lint_phones(l);
	lint_addresses(l);
	if (l->it->n_channels)
		lint_channels(l, l->root);
	if (form)
		lint_twin_labels(l->f, ynode_get(form, "fields"));
}
