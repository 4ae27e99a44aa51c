/* SPDX-License-Identifier: Apache-2.0 */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/apply.h"
#include "store/backup_inside.h"
#include "store/ledger.h"
#include "store/schema.h"
#include "store/store_inside.h"
#include "store/verify.h"

const char *const backup_stage_names[BACKUP_STAGES] = {
	[BACKUP_COPY] = N_("复制"),
	[BACKUP_SEAL] = N_("加密写盘"),
	[BACKUP_CHECK] = N_("读回核对"),
};

/* ---- progress ---- */

bool backup_tell(const struct backup_options *o, enum backup_stage stage, int64_t done,
		 int64_t total, struct err *e)
{
	if (!o->progress || o->progress(o->ctx, stage, done, total))
		return true;
	return err_set(e, ERR_STORE, _("已取消，没有留下文件"));
}

static bool tell_copy(void *ctx, int64_t done, int64_t total)
{
	const struct backup_options *o = ctx;

	return !o->progress || o->progress(o->ctx, BACKUP_COPY, done, total);
}

/* ---- the parts ---- */

bool backup_parts_new(struct backup_parts *p, const char *beside, struct err *e)
{
	char *store = xasprintf("%s.copy%ld", beside, (long)getpid());
	char *drafts = xasprintf("%s.copy%ld-drafts", beside, (long)getpid());

	*p = (struct backup_parts){.pack.fd = -1, .unpack.fd = -1};
	bool ok = copy_new(&p->store, store, &schema_store, e) &&
		  copy_new(&p->drafts, drafts, &schema_drafts, e);
	free(store);
	free(drafts);
	return ok;
}

void backup_parts_done(struct backup_parts *p)
{
	copy_done(&p->store);
	copy_done(&p->drafts);
	files_pack_done(&p->pack);
	files_unpack_done(&p->unpack, true);
}

/* One moment of a database: what is committed while it is copied is not in it. */
static bool take(struct copy *c, struct db *from, const struct backup_options *o, struct err *e)
{
	struct stmt *q;

	if (!db_begin_read(from, "backup", e))
		return false;
	/* The snapshot begins with the first look. */
	q = db_stmt(from, "SELECT count(*) FROM sqlite_schema");
	stmt_step(q);
	bool ok = stmt_done(q, e) && copy_take(c, from, tell_copy, (void *)o, e);
	return db_end_read(from, "backup", ok, e);
}

static bool take_store(struct store *s, struct copy *c, const struct backup_options *o,
		       struct backup_head *head, struct err *e)
{
	struct ledger_head ledger;

	if (!db_begin_read(s->db, "backup store", e))
		return false;
	bool ok = ledger_head(s->db, s->site, &ledger, e) && take(c, s->db, o, e);
	ok = db_end_read(s->db, "backup store", ok, e);
	memcpy(head->site, s->site, sizeof(head->site));
	head->schema = schema_store.version;
	head->at = clock_now(&s->clock);
	head->seq = ledger.seq;
	memcpy(head->hash, ledger.hash, sizeof(head->hash));
	head->store_bytes = c->size;
	return ok;
}

static bool take_drafts(struct store *s, struct copy *c, const struct backup_options *o,
			struct backup_head *head, struct err *e)
{
	char *path = drafts_path(s->path);
	bool there = access(path, F_OK) == 0, ok = true;

	if (there) {
		struct db *db = db_open(path, &schema_drafts, DB_THERE, e);
		ok = db && take(c, db, o, e);
		db_close(db);
	}
	free(path);
	head->drafts_bytes = c->size;
	return ok;
}

/* ---- writing ---- */

static size_t part(int64_t left, size_t n)
{
	return left <= 0 ? 0 : left < (int64_t)n ? (size_t)left : n;
}

struct backup_split backup_split(const struct backup_head *head, int64_t at, size_t n)
{
	struct backup_split split = {.store = part(head->store_bytes - at, n)};

	split.drafts = part(head->store_bytes + head->drafts_bytes - at - (int64_t)split.store,
			    n - split.store);
	split.files = n - split.store - split.drafts;
	return split;
}

static bool read_content(struct backup_parts *p, const struct backup_head *head, int64_t at,
			 unsigned char *data, size_t n, struct err *e)
{
	struct backup_split split = backup_split(head, at, n);
	int64_t in_drafts = at + (int64_t)split.store - head->store_bytes;

	return (!split.store || copy_read(&p->store, at, data, split.store, e)) &&
	       (!split.drafts ||
		copy_read(&p->drafts, in_drafts, data + split.store, split.drafts, e)) &&
	       (!split.files ||
		files_pack_read(&p->pack, data + split.store + split.drafts, split.files, e));
}

