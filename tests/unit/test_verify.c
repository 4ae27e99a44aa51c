/* SPDX-License-Identifier: Apache-2.0
 *
 * Every kind of damage to a ledger is found, and the right event is named. The damage is done with
 * SQL on the file, by one who has taken the triggers off.
 */
#include "store_fixture.h"

#include <sodium.h>

#include "base/mem.h"
#include "store/ledger.h"
#include "store/verify.h"
#include "store/visits.h"

#define TAKE_OFF "DROP TRIGGER ledger_keeps; DROP TRIGGER ledger_stays; "

/* 1 founding, 2-3 staff, 4 visit begun, 5-8 cases, 9 visit ended. */
static char numbers[4][NUMBER_TEXT];

static int setup(void **state)
{
	struct hall *h;
	struct sample s;
	struct store_receipt r;
	int64_t visit;

	hall_setup(state);
	h = *state;
	hall_staff(h);
	assert_true(visits_begin(h->store, &li, NULL, &visit, &h->err));
	for (int i = 0; i < 4; i++) {
		sample_make(&s, "李娜", "210402198512120023");
		assert_true(
			sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
		strcpy(numbers[i], r.ticket.number);
	}
	assert_true(visits_end(h->store, &(struct actor){"li", "3", visit}, &h->err));
	return 0;
}

static void sound(struct hall *h, int64_t events)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
	assert_int_equal(report.events, events);
}

/* Both without and with the rebuilding. */
static void says(struct hall *h, const char *words)
{
	struct verify_report report;

	for (int rebuild = 0; rebuild < 2; rebuild++) {
		assert_false(store_verify(h->store, rebuild, NULL, NULL, &report, &h->err));
		assert_int_equal(h->err.code, ERR_STORE);
		if (!strstr(h->err.text, words))
			fail_msg("%s", h->err.text);
		assert_non_null(strstr(h->err.text, "请停止办理"));
	}
}

static void an_altered_payload(void **state)
{
	struct hall *h = *state;

	sound(h, 9);
	meddle(h->path, TAKE_OFF "UPDATE ledger SET payload = replace(payload, '李娜', '李那') "
				 "WHERE seq = 6");
	says(h, "第6笔（2026-11-24 09:00，li，办件 ");
	assert_non_null(strstr(h->err.text, numbers[1]));
	assert_non_null(strstr(h->err.text, "一次性告知）的内容被改动"));
}

static void an_altered_envelope(void **state)
{
	struct hall *h = *state;

	meddle(h->path, TAKE_OFF "UPDATE ledger SET operator = 'zhao' WHERE seq = 7");
	says(h, "第7笔（2026-11-24 09:00，zhao，办件 ");
}

/* By one who knows how the hash is made: what comes after still remembers the old one. */
static void a_payload_altered_with_its_hash(void **state)
{
	struct hall *h = *state;
	struct event *rows;
	size_t n;
	char hex[2 * EVENT_HASH + 1];
	unsigned char forged[EVENT_HASH];

	assert_true(cases_timeline(h->store, numbers[1], &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].seq, 6);
	rows[0].payload = "{\"item\":\"fs-008\"}";
	rows[0].payload_len = strlen(rows[0].payload);
	ledger_hash(&rows[0], forged);
	sodium_bin2hex(hex, sizeof(hex), forged, sizeof(forged));
	char *sql = xasprintf(TAKE_OFF "UPDATE ledger SET payload = '%s', hash = x'%s' "
				       "WHERE seq = 6",
			      rows[0].payload, hex);
	meddle(h->path, sql);
	free(sql);
	says(h, "第6笔（2026-11-24 09:00，li，办件 ");
	assert_non_null(strstr(h->err.text, "被整笔换过"));
}

