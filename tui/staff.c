/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/staff.h"

#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/password_slips.h"
#include "office/sheet.h"

static bool write_slips(const struct session *s, const struct operator_new *rows, size_t n,
			const char *path, struct err *e)
{
	struct letterhead h = session_letterhead(s);
	struct document d;

	if (access(path, F_OK) == 0)
		return err_set(e, ERR_STORE, _("已有此文件，不会覆盖：%s"), path);
	password_slips_build(&d, &h, rows, n, store_today(s->store));
	bool ok = sheet_write(&d, path, e);
	document_done(&d);
	return ok;
}

/* The document's arena keeps no copy either: it was freed with the page. */
static void wipe(char (*passwords)[PASSWORD_ONCE], size_t n)
{
	explicit_bzero(passwords, n * sizeof(*passwords));
}

bool staff_add(struct session *s, const struct staff_row *rows, size_t n, const char *reason,
	       const char *slips, struct err *e)
{
	struct arena a = {0};
	char(*passwords)[PASSWORD_ONCE] = arena_alloc(&a, n * sizeof(*passwords));
	struct operator_new *all = arena_alloc(&a, n * sizeof(*all));

	for (size_t i = 0; i < n; i++) {
		operators_password_once(passwords[i]);
		all[i] = (struct operator_new){.login = rows[i].login,
					       .name = rows[i].name,
					       .posts = rows[i].posts,
					       .password = passwords[i],
					       .once = true,
					       .reason = reason};
	}
	bool ok = write_slips(s, all, n, slips, e);
	if (ok && !operators_add(s->store, &s->who, all, n, PASSWORD_INTERACTIVE, e)) {
		unlink(slips);
		ok = false;
	}
	wipe(passwords, n);
	arena_done(&a);
	return ok;
}

bool staff_reset(struct session *s, const struct operator_row *o, const char *reason, bool glass,
		 const char *slips, struct err *e)
{
	char password[1][PASSWORD_ONCE];

	operators_password_once(password[0]);
	const struct operator_new one = {
		.login = o->login, .name = o->name, .posts = o->posts, .password = password[0]};
	bool ok = write_slips(s, &one, 1, slips, e);
	bool set = ok && (glass ? operators_break_glass(s->store, o->login, password[0], reason,
							PASSWORD_INTERACTIVE, e)
				: operators_reset(s->store, &s->who, o->login, password[0], reason,
						  PASSWORD_INTERACTIVE, e));
	if (ok && !set)
		unlink(slips);
	wipe(password, 1);
	return set;
}

bool staff_is_sound(const struct staff_list *l, struct err *e)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->rows[i].fault)
			return err_set(e, ERR_INPUT, _("有 %zu 行不对，没有导入。第 %zu 行：%s"),
				       l->n_faults, l->rows[i].number, l->rows[i].fault);
	return true;
}
