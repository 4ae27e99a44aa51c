/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/backup_inside.h"
#include "store/clock_check.h"
#include "store/db_inside.h"
#include "store/payload.h"
#include "store/schema.h"
#include "store/store_inside.h"

struct restoring {
	const char *path;	  /* of the store to come */
	char *drafts;		  /* beside it */
	char *made, *made_drafts; /* names until everything is right */
	const struct restore_options *o;
	struct restored *out;
	struct files_unpack files; /* into their place at once: their names are their content */
};

bool restore_disk_fault(const char *path, int error, struct err *e)
{
	if (error == ENOSPC || error == EDQUOT || error == EFBIG)
		return err_set(e, ERR_STORE, _("磁盘空间不够，没有恢复：%s。请清出空间后再试"),
			       path);
	return err_set(e, ERR_STORE, _("不能写 %s，没有恢复：%s"), path, strerror(error));
}

/* Also what SQLite would take for its own: a log left behind would be played into the new file. */
static bool is_free(const char *path, struct err *e)
{
	static const char *const tails[] = {"", "-wal", "-journal"};
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(tails) / sizeof(tails[0]); i++) {
		char *name = xasprintf("%s%s", path, tails[i]);
		if (access(name, F_OK) == 0)
			ok = err_set(e, ERR_STORE,
				     _("已有 %s，恢复不会覆盖。请用 --store 指明新的位置，"
				       "或先把它移到别处"),
				     name);
		free(name);
	}
	return ok;
}

/* ---- reading the file ---- */

static bool check_head(const struct backup_head *head, const struct restore_options *o,
		       struct err *e)
{
	if (head->schema > schema_store.version)
		return err_set(e, ERR_INPUT,
			       _("备份由更新版本的程序制作（库版本 %d，本程序支持到 %d）。"
				 "请升级本程序后再恢复"),
			       head->schema, schema_store.version);
	if (o->site && strcmp(head->site, o->site) != 0)
		return err_set(e, ERR_INPUT,
			       _("这是另一单位的备份（%s），本单位是 %s。请核对U盘，"
				 "或用 --site 指明网点"),
			       head->site, o->site);
	return true;
}

static bool write_all(int fd, const char *path, const unsigned char *data, size_t n, struct err *e)
{
	while (n > 0) {
		ssize_t put = write(fd, data, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return restore_disk_fault(path, put < 0 ? errno : ENOSPC, e);
		data += put;
		n -= (size_t)put;
	}
	return true;
}

static bool unpack(struct sealed *sealed, struct restoring *r, int store, int drafts, struct err *e)
{
	unsigned char *block = xmalloc(SEALED_BLOCK);
	size_t n = 1;
	bool ok = true;

	while (ok && n > 0) {
		int64_t at = sealed->done;
		ok = sealed_read(sealed, block, &n, e);
		struct backup_split split = backup_split(&r->out->head, at, ok ? n : 0);
		const unsigned char *of_drafts = block + split.store;
		ok = ok && write_all(store, r->made, block, split.store, e) &&
		     write_all(drafts, r->made_drafts, of_drafts, split.drafts, e) &&
		     files_unpack_write(&r->files, of_drafts + split.drafts, split.files, e) &&
		     backup_tell(&r->o->backup, BACKUP_SEAL, sealed->done, sealed->content, e);
	}
	ok = ok && files_unpack_whole(&r->files, e);
	r->out->damaged = r->files.damaged;
	sodium_memzero(block, SEALED_BLOCK);
	free(block);
	return ok;
}

static int make(const char *path, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		restore_disk_fault(path, errno, e);
	return fd;
}

static bool unpack_file(struct restoring *r, const char *file, struct err *e)
{
	int from = open(file, O_RDONLY | O_CLOEXEC), store = -1, drafts = -1;
	struct sealed sealed;
	bool ok = from >= 0 ||
		  err_set(e, ERR_INPUT, _("打不开备份文件 %s：%s"), file, strerror(errno));

	ok = ok && sealed_head(&sealed, from, file, &r->out->head, e) &&
	     check_head(&r->out->head, r->o, e) &&
	     sealed_unlock(&sealed, r->o->backup.passphrase, e) &&
	     (store = make(r->made, e)) >= 0 && (drafts = make(r->made_drafts, e)) >= 0 &&
	     unpack(&sealed, r, store, drafts, e);
	if (ok && (fsync(store) != 0 || fsync(drafts) != 0))
		ok = restore_disk_fault(r->made, errno, e);
	sodium_memzero(&sealed, sizeof(sealed));
	for (int i = 0; i < 3; i++) {
		int fd = (int[]){from, store, drafts}[i];
		if (fd >= 0)
			close(fd);
	}
	return ok;
}

/* ---- the store that came out ---- */

/* Up to the moment of the backup every number is known. */
static bool note_restored(struct store *s, const struct restoring *r, struct err *e)
{
	const struct backup_head *head = &r->out->head;
	date_day source = clock_day_of(head->at);
	struct str payload = {0};
	char hash[2 * EVENT_HASH + 1];
	struct store_receipt receipt;

	sodium_bin2hex(hash, sizeof(hash), head->hash, sizeof(head->hash));
	payload_open(&payload);
	payload_put_int(&payload, "head", head->seq);
	payload_put(&payload, "hash", hash);
	payload_put_int(&payload, "at", head->at);
	payload_put_day(&payload, "day", source);
	payload_close(&payload);
	const struct store_event ev = {.kind = EVENT_RESTORED,
				       .who = &(struct actor){.by = r->o->login},
				       .subject = "",
				       .payload = payload.data};
	bool ok = store_commit(s, NULL, &ev, 1, &receipt, e);
	str_done(&payload);
	r->out->first = source;
	r->out->last = ok ? receipt.ticket.day : source;
	return ok;
}

/* A leap of a broken clock must not be written as years of unknown numbers. */
static bool check_clock(struct store *s, const struct restoring *r, struct err *e)
{
	int64_t now = clock_now(r->o->clock), at = r->out->head.at;
	date_day today = clock_day_of(now);
	int days = today - clock_day_of(at);
	char now_text[CLOCK_TEXT], at_text[CLOCK_TEXT];

	clock_format(now, now_text);
	clock_format(at, at_text);
	if (days < 0)
		return err_set(e, ERR_STORE,
			       _("本机时钟（%s）早于备份的时间（%s），没有恢复。"
				 "请先校准系统时间，再恢复一次"),
			       now_text, at_text);
	if (days > clock_days(s) && r->o->confirmed != today)
		return err_set(e, ERR_STORE,
			       _("备份于 %s，本机时钟是 %s，晚 %d 天，没有恢复。时钟不对就先校准；"
				 "日期没错，加 --confirm-day 和今天的日期再恢复一次"),
			       at_text, now_text, days);
	return true;
}

static bool settle_store(const struct restoring *r, struct err *e)
{
	struct store *s = store_open(r->made, r->o->clock, e);

	if (!s)
		return false;
	bool ok = backup_check_store(s, &r->out->head, &r->o->backup, e) &&
		  operators_vouch(s, r->o->login, r->o->password,
				  POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN), e) &&
		  check_clock(s, r, e) && note_restored(s, r, e) && db_settle(s->db, e);
	store_close(s);
	return ok;
}

