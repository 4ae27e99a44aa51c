/* SPDX-License-Identifier: Apache-2.0 */
#include "office/printer.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "office/outfile.h"
#include "office/print_command.h"
#include "office/print_run.h"
#include "office/print_spool.h"

enum { SENT_SHOWN = 50, LAST_MOMENT_MS = 2000 };

const char *const print_state_ids[PRINT_STATES] = {"waiting", "kept",	"held",	  "running",
						   "sent",    "failed", "unknown"};
const char *const print_state_names[PRINT_STATES] = {
	[PRINT_WAITING] = N_("待打"),	    [PRINT_KEPT] = N_("待打·随来访"),
	[PRINT_HELD] = N_("待打·上次留下"), [PRINT_RUNNING] = N_("正在打"),
	[PRINT_SENT] = N_("已送"),	    [PRINT_FAILED] = N_("失败"),
	[PRINT_UNKNOWN] = N_("不明"),
};

struct printer {
	char *folder;
	const struct clock *clock;
	bool (*void_by_now)(void *ctx, const char *number);
	void *ctx;
	struct print_command command;
	int seconds;

	size_t n;
	struct print_job *jobs;
	struct print_slot *slots; /* one per job; fd -1 once it is sent */
	int64_t last_id, trouble;

	struct print_run run;
	int64_t running; /* id; 0: none */
	bool making;	 /* LibreOffice is at work for it, not the command */
	char *work;	 /* the working folder; NULL until it is needed */
	int work_lock;
};

/* ---- the list ---- */

static struct print_job *job_of(const struct printer *p, int64_t id)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->jobs[i].id == id)
			return &p->jobs[i];
	return NULL;
}

static struct print_slot *slot_of(const struct printer *p, const struct print_job *job)
{
	return &p->slots[job - p->jobs];
}

static void show(const struct printer *p, struct print_job *job, enum print_state state)
{
	const struct print_slot *slot = slot_of(p, job);

	job->state = state;
	job->file = slot->file;
	job->title = slot->title;
	job->number = slot->number;
	job->reason = slot->reason;
	job->at = slot->at;
}

/* Keeps where a job stands. False with e when the disk does not take it. */
static bool mark(const struct printer *p, struct print_job *job, enum print_mark what,
		 const char *reason, struct err *e)
{
	struct print_slot *slot = slot_of(p, job);
	bool ok = print_spool_mark(slot, what, reason, e);

	job->reason = slot->reason;
	return ok;
}

static struct print_job *push(struct printer *p, const struct print_slot *slot)
{
	p->jobs = xreallocarray(p->jobs, p->n + 1, sizeof(*p->jobs));
	p->slots = xreallocarray(p->slots, p->n + 1, sizeof(*p->slots));
	p->slots[p->n] = *slot;
	p->jobs[p->n] = (struct print_job){.id = ++p->last_id};
	return &p->jobs[p->n++];
}

static void forget(struct printer *p, struct print_job *job)
{
	size_t i = (size_t)(job - p->jobs);

	print_spool_end(&p->slots[i], p->slots[i].fd >= 0);
	p->n--;
	memmove(&p->jobs[i], &p->jobs[i + 1], (p->n - i) * sizeof(*p->jobs));
	memmove(&p->slots[i], &p->slots[i + 1], (p->n - i) * sizeof(*p->slots));
}

/* Only the newest that are done with are of interest. */
static void forget_old(struct printer *p)
{
	int sent = 0;

	for (size_t i = p->n; i-- > 0;)
		if (p->jobs[i].state == PRINT_SENT && ++sent > SENT_SHOWN)
			forget(p, &p->jobs[i]);
}

/* ---- opening, closing ---- */

static void adopt(struct printer *p)
{
	struct print_slot *slots;
	size_t n = print_spool_adopt(p->folder, &slots);
	struct err e;

	for (size_t i = 0; i < n; i++) {
		struct print_slot *slot = &slots[i];
		enum print_state state = slot->mark == MARK_FAILED ? PRINT_FAILED
					 : slot->mark == MARK_SENDING || slot->mark == MARK_UNKNOWN
						 ? PRINT_UNKNOWN
						 : PRINT_HELD;
		if (slot->mark == MARK_SENDING)
			print_spool_mark(slot, MARK_UNKNOWN,
					 _("送打印时程序中断，请看打印机出没出纸"), &e);
		show(p, push(p, slot), state);
	}
	free(slots);
}

bool printer_command(struct printer *p, const char *command, int seconds, struct err *e)
{
	print_command_done(&p->command);
	p->seconds = seconds;
	return print_command_parse(&p->command, command, e);
}

