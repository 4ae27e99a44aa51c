/* SPDX-License-Identifier: Apache-2.0
 *
 * A job file holds the mark, the moment, file, title, number and reason, a line
 * each. Only the mark and the reason change, in place: a mark is one byte, so it is
 * never half written.
 */
#include "office/print_spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/text.h"
#include "office/outfile.h"

#define JOB_PREFIX   "job-"
#define PAPER_PREFIX "paper-"
#define WORK_PREFIX  "work-"
enum { JOB_BYTES = 16 * 1024, MOST_OPEN = 16 };

static bool lock(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* Where the reason begins. */
static off_t head_length(const struct print_slot *s)
{
	struct str head = {0};

	str_addf(&head, "%c\n%020lld\n%s\n%s\n%s\n", s->mark, (long long)s->at, s->file, s->title,
		 s->number);
	off_t len = (off_t)head.len;
	str_done(&head);
	return len;
}

static bool write_all(struct print_slot *s)
{
	struct str text = {0};

	str_addf(&text, "%c\n%020lld\n%s\n%s\n%s\n%s\n", s->mark, (long long)s->at, s->file,
		 s->title, s->number, s->reason);
	errno = ENOSPC; /* what a short write means */
	bool ok = pwrite(s->fd, text.data, text.len, 0) == (ssize_t)text.len && fsync(s->fd) == 0;
	str_done(&text);
	return ok;
}

/* ---- the paper of a job: paper-…/NAME beside job-… ---- */

static char *paper_folder(const char *job)
{
	const char *slash = strrchr(job, '/');

	return xasprintf("%.*s" PAPER_PREFIX "%s", (int)(slash + 1 - job), job,
			 slash + 1 + strlen(JOB_PREFIX));
}

static char *paper_path(const char *job, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *folder = paper_folder(job);
	char *path = paths_join(folder, slash ? slash + 1 : file);

	free(folder);
	return path;
}

/* 0 or an errno. */
static int copy_bytes(int from, int to)
{
	char block[16 * 1024];
	ssize_t n;

	while ((n = read(from, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		errno = ENOSPC; /* what a short write means */
		if (write(to, block, (size_t)n) != n)
			return errno;
	}
	return fsync(to) == 0 ? 0 : errno;
}

/* A copy and no link: whoever opens the original in a spreadsheet writes into it. */
static bool keep_paper(const struct print_slot *slot, struct err *e)
{
	char *folder = paper_folder(slot->path);
	int from = open(slot->file, O_RDONLY | O_CLOEXEC);

	if (from < 0) {
		free(folder);
		return outfile_fault(slot->file, errno, e);
	}
	int to = mkdir(folder, 0700) == 0
			 ? open(slot->paper, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)
			 : -1;
	int error = to < 0 ? errno : copy_bytes(from, to);
	if (to >= 0)
		close(to);
	close(from);
	if (!error)
		sync_folder(folder);
	free(folder);
	return !error || outfile_fault(slot->paper, error, e);
}

static void remove_job(const struct print_slot *slot)
{
	const char *slash = strrchr(slot->path, '/');
	char *paper = paper_folder(slot->path);
	char *folder = xstrndup(slot->path, (size_t)(slash - slot->path));

	/* First what would have it printed again. */
	unlink(slot->path);
	print_spool_clear(paper);
	sync_folder(folder);
	free(folder);
	free(paper);
}

bool print_spool_add(struct print_slot *slot, const char *folder, int64_t at, const char *file,
		     const char *title, const char *number, struct err *e)
{
	*slot = (struct print_slot){
		.mark = MARK_WAITING,
		.at = at,
		.file = xstrdup(file),
		.title = xstrdup(title),
		.number = xstrdup(number),
		.reason = xstrdup(""),
	};
	int error = EEXIST;
	for (int n = 0; error == EEXIST; n++) {
		free(slot->path);
		slot->path = xasprintf("%s/" JOB_PREFIX "%020lld-%04d", folder, (long long)at, n);
		slot->fd =
			open(slot->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		error = slot->fd < 0 ? errno : 0;
	}
	slot->paper = paper_path(slot->path, file);
	bool ok = !error || outfile_fault(slot->path, error, e);
	ok = ok && (lock(slot->fd) || outfile_fault(slot->path, errno, e)) && keep_paper(slot, e) &&
	     (write_all(slot) || outfile_fault(slot->path, errno, e));
	if (ok)
		sync_folder(folder);
	else
		print_spool_end(slot, !error);
	return ok;
}

bool print_spool_mark(struct print_slot *slot, enum print_mark mark, const char *reason,
		      struct err *e)
{
	char byte = (char)mark;
	off_t head = head_length(slot);
	size_t len = strlen(reason);
	bool kept = true;

	/* The reason may be lost on a full disk, the mark not. */
	if (strcmp(slot->reason, reason) != 0)
		kept = ftruncate(slot->fd, head) == 0 &&
		       pwrite(slot->fd, reason, len, head) == (ssize_t)len;
	free(slot->reason);
	slot->reason = xstrdup(kept ? reason : "");
	/* What may have come out is never printed again by itself, also when the power goes. */
	if (pwrite(slot->fd, &byte, 1, 0) != 1 ||
	    (mark == MARK_SENDING && fdatasync(slot->fd) != 0))
		return outfile_fault(slot->path, errno, e);
	slot->mark = mark;
	return true;
}

void print_spool_sent(struct print_slot *slot)
{
	remove_job(slot);
	close(slot->fd);
	slot->fd = -1;
}

void print_spool_end(struct print_slot *slot, bool remove)
{
	if (remove)
		remove_job(slot);
	if (slot->fd >= 0)
		close(slot->fd);
	free(slot->path);
	free(slot->file);
	free(slot->title);
	free(slot->number);
	free(slot->reason);
	free(slot->paper);
	*slot = (struct print_slot){.fd = -1};
}

/* ---- what was left ---- */

static bool is_mark(char c)
{
	return c && strchr("WMSFU", c);
}

/* The lines of a job file; false when it is none. */
static bool parse(struct print_slot *s, char *text)
{
	char *lines[6], *p = text;

	for (int i = 0; i < 6; i++) {
		lines[i] = p;
		p += strcspn(p, "\n");
		if (*p)
			*p++ = '\0';
		else if (i < 5)
			return false;
	}
	if (!is_mark(lines[0][0]) || lines[0][1])
		return false;
	s->mark = (enum print_mark)lines[0][0];
	s->at = atoll(lines[1]);
	s->file = xstrdup(lines[2]);
	s->title = xstrdup(lines[3]);
	s->number = xstrdup(lines[4]);
	s->reason = xstrdup(lines[5]);
	return true;
}

static bool take_over(struct print_slot *slot, char *path)
{
	char text[JOB_BYTES];

	*slot = (struct print_slot){.fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC),
				    .path = path};
	ssize_t n = slot->fd >= 0 && lock(slot->fd) ? read(slot->fd, text, sizeof(text) - 1) : -1;
	struct stat st;
	/* Somebody else may have taken it over and printed it before the lock was ours. */
	if (n > 0 && fstat(slot->fd, &st) == 0 && st.st_nlink > 0) {
		text[n] = '\0';
		if (parse(slot, text)) {
			slot->paper = paper_path(path, slot->file);
			return true;
		}
	}
	print_spool_end(slot, false);
	return false;
}

/* Names beginning with prefix, in order. Caller frees the list and its names. */
static int list(const char *folder, const char *prefix, struct dirent ***names)
{
	int n = scandir(folder, names, NULL, alphasort), kept = 0;

	for (int i = 0; i < n; i++) {
		if (strncmp((*names)[i]->d_name, prefix, strlen(prefix)) == 0)
			(*names)[kept++] = (*names)[i];
		else
			free((*names)[i]);
	}
	return n < 0 ? -1 : kept;
}

static void clear_workplaces(const char *folder)
{
	struct dirent **names;
	int n = list(folder, WORK_PREFIX, &names);

	for (int i = 0; i < n; i++) {
		char *dir = paths_join(folder, names[i]->d_name);
		int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd >= 0 && lock(fd))
			print_spool_clear(dir);
		if (fd >= 0)
			close(fd);
		free(dir);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

/* Papers whose job is gone: killed between the two. A job is there before its paper is. */
static void clear_papers(const char *folder)
{
	struct dirent **names;
	int n = list(folder, PAPER_PREFIX, &names);

	for (int i = 0; i < n; i++) {
		char *paper = paths_join(folder, names[i]->d_name);
		char *job = xasprintf("%s/" JOB_PREFIX "%s", folder,
				      names[i]->d_name + strlen(PAPER_PREFIX));
		if (access(job, F_OK) != 0)
			print_spool_clear(paper);
		free(job);
		free(paper);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

size_t print_spool_adopt(const char *folder, struct print_slot **slots)
{
	struct dirent **names;
	size_t count = 0;
	int n = list(folder, JOB_PREFIX, &names);

	*slots = NULL;
	for (int i = 0; i < n; i++) {
		struct print_slot slot;
		if (take_over(&slot, paths_join(folder, names[i]->d_name))) {
			*slots = xreallocarray(*slots, count + 1, sizeof(**slots));
			(*slots)[count++] = slot;
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	clear_papers(folder);
	clear_workplaces(folder);
	return count;
}

/* ---- working folders ---- */

char *print_spool_workplace(const char *folder, int *fd, struct err *e)
{
	char *dir = xasprintf("%s/" WORK_PREFIX "XXXXXX", folder);

	if (mkdtemp(dir)) {
		*fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (*fd >= 0 && lock(*fd))
			return dir;
	}
	outfile_fault(folder, errno, e);
	free(dir);
	return NULL;
}

static int forget_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void print_spool_clear(const char *dir)
{
	nftw(dir, forget_file, MOST_OPEN, FTW_DEPTH | FTW_PHYS);
}