static bool settle_drafts(const struct restoring *r, struct err *e)
{
	if (r->out->head.drafts_bytes == 0)
		return true;
	struct db *db = db_open(r->made_drafts, &schema_drafts, DB_THERE, e);
	bool ok = db && copy_is_whole(db, _("草稿"), e) && db_settle(db, e);
	db_close(db);
	return ok;
}

/* The drafts first: where the store stands, everything does. */
static bool put_in_place(const struct restoring *r, struct err *e)
{
	bool drafts = r->out->head.drafts_bytes > 0;

	if (drafts && !store_publish(r->made_drafts, r->drafts, e))
		return false;
	if (store_publish(r->made, r->path, e))
		return true;
	if (drafts)
		unlink(r->drafts);
	return false;
}

/* ---- what a restore that was killed has left ---- */

/* PATH.newPID, PATH.newPID-drafts, and SQLite's own beside them, when that program is gone. */
static bool is_left_over(const char *name, const char *base)
{
	size_t len = strlen(base);
	char *end;

	if (strncmp(name, base, len) != 0 || strncmp(name + len, ".new", 4) != 0)
		return false;
	long pid = strtol(name + len + 4, &end, 10);
	return end > name + len + 4 && (!*end || *end == '-') && pid > 0 &&
	       (pid == (long)getpid() || (kill((pid_t)pid, 0) != 0 && errno == ESRCH));
}

/* Drafts are put in place before the store: without it, and still one file with the copy they
 * were made as, they are of a restore that was killed in between. */
static void clear_left_over(const struct restoring *r)
{
	const char *slash = strrchr(r->path, '/'), *base = slash ? slash + 1 : r->path;
	char *folder = slash ? xstrndup(r->path, (size_t)(slash - r->path) + 1) : xstrdup("./");
	DIR *dir = access(r->path, F_OK) != 0 ? opendir(folder) : NULL;

	for (struct dirent *d; dir && (d = readdir(dir));) {
		struct stat made, placed;
		if (!is_left_over(d->d_name, base))
			continue;
		char *name = xasprintf("%s%s", folder, d->d_name);
		if (lstat(name, &made) == 0 && lstat(r->drafts, &placed) == 0 &&
		    made.st_ino == placed.st_ino && made.st_dev == placed.st_dev)
			unlink(r->drafts);
		unlink(name);
		free(name);
	}
	if (dir)
		closedir(dir);
	free(folder);
}

bool store_restore(const char *file, const char *path, const struct restore_options *o,
		   struct restored *out, struct err *e)
{
	struct restoring r = {.path = path, .o = o, .out = out, .files.fd = -1};

	*out = (struct restored){.first = DATE_NONE, .last = DATE_NONE};
	if (sodium_init() < 0)
		abort();
	r.drafts = drafts_path(path);
	r.made = xasprintf("%s.new%ld", path, (long)getpid());
	r.made_drafts = xasprintf("%s.new%ld-drafts", path, (long)getpid());
	clear_left_over(&r);
	bool ok = is_free(path, e) && is_free(r.drafts, e) &&
		  files_unpack_begin(&r.files, path, e) && unpack_file(&r, file, e) &&
		  settle_store(&r, e) && settle_drafts(&r, e) && put_in_place(&r, e);
	files_unpack_done(&r.files, ok);
	db_remove(r.made);
	db_remove(r.made_drafts);
	free(r.made);
	free(r.made_drafts);
	free(r.drafts);
	return ok;
}
