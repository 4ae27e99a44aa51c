/* SPDX-License-Identifier: Apache-2.0
 *
 * An event as a sentence: what was done, from its payload. One row of
 * event_phrases.c per kind says it; personal data is masked. Adding a kind is
 * adding its row there, and nothing else:
 *
 *     [EVENT_CASE_VOIDED] = N_("作废本件[，原因：{reason}]"),
 *
 * {member} is a member of the payload, {a.b} one of an object or of the first
 * element of an array; {subject} {by} {window} are the envelope's. What stands
 * in […] is left out when any member in it is absent. {member:form} is shown as:
 *
 *     clerk window item document   the name for that id
 *     person phone number          masked: a name, a phone, a certificate or account
 *     posts time hour money word   posts of a mask, ms as a minute, minutes of a day as 9:30, fen
 *                                  as yuan, the word for an id of a closed set
 *                                  (event_phrase_words)
 *     count texts owed             of an array: how many (absent when there is none), the `text`
 *                                  of each, the `name` of those whose `state` is deferred
 *     plain                        as it is: numbers of cases and documents, logins
 *     yes                          nothing itself: absent unless true or not 0
 *
 * Any other text has the numbers of people masked wherever they stand in it.
 */
#ifndef STORE_EVENT_WORDS_H
#define STORE_EVENT_WORDS_H

#include <stdbool.h>

#include "base/str.h"
#include "store/event.h"

/* Names for ids. A function that is NULL or returns NULL leaves the id. */
struct event_voice {
	const char *(*clerk)(const void *ctx, const char *login);
	const char *(*window)(const void *ctx, const char *id);
	const char *(*item)(const void *ctx, const char *id);
	const char *(*document)(const void *ctx, const char *kind);
	const void *ctx;
	bool names;    /* names in full, as on the page of the case */
	bool unmasked; /* numbers too: only where that was recorded */
};

/* Appends what was done: 作废本件，原因：录错. Of a kind this program does not know, its id. `v`
 * may be NULL. */
void event_words(const struct event *ev, const struct event_voice *v, struct str *out);
/* The same as a whole sentence: when, who, at which window, to which case. */
void event_sentence(const struct event *ev, const struct event_voice *v, struct str *out);

/* The rows (event_phrases.c), and the words of closed sets by member and id. */
extern const char *const event_phrases[EVENT_KINDS];
struct event_phrase_word {
	const char *member, *id, *words;
};
extern const struct event_phrase_word event_phrase_words[]; /* ended by a NULL member */

#endif
