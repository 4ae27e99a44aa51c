/* SPDX-License-Identifier: Apache-2.0 */
#include "office/password_slips.h"

#include "base/text.h"

static void add_slip(struct document *d, const struct operator_new *o)
{
	struct str posts = {0};

	posts_text(o->posts, &posts);
	document_grid(d, NULL);
	document_half(d, _("姓名"), o->name);
	document_half(d, _("登录名"), o->login);
	document_half(d, _("岗位"), str_text(&posts));
	document_half(d, _("初始口令"), o->password);
	document_pair(d, _("说明"), _("首次登录须修改口令。本条只交本人，用后销毁。"));
	document_hints(d, NULL);
	document_line(
		d, "✂　－　－　－　－　－　－　－　－　－　－　－　－　－　－　－　－　－　－　－");
	str_done(&posts);
}

void password_slips_build(struct document *d, const struct letterhead *h,
			  const struct operator_new *rows, size_t n, date_day on)
{
	char day[DATE_TEXT];

	letterhead_open(d, h, _("初始口令单"), NULL, NULL);
	document_hints(d, NULL);
	document_line(d, arena_printf(&d->arena,
				      _("%s 发放，共 %zu 人。打印后裁开交本人，并删除本文件。"),
				      date_format(on, day), n));
	for (size_t i = 0; i < n; i++)
		add_slip(d, &rows[i]);
}
