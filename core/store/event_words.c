/* SPDX-License-Identifier: Apache-2.0 */
#include "store/event_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/ident.h"
#include "base/money.h"
#include "base/text.h"
#include "store/number.h"
#include "store/operators.h"
#include "store/payload.h"

enum { NAME_MAX_BYTES = 64, NUMBER_SHORT = 6 };

struct speech {
	const struct event *ev;
	const struct payload *payload; /* NULL: it cannot be read */
	const struct event_voice *voice;
	const char *member; /* the last part of the one being said */
};

/* ---- the forms of a value ---- */

static const char *named(const char *(*find)(const void *ctx, const char *id), const void *ctx,
			 const char *id)
{
	const char *name = find ? find(ctx, id) : NULL;

	return name ? name : id;
}

static void say_clerk(const struct speech *s, const struct payload *v, struct str *out)
{
	if (v->type == PAYLOAD_TEXT)
		str_add(out, named(s->voice->clerk, s->voice->ctx, v->text));
}

static void say_window(const struct speech *s, const struct payload *v, struct str *out)
{
	if (v->type == PAYLOAD_TEXT)
		str_add(out, named(s->voice->window, s->voice->ctx, v->text));
}

static void say_item(const struct speech *s, const struct payload *v, struct str *out)
{
	if (v->type == PAYLOAD_TEXT)
		str_add(out, named(s->voice->item, s->voice->ctx, v->text));
}

static void say_document(const struct speech *s, const struct payload *v, struct str *out)
{
	if (v->type == PAYLOAD_TEXT)
		str_add(out, named(s->voice->document, s->voice->ctx, v->text));
}

static void say_masked(const struct speech *s, const char *text, enum ident_masking how,
		       struct str *out)
{
	bool whole = s->voice->unmasked || (s->voice->names && how == MASK_NAME);
	char *shown = ident_masked_new(whole ? MASK_NONE : how, text);

	str_add(out, shown);
	free(shown);
}

static void say_person(const struct speech *s, const struct payload *v, struct str *out)
{
	if (v->type == PAYLOAD_TEXT)
		say_masked(s, v->text, MASK_NAME, out);
}

static void say_phone(const struct speech *s, const struct payload *v, struct str *out)
{
	if (v->type == PAYLOAD_TEXT)
		say_masked(s, v->text, MASK_PHONE, out);
}

/* By its look: the event does not say which type a field had. */
static bool is_number(const char *text)
{
	size_t n = strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

	return n > NUMBER_SHORT && !text[n];
}

/* The value of a field: a name by its label. */
static void say_number(const struct speech *s, const struct payload *v, struct str *out)
{
	const char *label = s->payload ? payload_text(s->payload, "label") : NULL;

	if (v->type != PAYLOAD_TEXT)
		return;
	say_masked(s, v->text,
		   label && strstr(label, "姓名") ? MASK_NAME
		   : is_number(v->text)		  ? MASK_NUMBER
						  : MASK_INSIDE,
		   out);
}

static void say_text(const struct speech *s, const struct payload *v, struct str *out)
{
	char number[NUMBER_TEXT];

	if (v->type == PAYLOAD_INT)
		str_addf(out, "%lld", (long long)v->number);
	else if (v->type == PAYLOAD_TEXT && number_parse(v->text, number, NULL))
		str_add(out, v->text); /* of a case: nothing personal in it */
	else if (v->type == PAYLOAD_TEXT)
		say_masked(s, v->text, MASK_INSIDE, out);
}

static void say_plain(const struct speech *s, const struct payload *v, struct str *out)
{
	(void)s;
	if (v->type == PAYLOAD_TEXT)
		str_add(out, v->text);
}

/* One member of every element that `wanted` (NULL: any) is the state of. */
static void say_each(const struct speech *s, const struct payload *v, const char *member,
		     const char *wanted, struct str *out)
{
	size_t before = out->len;

	for (const struct payload *m = v->type == PAYLOAD_ARRAY ? v->first : NULL; m; m = m->next) {
		const char *text = payload_text(m, member), *state = payload_text(m, "state");
		if (!text || (wanted && (!state || strcmp(state, wanted) != 0)))
			continue;
		if (out->len > before)
			str_add(out, "；");
		say_masked(s, text, MASK_INSIDE, out);
	}
}

static void say_owed(const struct speech *s, const struct payload *v, struct str *out)
{
	say_each(s, v, "name", "deferred", out);
}

static void say_texts(const struct speech *s, const struct payload *v, struct str *out)
{
	say_each(s, v, "text", NULL, out);
}

static void say_posts(const struct speech *s, const struct payload *v, struct str *out)
{
	size_t before = out->len;

	(void)s;
	for (int p = 0; v->type == PAYLOAD_INT && p < POSTS; p++)
		if (v->number & POST_BIT(p))
			str_addf(out, "%s%s", out->len > before ? "、" : "", _(post_names[p]));
	if (v->type == PAYLOAD_INT && v->number == 0)
		str_add(out, _("无岗位"));
}

static void say_time(const struct speech *s, const struct payload *v, struct str *out)
{
	char at[CLOCK_TEXT];

	(void)s;
	if (v->type == PAYLOAD_INT && v->number > 0)
		str_addf(out, "%.16s", clock_format(v->number, at));
}

static void say_money(const struct speech *s, const struct payload *v, struct str *out)
{
	char yuan[MONEY_TEXT];

	(void)s;
	if (v->type == PAYLOAD_INT)
		str_addf(out, _("%s元"), money_format(v->number, yuan));
}

static void say_hour(const struct speech *s, const struct payload *v, struct str *out)
{
	(void)s;
	if (v->type == PAYLOAD_INT)
		str_addf(out, "%lld:%02lld", (long long)v->number / 60, (long long)v->number % 60);
}

