/* SPDX-License-Identifier: Apache-2.0
 *
 * The newest hash of the ledger, as it is printed on a close and typed in again.
 */
#include "store/verify.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "store/ledger.h"
#include "store/store_inside.h"

enum { GROUP = 4, DIGITS = 2 * EVENT_HASH, DIGITS_LEAST = 16 };

char *ledger_head_words(const unsigned char hash[EVENT_HASH], char out[HEAD_WORDS])
{
	static const char digits[] = "0123456789ABCDEF";
	size_t n = 0;

	for (int i = 0; i < DIGITS; i++) {
		if (i && i % GROUP == 0)
			out[n++] = ' ';
		out[n++] = digits[hash[i / 2] >> (i % 2 ? 0 : 4) & 15];
	}
	out[n] = '\0';
	return out;
}

bool store_head(struct store *s, struct store_head *out, struct err *e)
{
	struct ledger_head head;

	if (!ledger_head(s->db, s->site, &head, e))
		return false;
	*out = (struct store_head){.seq = head.seq, .at = head.at, .day = head.day};
	memcpy(out->hash, head.hash, EVENT_HASH);
	return true;
}

/* Whole bytes of what was typed; 0 when it is no hash. */
static size_t read_words(const char *words, unsigned char out[EVENT_HASH])
{
	char hex[DIGITS + 1];
	size_t n = 0, bytes = 0;

	for (; *words; words++) {
		if (isxdigit((unsigned char)*words)) {
			if (n == DIGITS)
				return 0;
			hex[n++] = *words;
		} else if (!strchr(" -\t", *words)) {
			return 0;
		}
	}
	hex[n] = '\0';
	if (n < DIGITS_LEAST || n % 2 ||
	    sodium_hex2bin(out, EVENT_HASH, hex, n, NULL, &bytes, NULL))
		return 0;
	return bytes;
}

bool store_head_find(struct store *s, const char *words, struct store_head *out, struct err *e)
{
	unsigned char start[EVENT_HASH];
	size_t n = read_words(words, start), len;
	struct stmt *q;
	bool there = false;

	if (n == 0)
		return err_set(e, ERR_INPUT, _("账本校验值至少写前四组（16个数字或A-F）：%s"),
			       words);
	q = db_stmt(s->db,
		    "SELECT seq, at, day, hash FROM ledger NOT INDEXED WHERE site = :site "
		    "AND substr(hash, 1, length(:start)) = :start LIMIT 1 /* whole table */");
	stmt_text(q, ":site", s->site);
	stmt_bytes(q, ":start", start, n);
	if ((there = stmt_step(q))) {
		*out = (struct store_head){.seq = stmt_get_int(q, 0),
					   .at = stmt_get_int(q, 1),
					   .day = stmt_get_day(q, 2)};
		const void *hash = stmt_get_bytes(q, 3, &len);
		memcpy(out->hash, hash, len < EVENT_HASH ? len : EVENT_HASH);
	}
	if (!stmt_done(q, e))
		return false;
	return there || err_set(e, ERR_STORE,
				_("账本里没有这个校验值：纸上的日结与本库不是同一本账，"
				  "或账本在那之后被截断、改写过。请保留现场，联系管理员"));
}