struct printer *printer_open(const struct printer_options *o, struct err *e)
{
	err_clear(e);
	if (mkdir(o->folder, 0700) != 0 && errno != EEXIST) {
		outfile_fault(o->folder, errno, e);
		return NULL;
	}
	struct printer *p = xcalloc(1, sizeof(*p));
	p->folder = xstrdup(o->folder);
	p->clock = o->clock;
	p->void_by_now = o->void_by_now;
	p->ctx = o->ctx;
	p->work_lock = -1;
	/* Ignored by whoever started us, the ends of programs would be lost. */
	signal(SIGCHLD, SIG_DFL);
	printer_command(p, o->command, o->seconds, e);
	adopt(p);
	return p;
}

/* What is being made is printed another time; a sheet on its way may come out. */
static void stop(struct printer *p)
{
	struct print_job *job = job_of(p, p->running);
	int fds[2];
	struct pollfd wait = {.fd = p->run.exited, .events = POLLIN};
	struct err e;

	if (!job)
		return;
	if (!p->making && printer_watch(p, fds) > 0)
		poll(&wait, 1, p->run.exited >= 0 ? LAST_MOMENT_MS : 0);
	if (!p->making && print_run_poll(&p->run, 0, &e) == PRINT_WENT_WELL) {
		forget(p, job);
		return;
	}
	print_run_kill(&p->run);
	if (p->making)
		mark(p, job, MARK_WAITING, "", &e);
}

void printer_close(struct printer *p)
{
	if (!p)
		return;
	stop(p);
	for (size_t i = 0; i < p->n; i++)
		print_spool_end(&p->slots[i], false);
	if (p->work) {
		print_spool_clear(p->work);
		close(p->work_lock);
	}
	print_command_done(&p->command);
	free(p->work);
	free(p->slots);
	free(p->jobs);
	free(p->folder);
	free(p);
}

bool printer_is_ready(const struct printer *p)
{
	return p->command.n > 0;
}

static bool add(struct printer *p, const char *file, const char *title, const char *number,
		enum print_state state, struct err *e)
{
	struct print_slot slot;
	char *whole = realpath(file, NULL); /* programs work in a folder of their own */

	if (!whole)
		return outfile_fault(file, errno, e);
	bool ok = print_spool_add(&slot, p->folder, clock_now(p->clock), whole, title,
				  number ? number : "", e);
	free(whole);
	if (ok)
		show(p, push(p, &slot), state);
	return ok;
}

bool printer_add(struct printer *p, const char *file, const char *title, const char *number,
		 struct err *e)
{
	return add(p, file, title, number, PRINT_WAITING, e);
}

bool printer_keep(struct printer *p, const char *file, const char *title, const char *number,
		  struct err *e)
{
	return add(p, file, title, number, PRINT_KEPT, e);
}

void printer_release(struct printer *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->jobs[i].state == PRINT_KEPT)
			show(p, &p->jobs[i], PRINT_WAITING);
}

/* ---- printing ---- */

static bool fail(struct printer *p, struct print_job *job, const struct err *why)
{
	struct err e;

	p->running = 0;
	p->trouble = job->id;
	mark(p, job, MARK_FAILED, why->text, &e);
	show(p, job, PRINT_FAILED);
	return true;
}

static bool have_workplace(struct printer *p, struct err *e)
{
	if (!p->work)
		p->work = print_spool_workplace(p->folder, &p->work_lock, e);
	return p->work != NULL;
}

/* The PDF that LibreOffice makes of a job's file. */
static const char *pdf_of(const struct printer *p, const struct print_job *job, struct arena *a)
{
	const char *paper = slot_of(p, job)->paper;
	const char *slash = strrchr(paper, '/'), *name = slash ? slash + 1 : paper;
	const char *dot = strrchr(name, '.');

	return arena_printf(a, "%s/%.*s.pdf", p->work, (int)(dot ? dot - name : (long)strlen(name)),
			    name);
}

/* A paper that another window has voided since it was queued stays in here. */
static bool may_come_out(const struct printer *p, const struct print_job *job, struct err *e)
{
	if (!p->void_by_now || !*job->number || !p->void_by_now(p->ctx, job->number))
		return true;
	return err_set(e, ERR_REFUSED, _("%s 已作废，没有打印"), job->number);
}

/* One of the two programs of a job. The mark is on the disk before it runs. */
static bool start_step(struct printer *p, struct print_job *job, bool making, int64_t now_ms,
		       struct err *e)
{
	struct arena a = {0};
	const char *pdf = pdf_of(p, job, &a), *paper = slot_of(p, job)->paper;
	const char *const *argv = making ? print_command_convert(paper, p->work, &a, e)
					 : print_command_argv(&p->command, paper, pdf, &a);

