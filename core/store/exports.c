/* SPDX-License-Identifier: Apache-2.0 */
#include "store/exports.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/apply.h"
#include "store/settings.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

enum { PURPOSE_LEAST = 2, PURPOSE_MOST = 100, LIMIT_STANDARD = 1000 };

bool apply_exported(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	(void)db;
	(void)ev;
	(void)payload;
	(void)e;
	return true; /* to be read in the ledger */
}

static bool limit_of(struct store *s, int64_t *out, struct err *e)
{
	struct arena a = {0};
	const char *text;
	char *end;
	bool ok = settings_get(s, EXPORT_ROWS_SETTING, &a, &text, e);

	if (ok) {
		errno = 0;
		*out = strtoll(text, &end, 10);
		if (errno || end == text || *end || *out < 0)
			*out = LIMIT_STANDARD;
	}
	arena_done(&a);
	return ok;
}

bool exports_need(struct store *s, bool personal, int64_t rows, struct export_need *out,
		  struct err *e)
{
	*out = (struct export_need){0};
	if (!limit_of(s, &out->limit, e))
		return false;
	out->purpose = personal;
	out->second = personal && rows > out->limit;
	return true;
}

void exports_subject(const struct export_request *x, struct str *out)
{
	str_addf(out, "%s %s", x->kind, x->filter);
}

static bool has_purpose(const struct export_request *x, struct err *e)
{
	const char *text = x->purpose ? x->purpose : "";
	size_t length = utf8_valid(text) && !text[utf8_control(text)] ? utf8_length(text) : 0;

	if (length >= PURPOSE_LEAST && length <= PURPOSE_MOST && text[strspn(text, " ")])
		return true;
	return err_set(e, ERR_INPUT,
		       _("含个人信息，请写明导出用途（%d到%d个字），或改为导出隐去号码的"),
		       PURPOSE_LEAST, PURPOSE_MOST);
}

static bool is_signed(struct store *s, const struct actor *who, const struct export_request *x,
		      int64_t limit, struct err *e)
{
	struct str subject = {0};

	if (x->signature.seq == 0)
		return err_set(
			e, ERR_PERMISSION,
			_("共 %lld 行，超过 %lld 行的个人信息，要由另一人（主管或审计）签字"),
			(long long)x->rows, (long long)limit);
	exports_subject(x, &subject);
	const struct sign_request q = {.posts = EXPORT_POSTS,
				       .act = EXPORT_ACT,
				       .subject = subject.data,
				       .reason = x->purpose};
	bool ok = operators_signed(s, who, &x->signature, &q, e);
	str_done(&subject);
	return ok;
}

bool exports_check(struct store *s, const struct actor *who, const struct export_request *x,
		   struct err *e)
{
	struct export_need need;

	return exports_need(s, x->personal, x->rows, &need, e) &&
	       (!need.purpose || has_purpose(x, e)) &&
	       (!need.second || is_signed(s, who, x, need.limit, e));
}

static void put(struct str *payload, const struct export_request *x, bool is_used)
{
	payload_open(payload);
	payload_put(payload, "filter", *x->filter ? x->filter : NULL);
	payload_put(payload, "purpose", x->purpose);
	payload_put_int(payload, "rows", x->rows);
	payload_put_int(payload, "personal", x->personal);
	if (is_used) {
		payload_put(payload, "signed_by", x->signature.login);
		signatures_put(payload, &x->signature.seq, 1);
	}
	payload_close(payload);
}

bool exports_record(struct store *s, const struct actor *who, const struct export_request *x,
		    struct err *e)
{
	struct export_need need;
	struct str payload = {0};

	if (!exports_check(s, who, x, e) || !exports_need(s, x->personal, x->rows, &need, e))
		return false;
	put(&payload, x, need.second);
	bool ok = store_note(s, EVENT_EXPORTED, who, x->kind, payload.data, e);
	str_done(&payload);
	return ok;
}
