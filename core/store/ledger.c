/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ledger.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"

bool ledger_head(struct db *db, const char *site, struct ledger_head *out, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT seq, at, day, hash FROM ledger WHERE site = :site "
				     "ORDER BY seq DESC LIMIT 1");
	size_t len;

	*out = (struct ledger_head){.day = DATE_NONE};
	stmt_text(q, ":site", site);
	if (stmt_step(q)) {
		out->seq = stmt_get_int(q, 0);
		out->at = stmt_get_int(q, 1);
		out->day = stmt_get_day(q, 2);
		const void *hash = stmt_get_bytes(q, 3, &len);
		if (len == EVENT_HASH)
			memcpy(out->hash, hash, EVENT_HASH);
	}
	return stmt_done(q, e);
}

bool ledger_moment(const struct ledger_head *head, const struct clock *clock, date_day pinned,
		   bool demo, int64_t *at, date_day *day, struct err *e)
{
	char ours[CLOCK_TEXT], newest[CLOCK_TEXT];

	*at = clock_now(clock);
	*day = demo && pinned != DATE_NONE ? pinned : clock_day_of(*at);
	if (head->seq == 0)
		return true;
	bool behind = head->at - *at > LEDGER_SKEW_MS || (!demo && *day < head->day);
	if (behind)
		return err_set(e, ERR_STORE,
			       _("本机时钟（%s）早于库中最后一笔业务（%s），没有写入。"
				 "请先校准系统时间再办理"),
			       clock_format(*at, ours), clock_format(head->at, newest));
	if (*at < head->at)
		*at = head->at;
	return true;
}

/* A writer into a fixed buffer; the longest envelope is bounded by the checks of append. */
struct packer {
	unsigned char data[1024];
	size_t len;
};

static void pack_int(struct packer *p, int64_t v)
{
	for (int i = 0; i < 8; i++)
		p->data[p->len++] = (unsigned char)((uint64_t)v >> (8 * i));
}

static void pack_text(struct packer *p, const char *text)
{
	size_t len = strlen(text);

	if (len > 128) /* not one of ours: the chain does not fit, which is what it is for */
		len = 128;
	pack_int(p, (int64_t)len);
	memcpy(p->data + p->len, text, len);
	p->len += len;
}

void ledger_hash(const struct event *ev, unsigned char out[EVENT_HASH])
{
	crypto_generichash_state state;
	struct packer p = {.len = EVENT_HASH};

	memcpy(p.data, ev->prev, EVENT_HASH);
	pack_text(&p, ev->site);
	pack_int(&p, ev->seq);
	pack_text(&p, ev->kind);
	pack_int(&p, ev->version);
	pack_int(&p, ev->at);
	pack_int(&p, ev->day);
	pack_text(&p, ev->by);
	pack_text(&p, ev->window);
	pack_int(&p, ev->visit);
	pack_text(&p, ev->subject);
	pack_int(&p, (int64_t)ev->payload_len);
	crypto_generichash_init(&state, NULL, 0, EVENT_HASH);
	crypto_generichash_update(&state, p.data, p.len);
	crypto_generichash_update(&state, (const unsigned char *)ev->payload, ev->payload_len);
	crypto_generichash_final(&state, out, EVENT_HASH);
}

bool ledger_append(struct db *db, struct ledger_head *head, struct event *ev, struct err *e)
{
	ev->seq = head->seq + 1;
	memcpy(ev->prev, head->hash, EVENT_HASH);
	assert(strlen(ev->site) <= 128 && strlen(ev->by) <= 128 && strlen(ev->window) <= 128 &&
	       strlen(ev->subject) <= 128);
	ledger_hash(ev, ev->hash);

	struct stmt *q = db_stmt(db, "INSERT INTO ledger (" LEDGER_COLUMNS ") VALUES (:site, :seq, "
				     ":kind, :version, :at, :day, :operator, :window, :visit, "
				     ":subject, :payload, :prev, :hash)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_text(q, ":kind", ev->kind);
	stmt_int(q, ":version", ev->version);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_int(q, ":visit", ev->visit);
	stmt_text(q, ":subject", ev->subject);
	stmt_text(q, ":payload", ev->payload);
	stmt_bytes(q, ":prev", ev->prev, EVENT_HASH);
	stmt_bytes(q, ":hash", ev->hash, EVENT_HASH);
	if (!stmt_run(q, e))
		return false;
	head->seq = ev->seq;
	head->at = ev->at;
	head->day = ev->day;
	memcpy(head->hash, ev->hash, EVENT_HASH);
	return true;
}

static const char *text_or_empty(struct stmt *q, int col)
{
	const char *text = stmt_get(q, col);

	return text ? text : "";
}

static void read_hash(struct stmt *q, int col, unsigned char out[EVENT_HASH])
{
	size_t len;
	const void *data = stmt_get_bytes(q, col, &len);

	memset(out, 0, EVENT_HASH);
	if (len == EVENT_HASH)
		memcpy(out, data, EVENT_HASH);
}

void ledger_read(struct stmt *q, struct event *ev)
{
	size_t len;

	ev->site = text_or_empty(q, 0);
	ev->seq = stmt_get_int(q, 1);
	ev->kind = text_or_empty(q, 2);
	ev->version = (int)stmt_get_int(q, 3);
	ev->at = stmt_get_int(q, 4);
	ev->day = stmt_get_day(q, 5);
	ev->by = text_or_empty(q, 6);
	ev->window = text_or_empty(q, 7);
	ev->visit = stmt_get_int(q, 8);
	ev->subject = text_or_empty(q, 9);
	/* As bytes: asking for text would copy it to end it with a NUL. */
	ev->payload = stmt_get_bytes(q, 10, &len);
	ev->payload_len = len;
	read_hash(q, 11, ev->prev);
	read_hash(q, 12, ev->hash);
}

void ledger_copy(struct stmt *q, struct arena *a, struct event *ev)
{
	ledger_read(q, ev);
	ev->site = arena_strdup(a, ev->site);
	ev->kind = arena_strdup(a, ev->kind);
	ev->by = arena_strdup(a, ev->by);
	ev->window = arena_strdup(a, ev->window);
	ev->subject = arena_strdup(a, ev->subject);
	ev->payload = arena_strndup(a, ev->payload, ev->payload_len);
}