static void an_event_put_in_the_place_of_another(void **state)
{
	struct hall *h = *state;

	/* The seventh is whole and names the sixth by its old hash. */
	meddle(h->path, TAKE_OFF
	       "CREATE TEMP TABLE t AS SELECT * FROM ledger WHERE seq = 5; "
	       "UPDATE ledger SET payload = (SELECT payload FROM t), subject = (SELECT subject "
	       "FROM t), prev = (SELECT prev FROM t), hash = (SELECT hash FROM t) WHERE seq = 6");
	says(h, "第6笔");
}

static void a_deleted_event(void **state)
{
	struct hall *h = *state;

	meddle(h->path, TAKE_OFF "DELETE FROM ledger WHERE seq = 6");
	says(h, "第6笔被删除，它后面是第7笔");
}

static void several_deleted_events(void **state)
{
	struct hall *h = *state;

	meddle(h->path, TAKE_OFF "DELETE FROM ledger WHERE seq IN (5, 6, 7)");
	says(h, "第5笔至第7笔被删除，后面是第8笔");
}

static void swapped_events(void **state)
{
	struct hall *h = *state;

	meddle(h->path, TAKE_OFF "UPDATE ledger SET id = 1000 WHERE id = 6; "
				 "UPDATE ledger SET id = 6 WHERE id = 7; "
				 "UPDATE ledger SET id = 7 WHERE id = 1000");
	says(h, "次序被调换：第6笔的位置上是第7笔");
}

static void a_tail_that_was_cut(void **state)
{
	struct hall *h = *state;
	int64_t visit;

	assert_true(visits_begin(h->store, &li, NULL, &visit, &h->err));
	sound(h, 10);
	meddle(h->path, TAKE_OFF "DELETE FROM ledger WHERE seq >= 9");
	says(h, "末尾被截断，第9笔至少到第10笔不见了（表 visits");
}

static void a_changed_table(void **state)
{
	struct hall *h = *state;
	struct verify_report report;

	meddle(h->path, "UPDATE case_papers SET state = 'absent' WHERE case_id = 3 AND pos = 1");
	assert_true(store_verify(h->store, false, NULL, NULL, &report, &h->err));
	assert_false(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_non_null(strstr(h->err.text, "表 case_papers"));
	assert_non_null(strstr(h->err.text, numbers[2]));
	meddle(h->path, "UPDATE case_papers SET state = 'ok' WHERE case_id = 3 AND pos = 1");
	sound(h, 9);
	meddle(h->path, "DELETE FROM visits");
	assert_false(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_non_null(strstr(h->err.text, "表 visits"));
}

/* ---- the head, as it stands on a close ---- */

static void the_head_is_known_by_its_words(void **state)
{
	struct hall *h = *state;
	struct store_head head, found;
	char words[HEAD_WORDS];

	assert_true(store_head(h->store, &head, &h->err));
	assert_int_equal(head.seq, 9);
	ledger_head_words(head.hash, words);
	assert_int_equal(strlen(words), HEAD_WORDS - 1);
	assert_int_equal(strspn(words, "0123456789ABCDEF "), HEAD_WORDS - 1);
	assert_true(store_head_find(h->store, words, &found, &h->err));
	assert_int_equal(found.seq, 9);
	/* Typed from paper: the first four groups, small letters, other blanks. */
	words[19] = '\0';
	for (char *p = words; *p; p++)
		*p = *p == ' ' ? '-' : (char)(*p >= 'A' ? *p + 32 : *p);
	assert_true(store_head_find(h->store, words, &found, &h->err));
	assert_int_equal(found.seq, 9);
	words[14] = '\0';
	assert_false(store_head_find(h->store, words, &found, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(store_head_find(h->store, "0000 0000 0000 0000", &found, &h->err));
	assert_int_equal(h->err.code, ERR_STORE);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_altered_payload),
		TEST(an_altered_envelope),
		TEST(a_payload_altered_with_its_hash),
		TEST(an_event_put_in_the_place_of_another),
		TEST(a_deleted_event),
		TEST(several_deleted_events),
		TEST(swapped_events),
		TEST(a_tail_that_was_cut),
		TEST(a_changed_table),
		TEST(the_head_is_known_by_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
