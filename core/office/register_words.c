/* SPDX-License-Identifier: Apache-2.0 */
#include "office/register_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/case_document.h"
#include "store/deliveries.h"

struct word {
	const char *id, *text;
};
static const struct word promises[] = {
	{"open", N_("待补")},
	{"overdue", N_("逾期未补")},
	{"kept", N_("按期补交")},
	{"late", N_("逾期补交")},
	{"continued", N_("按已补齐情况继续")},
	{"denied", N_("不予办结")},
	{"granted", N_("准予办结")},
	{"refused", N_("不予受理")},
	{"terminated", N_("逾期终止")},
	{"voided", N_("作废")},
	{"withdrawn", N_("撤回")},
	{NULL},
};
static const struct word voided[] = {
	{"case", N_("受理编号")},
	{"document", N_("文书编号")},
	{"number", N_("号码未使用")},
	{NULL},
};
static const struct word yes[] = {{"0", N_("否")}, {"1", N_("是")}, {NULL}};

static const char *word_of(const struct word *words, const char *id)
{
	for (; words->id; words++)
		if (strcmp(words->id, id) == 0)
			return _(words->text);
	return id;
}

static const char *name_of(const char *const *ids, const char *const *names, size_t n,
			   const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(ids[i], id) == 0)
			return _(names[i]);
	return id;
}

static const char *posts_of(const char *mask, struct str *room)
{
	unsigned posts = (unsigned)strtoul(mask, NULL, 10);

	for (int p = 0; p < POSTS; p++)
		if (posts & POST_BIT(p))
			str_addf(room, "%s%s", room->len ? "、" : "", _(post_names[p]));
	return str_text(room);
}

/* The envelope and the payload, a line each (REGISTER_EVENT_SAID). */
static const char *event_said(const char *lines, const struct hall_voice *voice, struct str *room)
{
	char *text = xstrdup(lines), *rest = text;
	struct event ev = {.kind = strsep(&rest, "\n")};

	ev.subject = strsep(&rest, "\n");
	ev.by = strsep(&rest, "\n");
	ev.window = strsep(&rest, "\n");
	ev.payload = rest ? rest : "{}";
	ev.payload_len = strlen(ev.payload);
	if (ev.window)
		event_words(&ev, &voice->words, room);
	free(text);
	return str_text(room);
}

const char *register_word(enum register_word word, const char *id, const struct hall_voice *voice,
			  struct str *room)
{
	const struct register_kind *k;

	str_clear(room);
	switch (word) {
	case WORD_STATE:
		return name_of(case_state_ids, case_state_names, CASE_STATES, id);
	case WORD_EVENT:
		return name_of(event_ids, event_names, EVENT_KINDS, id);
	case WORD_SAID:
		return event_said(id, voice, room);
	case WORD_OPERATOR:
		return hall_voice_clerk(voice, id);
	case WORD_POSTS:
		return posts_of(id, room);
	case WORD_DOCUMENT:
		return name_of(document_kind_ids, document_kind_names, DOCUMENT_KINDS, id);
	case WORD_PROMISE:
		return word_of(promises, id);
	case WORD_VOIDED:
		return word_of(voided, id);
	case WORD_REGISTER:
		k = register_kind_of(id);
		return k ? _(k->name) : id;
	case WORD_WAY:
		return delivery_name(id);
	case WORD_YES:
		return word_of(yes, id);
	}
	return id;
}

const char *register_masked(enum ident_masking secret, const char *text, struct str *room)
{
	if (secret == MASK_NONE)
		return text;
	/* A mask is never longer than what it hides. */
	str_clear(room);
	str_add(room, text);
	return ident_masked(secret, text, room->data, room->len + 1);
}