static bool seal(struct backup_parts *p, int fd, const char *path, const struct backup_head *head,
		 const struct backup_options *o, struct err *e)
{
	unsigned char *block = xmalloc(SEALED_BLOCK);
	struct sealed sealed;
	bool ok = sealed_begin(&sealed, fd, path, head, o->passphrase, o->cost, e);

	while (ok && sealed.done < sealed.content) {
		int64_t left = sealed.content - sealed.done;
		size_t n = left < SEALED_BLOCK ? (size_t)left : SEALED_BLOCK;
		ok = read_content(p, head, sealed.done, block, n, e) &&
		     sealed_write(&sealed, block, n, e) &&
		     backup_tell(o, BACKUP_SEAL, sealed.done, sealed.content, e);
	}
	sodium_memzero(&sealed, sizeof(sealed));
	free(block);
	return ok;
}

static bool write_file(struct backup_parts *p, const char *made, const struct backup_head *head,
		       const struct backup_options *o, struct err *e)
{
	int fd = open(made, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return backup_fault(made, errno, e);
	bool ok = seal(p, fd, made, head, o, e);
	if (ok && fsync(fd) != 0)
		ok = backup_fault(made, errno, e);
	/* What is read back is to come from the stick, not from memory. */
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	if (close(fd) != 0 && ok)
		ok = backup_fault(made, errno, e);
	return ok;
}

/* ---- reading back ---- */

static bool take_block(struct backup_parts *p, const struct backup_head *head, int64_t at,
		       const unsigned char *data, size_t n, struct err *e)
{
	struct backup_split split = backup_split(head, at, n);
	const unsigned char *drafts = data + split.store;

	return (!split.store || copy_write(&p->store, data, split.store, e)) &&
	       (!split.drafts || copy_write(&p->drafts, drafts, split.drafts, e)) &&
	       files_unpack_write(&p->unpack, drafts + split.drafts, split.files, e);
}

static bool read_back(struct backup_parts *p, const char *made, const struct backup_options *o,
		      struct backup_head *head, struct err *e)
{
	int fd = open(made, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	unsigned char *block = xmalloc(SEALED_BLOCK);
	struct sealed sealed;
	size_t n = 1;

	bool ok = fd >= 0 || backup_fault(made, errno, e);
	ok = ok && sealed_head(&sealed, fd, made, head, e) &&
	     sealed_unlock(&sealed, o->passphrase, e);
	while (ok && n > 0)
		ok = sealed_read(&sealed, block, &n, e) &&
		     (n == 0 || take_block(p, head, sealed.done - (int64_t)n, block, n, e)) &&
		     backup_tell(o, BACKUP_CHECK, sealed.done, sealed.content, e);
	ok = ok && files_unpack_whole(&p->unpack, e);
	sodium_memzero(block, SEALED_BLOCK);
	free(block);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool tell_verify(void *ctx, int64_t events, int64_t total)
{
	const struct backup_options *o = ctx;

	return !o->progress || o->progress(o->ctx, BACKUP_CHECK, events, total);
}

bool backup_check_store(struct store *s, const struct backup_head *head,
			const struct backup_options *o, struct err *e)
{
	struct verify_report report;
	struct ledger_head ledger;

	if (!copy_is_whole(s->db, _("库"), e) ||
	    !store_verify(s, false, tell_verify, (void *)o, &report, e) ||
	    !ledger_head(s->db, s->site, &ledger, e))
		return false;
	if (ledger.seq != head->seq || memcmp(ledger.hash, head->hash, sizeof(head->hash)) != 0)
		return err_set(e, ERR_STORE, _("备份里的账本与写下的不是同一份。请用另一份备份"));
	return true;
}

static bool check_file(struct store *s, const char *made, const struct backup_head *expected,
		       const struct backup_options *o, int64_t *damaged, struct err *e)
{
	struct backup_parts p = {0};
	struct backup_head head;
	struct store copy = *s;

	bool ok = backup_parts_new(&p, s->path, e) && read_back(&p, made, o, &head, e) &&
		  copy_ready(&p.store, e) && (p.drafts.size == 0 || copy_ready(&p.drafts, e));
	copy.db = p.store.db;
	ok = ok && backup_check_store(&copy, expected, o, e) &&
	     (p.drafts.size == 0 || copy_is_whole(p.drafts.db, _("草稿"), e));
	*damaged = p.unpack.damaged;
	backup_parts_done(&p);
	return ok;
}

/* ---- all of it ---- */

/* Never over another. Sticks know no links; what cannot rename like that either (an old kernel's
 * driver) is looked at first. */
static bool give_name(const char *made, const char *file, struct err *e)
{
	int result = renameat2(AT_FDCWD, made, AT_FDCWD, file, RENAME_NOREPLACE);

	if (result != 0 && (errno == EINVAL || errno == ENOSYS)) {
		if (access(file, F_OK) == 0)
			return backup_fault(file, EEXIST, e);
		result = rename(made, file);
	}
	if (result != 0)
		return backup_fault(file, errno, e);
	store_sync_folder(file);
	return true;
}

static bool note(struct store *s, const struct actor *who, const struct backup_head *head,
		 struct err *e)
{
	struct err why;
	struct str payload = {0};
	char hash[2 * EVENT_HASH + 1];

	sodium_bin2hex(hash, sizeof(hash), head->hash, sizeof(head->hash));
	payload_open(&payload);
	payload_put_int(&payload, "head", head->seq);
	payload_put(&payload, "hash", hash);
	payload_put_int(&payload, "at", head->at);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_BACKED_UP, who, "", payload.data, &why);
	str_done(&payload);
	return ok || err_set(e, why.code, _("没有记进账本：%s"), why.text);
}

static bool tell_damaged(int64_t n, struct err *e)
{
	return n == 0 || err_set(e, ERR_STORE,
				 _("收下的文件有 %lld 个已损坏，备份里也一样。请运行 yichuang "
				   "verify --rebuild 查出办件，请申请人重新提供"),
				 (long long)n);
}

static bool may_write(const char *file, const struct backup_options *o, struct err *e)
{
	struct stat st;

	if (strlen(o->passphrase) < BACKUP_PASSPHRASE_LEAST)
		return err_set(e, ERR_INPUT, _("备份口令至少%d个字符"), BACKUP_PASSPHRASE_LEAST);
	if (lstat(file, &st) == 0)
		return backup_fault(file, S_ISDIR(st.st_mode) ? EISDIR : EEXIST, e);
	return true;
}

bool store_backup(struct store *s, const struct actor *who, const char *file,
		  const struct backup_options *o, struct backup_head *out, struct err *but,
		  struct err *e)
{
	struct backup_parts p = {0};
	int64_t damaged = 0;

	*out = (struct backup_head){0};
	err_clear(but);
	if (!may_write(file, o, e))
		return false;
	char *made = xasprintf("%s.part%ld", file, (long)getpid());
	bool ok = backup_parts_new(&p, s->path, e) && take_store(s, &p.store, o, out, e) &&
		  take_drafts(s, &p.drafts, o, out, e) && files_pack_begin(&p.pack, s, e);
	out->files_bytes = p.pack.bytes;
	ok = ok && write_file(&p, made, out, o, e);
	backup_parts_done(&p);
	ok = ok && check_file(s, made, out, o, &damaged, e) && give_name(made, file, e);
	if (ok && note(s, who, out, but))
		tell_damaged(damaged, but);
	if (!ok)
		unlink(made);
	free(made);
	return ok;
}

bool backup_may(unsigned posts, struct err *e)
{
	if (posts & (POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN)))
		return true;
	return err_set(e, ERR_PERMISSION, _("备份由主管或管理岗位做"));
}

bool backup_peek(const char *file, struct backup_head *out, struct err *e)
{
	struct sealed sealed;
	int fd = open(file, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return err_set(e, ERR_INPUT, _("打不开备份文件 %s：%s"), file, strerror(errno));
	bool ok = sealed_head(&sealed, fd, file, out, e);
	close(fd);
	return ok;
}

/* ---- the event ---- */

bool apply_backed_up(struct db *db, const struct event *ev, const struct payload *payload,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO backups VALUES (:site, :seq, :at, :operator, "
				     ":head)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":head", payload_int(payload, "head"));
	return stmt_run(q, e);
}

bool backup_last(struct store *s, struct arena *a, struct backup_row **out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT at, head, operator FROM backups WHERE "
					"site = :site ORDER BY seq DESC LIMIT 1");

	*out = NULL;
	stmt_text(q, ":site", s->site);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		(*out)->at = stmt_get_int(q, 0);
		(*out)->head = stmt_get_int(q, 1);
		(*out)->by = stmt_copy(q, 2, a);
	}
	return stmt_done(q, e);
}
