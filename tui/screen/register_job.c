/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/register_job.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/widget/progress.h"

enum { SLICE_MS = 15 };

struct job {
	/* The thread's from its start to its end. */
	struct arena texts;
	const char *store, *path;
	struct actor who;
	struct clock clock;
	date_day day; /* of the store; a practice hall's may be another than the clock's */
	struct register_run run;
	int64_t rows;

	int64_t *out; /* the caller's */
	pthread_t thread;
	pthread_mutex_t mutex; /* for what follows */
	pthread_cond_t ended;
	int64_t done, total;
	bool cancel, stopped, finished, ok; /* stopped: because of cancel */
	struct err e;
};

static bool tell(void *ctx, int64_t done, int64_t total)
{
	struct job *j = ctx;

	pthread_mutex_lock(&j->mutex);
	j->done = done;
	j->total = 2 * total;
	bool go_on = !j->cancel;
	j->stopped = !go_on;
	pthread_mutex_unlock(&j->mutex);
	return go_on;
}

static bool work(struct job *j, struct store *s, struct err *e)
{
	if (store_today(s) != j->day && !store_set_day(s, j->day, e))
		return false;
	j->run.at = clock_now(store_clock(s));
	if (j->path)
		return register_book_write(s, &j->who, &j->run, j->path, &j->rows, e);
	return register_check(s, &j->who, j->run.kind, &j->run.filter, e) &&
	       register_count(s, j->run.kind, &j->run.filter, &j->rows, e);
}

static void *run(void *ctx)
{
	struct job *j = ctx;
	struct err e = {0};
	struct store *s = store_open(j->store, &j->clock, &e);
	bool ok = s && work(j, s, &e);

	store_close(s);
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
	*total = j->total;
	if (j->finished) {
		state = j->ok ? PROGRESS_DONE : j->stopped ? PROGRESS_CANCELLED : PROGRESS_FAILED;
		*e = j->e;
		*j->out = j->rows;
	}
	pthread_mutex_unlock(&j->mutex);
	return state;
}

static void forget(struct job *j)
{
	pthread_cond_destroy(&j->ended);
	pthread_mutex_destroy(&j->mutex);
	arena_done(&j->texts);
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

static const char *copy(struct job *j, const char *text)
{
	return text ? arena_strdup(&j->texts, text) : NULL;
}

static struct job *job_new(const struct session *s, const struct register_run *r, const char *path)
{
	struct job *j = xcalloc(1, sizeof(*j));

	j->store = copy(j, store_path(s->store));
	j->path = copy(j, path);
	j->who = (struct actor){.by = copy(j, s->login),
				.window = s->window ? copy(j, s->window->id) : NULL};
	j->clock = *store_clock(s->store);
	j->day = store_today(s->store);
	j->run = *r;
	j->run.filter_words = copy(j, r->filter_words);
	j->run.purpose = copy(j, r->purpose);
	j->run.filter.item = copy(j, r->filter.item);
	j->run.filter.window = copy(j, r->filter.window);
	j->run.filter.by = copy(j, r->filter.by);
	j->run.progress = tell;
	j->run.ctx = j;
	pthread_mutex_init(&j->mutex, NULL);
	pthread_cond_init(&j->ended, NULL);
	return j;
}

struct screen *register_job_new(int tag, const struct session *s, const struct register_run *r,
				const char *path, int64_t *rows, struct err *e)
{
	struct job *j = job_new(s, r, path);

	j->out = rows;
	if (pthread_create(&j->thread, NULL, run, j) != 0) {
		forget(j);
		err_set(e, ERR_STORE, _("系统太忙，不能开始导出，请稍后再试"));
		return NULL;
	}
	return progress_new(
		tag, &(struct progress_work){.title = path ? _("正在导出台账") : _("正在计算行数"),
					     .ctx = j,
					     .slice = slice,
					     .cancel = cancel,
					     .finish = finish});
}
