/* SPDX-License-Identifier: Apache-2.0
 *
 * Backups of the hall of store_fixture.h: where they go, who makes them.
 */
#ifndef TESTS_BACKUP_FIXTURE_H
#define TESTS_BACKUP_FIXTURE_H

#include "store_fixture.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "store/backup.h"
#include "store/series.h"
#include "store/verify.h"

#define PASSPHRASE "correct horse battery"

struct places {
	char stick[96], file[128], target[128];
};

static inline void places_make(const struct hall *h, struct places *p)
{
	snprintf(p->stick, sizeof(p->stick), "%s/usb", h->folder);
	snprintf(p->file, sizeof(p->file), "%s/hall.ycb", p->stick);
	snprintf(p->target, sizeof(p->target), "%s/new.db", h->folder);
	assert_int_equal(mkdir(p->stick, 0700), 0);
}

static inline struct backup_options weak_backup(void)
{
	return (struct backup_options){.passphrase = PASSPHRASE, .cost = BACKUP_WEAK};
}

static inline bool back_up(struct hall *h, const char *file)
{
	struct backup_options o = weak_backup();
	struct backup_head head;
	struct err unnoted;

	return store_backup(h->store, &zhao, file, &o, &head, &unnoted, &h->err);
}

static inline bool restore(struct hall *h, const struct places *p, const char *passphrase,
			   const char *site)
{
	struct restored out;
	struct restore_options o = {.backup = weak_backup(),
				    .site = site,
				    .login = "zhao",
				    .password = "88888888",
				    .clock = &h->clock,
				    .confirmed = DATE_NONE};

	o.backup.passphrase = passphrase;
	return store_restore(p->file, p->target, &o, &out, &h->err);
}

/* A supervisor, and n cases of the day. */
static inline void hall_work(struct hall *h, int n)
{
	struct operator_row *o = NULL;
	struct sample s;

	assert_true(operators_get(h->store, "zhao", &h->arena, &o, &h->err));
	if (!o)
		assert_true(operators_create(h->store, NULL, "zhao", "赵主管",
					     POST_BIT(POST_SUPERVISOR), "88888888", PASSWORD_WEAK,
					     &h->err));
	for (int i = 0; i < n; i++) {
		sample_make(&s, "王晓明", "210402199003071225");
		assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL,
					  &h->err));
	}
}

static inline int files_in(const char *folder)
{
	char command[160], answer[16] = "";

	snprintf(command, sizeof(command), "ls -A '%s' | wc -l", folder);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	assert_non_null(fgets(answer, sizeof(answer), f));
	pclose(f);
	return atoi(answer);
}

#endif