	if (making)
		unlink(pdf);
	bool ok = argv && may_come_out(p, job, e) &&
		  mark(p, job, making ? MARK_MAKING : MARK_SENDING, "", e) &&
		  print_run_start(&p->run, argv, p->work, p->seconds, now_ms, e);
	p->running = ok ? job->id : 0;
	p->making = making;
	arena_done(&a);
	return ok;
}

static bool start_next(struct printer *p, int64_t now_ms)
{
	struct err e;
	size_t i = 0;

	while (i < p->n && p->jobs[i].state != PRINT_WAITING)
		i++;
	if (i == p->n || !printer_is_ready(p))
		return false;
	struct print_job *job = &p->jobs[i];
	show(p, job, PRINT_RUNNING);
	if (!paths_is_file(slot_of(p, job)->paper)) {
		err_set(&e, ERR_INPUT, _("待打的文件不在了：%s"), slot_of(p, job)->paper);
		return fail(p, job, &e);
	}
	if (!have_workplace(p, &e) || !start_step(p, job, p->command.converts, now_ms, &e))
		return fail(p, job, &e);
	return true;
}

/* LibreOffice ends well also when it made nothing. */
static bool made(const struct printer *p, const struct print_job *job, struct err *e)
{
	struct arena a = {0};
	struct stat st;
	bool ok = stat(pdf_of(p, job, &a), &st) == 0 && st.st_size > 0;

	arena_done(&a);
	return ok || err_set(e, ERR_STORE, _("LibreOffice 没有转出 PDF"));
}

static bool end_step(struct printer *p, struct print_job *job, enum print_ended ended,
		     int64_t now_ms, struct err *e)
{
	if (ended == PRINT_WENT_WRONG)
		return fail(p, job, e);
	if (p->making)
		return (made(p, job, e) && start_step(p, job, false, now_ms, e)) || fail(p, job, e);
	struct arena a = {0};
	struct print_slot *slot = slot_of(p, job);
	unlink(pdf_of(p, job, &a));
	print_spool_sent(slot);
	p->running = 0;
	show(p, job, PRINT_SENT);
	forget_old(p);
	arena_done(&a);
	return true;
}

bool printer_poll(struct printer *p, int64_t now_ms)
{
	struct print_job *job = job_of(p, p->running);
	bool changed = false;
	struct err why;

	if (job) {
		enum print_ended ended = print_run_poll(&p->run, now_ms, &why);
		changed = ended != PRINT_GOES_ON && end_step(p, job, ended, now_ms, &why);
	}
	return p->running == 0 ? start_next(p, now_ms) || changed : changed;
}

int printer_watch(const struct printer *p, int fds[2])
{
	int n = 0;

	if (p->running && p->run.out >= 0)
		fds[n++] = p->run.out;
	if (p->running && p->run.exited >= 0)
		fds[n++] = p->run.exited;
	return n;
}

/* ---- for the list of jobs ---- */

size_t printer_jobs(const struct printer *p, const struct print_job **jobs)
{
	*jobs = p->jobs;
	return p->n;
}

struct printer_counts printer_count(const struct printer *p)
{
	struct printer_counts c = {0};

	for (size_t i = 0; i < p->n; i++) {
		enum print_state state = p->jobs[i].state;
		c.kept += state == PRINT_KEPT;
		c.held += state == PRINT_HELD;
		c.running += state == PRINT_RUNNING;
		c.waiting += state == PRINT_WAITING || state == PRINT_KEPT || state == PRINT_HELD ||
			     state == PRINT_RUNNING;
		c.failed += state == PRINT_FAILED || state == PRINT_UNKNOWN;
	}
	return c;
}

const struct print_job *printer_trouble(const struct printer *p)
{
	const struct print_job *job = job_of(p, p->trouble);

	return job && job->state == PRINT_FAILED ? job : NULL;
}

bool printer_retry(struct printer *p, int64_t id, struct err *e)
{
	struct print_job *job = job_of(p, id);

	if (!job || job->state == PRINT_RUNNING || job->state == PRINT_SENT)
		return err_set(e, ERR_INPUT, _("这一份不在待打之列"));
	if (!mark(p, job, MARK_WAITING, "", e))
		return false;
	show(p, job, PRINT_WAITING);
	return true;
}

bool printer_drop(struct printer *p, int64_t id, struct err *e)
{
	struct print_job *job = job_of(p, id);

	if (!job)
		return err_set(e, ERR_INPUT, _("这一份不在打印队列里"));
	if (p->running == id) {
		print_run_kill(&p->run);
		p->running = 0;
	}
	forget(p, job);
	return true;
}