static void say_count(const struct speech *s, const struct payload *v, struct str *out)
{
	(void)s;
	if ((v->type == PAYLOAD_ARRAY || v->type == PAYLOAD_OBJECT) && v->count)
		str_addf(out, "%zu", v->count);
}

/* true and false are the ids "yes" and "no", a number is its digits. */
static void say_word(const struct speech *s, const struct payload *v, struct str *out)
{
	const struct event_phrase_word *w = event_phrase_words;
	struct str id = {0};

	if (v->type == PAYLOAD_INT)
		str_addf(&id, "%lld", (long long)v->number);
	else if (v->type == PAYLOAD_TEXT)
		str_add(&id, v->text);
	else
		str_add(&id, v->type == PAYLOAD_TRUE ? "yes" : "no");
	while (w->member &&
	       (strcmp(w->member, s->member) != 0 || strcmp(w->id, str_text(&id)) != 0))
		w++;
	str_add(out, w->member ? _(w->words) : str_text(&id));
	str_done(&id);
}

static const struct form {
	const char *name;
	void (*say)(const struct speech *s, const struct payload *v, struct str *out);
} forms[] = {
	/* Alphabetized. */
	{"", say_text},	      {"clerk", say_clerk},
	{"count", say_count}, {"document", say_document},
	{"hour", say_hour},   {"item", say_item},
	{"money", say_money}, {"number", say_number},
	{"owed", say_owed},   {"person", say_person},
	{"phone", say_phone}, {"plain", say_plain},
	{"posts", say_posts}, {"texts", say_texts},
	{"time", say_time},   {"window", say_window},
	{"word", say_word},
};

/* ---- the phrase ---- */

static bool is_true(const struct payload *v)
{
	return v->type == PAYLOAD_TRUE || (v->type == PAYLOAD_INT && v->number != 0) ||
	       (v->type == PAYLOAD_TEXT && *v->text);
}

/* Of the envelope into *own, else of the payload. NULL when it is not there. */
static const struct payload *find(struct speech *s, char *path, struct payload *own)
{
	*own = (struct payload){.type = PAYLOAD_TEXT};
	own->text = strcmp(path, "subject") == 0  ? s->ev->subject
		    : strcmp(path, "by") == 0	  ? s->ev->by
		    : strcmp(path, "window") == 0 ? s->ev->window
						  : NULL;
	s->member = path;
	if (own->text)
		return *own->text ? own : NULL;
	const struct payload *at = s->payload;
	for (char *dot; at; path = dot + 1) {
		dot = strchr(path, '.');
		if (dot)
			*dot = '\0';
		s->member = path;
		at = payload_member(at, path);
		if (!dot)
			return at;
		if (at && at->type == PAYLOAD_ARRAY)
			at = at->first;
	}
	return NULL;
}

/* One {member:form} of `len` bytes between the braces. False when there is nothing to say. */
static bool say_member(struct speech *s, const char *text, size_t len, struct str *out)
{
	char path[NAME_MAX_BYTES];
	struct payload own;
	size_t before = out->len;

	if (len >= sizeof(path))
		return false;
	memcpy(path, text, len);
	path[len] = '\0';
	char *form = strchr(path, ':');
	if (form)
		*form++ = '\0';
	const struct payload *v = find(s, path, &own);
	if (!v || v->type == PAYLOAD_NULL)
		return false;
	if (form && strcmp(form, "yes") == 0)
		return is_true(v);
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(forms[i].name, form ? form : "") == 0)
			forms[i].say(s, v, out);
	return out->len > before;
}

/* Up to `end`; false when a member in it was not there. */
static bool say_part(struct speech *s, const char *at, const char *end, struct str *out)
{
	bool whole = true;

	while (at < end) {
		const char *stop = at + strcspn(at, "[{");
		if (stop > end)
			stop = end;
		str_addn(out, at, (size_t)(stop - at));
		at = stop;
		if (at == end)
			break;
		const char *close = strchr(at, *at == '{' ? '}' : ']');
		if (!close || close > end)
			break;
		if (*at == '{') {
			whole = say_member(s, at + 1, (size_t)(close - at - 1), out) && whole;
		} else {
			struct str part = {0};
			if (say_part(s, at + 1, close, &part))
				str_add(out, str_text(&part));
			str_done(&part);
		}
		at = close + 1;
	}
	return whole;
}

void event_words(const struct event *ev, const struct event_voice *v, struct str *out)
{
	static const struct event_voice plain = {0};
	int kind = event_kind_of(ev->kind);
	struct arena a = {0};

	if (kind < 0) {
		str_addf(out, _("本程序不认识的记录（%s）"), ev->kind);
		return;
	}
	struct speech s = {
		.ev = ev,
		.payload = payload_parse(ev->payload, ev->payload_len, &a),
		.voice = v ? v : &plain,
	};
	const char *phrase = _(event_phrases[kind]);
	say_part(&s, phrase, phrase + strlen(phrase), out);
	arena_done(&a);
}

void event_sentence(const struct event *ev, const struct event_voice *v, struct str *out)
{
	static const struct event_voice plain = {0};
	char at[CLOCK_TEXT], number[NUMBER_TEXT];

	v = v ? v : &plain;
	str_addf(out, "%.16s　%s", clock_format(ev->at, at),
		 *ev->by ? named(v->clerk, v->ctx, ev->by) : _("程序"));
	if (*ev->window)
		str_addf(out, _("（%s）"), named(v->window, v->ctx, ev->window));
	if (number_parse(ev->subject, number, NULL))
		str_addf(out, _("　办件 %s"), ev->subject);
	str_add(out, "　");
	event_words(ev, v, out);
}
