/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/backup_job.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/backup.h"
#include "tui/widget/progress.h"

enum { SLICE_MS = 15, PER_STAGE = 1000 };

struct job {
	/* The thread's from its start to its end. */
	char *store, *file, *passphrase, *login, *window;
	struct clock clock;

	pthread_t thread;
	pthread_mutex_t mutex; /* for what follows */
	pthread_cond_t ended;
	int64_t done;
	bool cancel, stopped, finished, ok; /* stopped: because of cancel */
	struct err e;
};

static bool tell(void *ctx, enum backup_stage stage, int64_t done, int64_t total)
{
	struct job *j = ctx;

	pthread_mutex_lock(&j->mutex);
	j->done = (int)stage * PER_STAGE + (total > 0 ? done * PER_STAGE / total : 0);
	bool go_on = !j->cancel;
	j->stopped = !go_on;
	pthread_mutex_unlock(&j->mutex);
	return go_on;
}

static void *run(void *ctx)
{
	struct job *j = ctx;
	const struct backup_options o = {.passphrase = j->passphrase, .progress = tell, .ctx = j};
	const struct actor who = {.by = j->login, .window = j->window};
	struct backup_head head;
	struct err e = {0}, but = {0};
	struct store *s = store_open(j->store, &j->clock, &e);
	bool ok = s && store_backup(s, &who, j->file, &o, &head, &but, &e);

	store_close(s);
	if (ok && but.text[0])
		ok = err_set(&e, but.code, _("备份已做好，但%s"), but.text);
	pthread_mutex_lock(&j->mutex);
	j->finished = true;
	j->ok = ok;
	j->e = e;
	pthread_cond_signal(&j->ended);
	pthread_mutex_unlock(&j->mutex);
	return NULL;
}

/* Waits a moment for the end; there is nothing else to do in a slice. */
static enum progress_state slice(void *ctx, int64_t *done, int64_t *total, struct err *e)
{
	struct job *j = ctx;
	struct timespec until;
	enum progress_state state = PROGRESS_MORE;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += SLICE_MS * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_nsec -= 1000000000L;
		until.tv_sec++;
	}
	pthread_mutex_lock(&j->mutex);
	if (!j->finished)
		pthread_cond_timedwait(&j->ended, &j->mutex, &until);
	*done = j->done;
	*total = (int64_t)BACKUP_STAGES * PER_STAGE;
	if (j->finished) {
		state = j->ok ? PROGRESS_DONE : j->stopped ? PROGRESS_CANCELLED : PROGRESS_FAILED;
		*e = j->e;
	}
	pthread_mutex_unlock(&j->mutex);
	return state;
}

static void forget(struct job *j)
{
	explicit_bzero(j->passphrase, strlen(j->passphrase));
	pthread_cond_destroy(&j->ended);
	pthread_mutex_destroy(&j->mutex);
	free(j->store);
	free(j->file);
	free(j->passphrase);
	free(j->login);
	free(j->window);
	free(j);
}

static void cancel(void *ctx)
{
	struct job *j = ctx;

	pthread_mutex_lock(&j->mutex);
	j->cancel = true;
	pthread_mutex_unlock(&j->mutex);
}

/* The thread has ended, unless the program is asked to: then this waits for it. */
static void finish(void *ctx, bool cancelled)
{
	struct job *j = ctx;

	if (cancelled)
		cancel(j);
	pthread_join(j->thread, NULL);
	forget(j);
}

struct screen *backup_job_new(int tag, const struct session *s, const char *file,
			      const char *passphrase, struct err *e)
{
	struct job *j = xcalloc(1, sizeof(*j));

	j->store = xstrdup(store_path(s->store));
	j->file = xstrdup(file);
	j->passphrase = xstrdup(passphrase);
	j->login = xstrdup(s->login);
	j->window = s->window ? xstrdup(s->window->id) : NULL;
	j->clock = *store_clock(s->store);
	pthread_mutex_init(&j->mutex, NULL);
	pthread_cond_init(&j->ended, NULL);
	if (pthread_create(&j->thread, NULL, run, j) != 0) {
		forget(j);
		err_set(e, ERR_STORE, _("系统太忙，不能开始备份，请稍后再试"));
		return NULL;
	}
	return progress_new(tag,
			    &(struct progress_work){.title = _("正在备份（复制、加密、读回核对）"),
						    .ctx = j,
						    .slice = slice,
						    .cancel = cancel,
						    .finish = finish});
}
