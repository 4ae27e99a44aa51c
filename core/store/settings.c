/* SPDX-License-Identifier: Apache-2.0 */
#include "store/settings.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/shape.h"
#include "store/store_inside.h"

/* Keep alphabetized. */
const struct setting settings_known[] = {
	{"clock.days", N_("日期比上一笔业务晚多少天以上，须主管确认"), "7"},
	{"drafts.days", N_("草稿保留天数"), "30"},
	{"export.rows", N_("含个人信息的台账超过多少行，导出要另一人签字"), "1000"},
	{"idle.minutes", N_("无操作锁屏的分钟数"), "10"},
	{"import.folder", N_("名单和电子文档所在的文件夹（扫描仪、共享盘）；U盘和下载文件夹总会看"),
	 ""},
	{"password.days", N_("口令用满多少天须更换；0 为不限"), "0"},
	{"password.history", N_("新口令不能与最近几个相同"), "3"},
	{"pledge.days", N_("告知承诺受理后多少日内核查（本单位规定）"), "30"},
	{"point.countersigners",
	 N_("孤点日终由谁会签：登录名，用逗号隔开；空则审核、复核、主管岗位都可"), ""},
	{"print.command",
	 N_("打印命令：{pdf} 处为 PDF，{file} 处为表格文件；空则用 LibreOffice 和 lp，off "
	    "则不打印"),
	 ""},
	{"print.seconds", N_("一份文书最长打印秒数，超过算失败"), "60"},
	{"promise.ahead", N_("容缺到期前几个工作日起列入提醒"), "3"},
};
const size_t settings_count = sizeof(settings_known) / sizeof(settings_known[0]);

static const struct setting *known(const char *name)
{
	for (size_t i = 0; i < settings_count; i++) {
		if (strcmp(settings_known[i].name, name) == 0)
			return &settings_known[i];
	}
	return NULL;
}

bool apply_founded(struct db *db, const struct event *ev, const struct payload *payload,
		   struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO sites VALUES (:site, :name, :demo, :at)");

	stmt_text(q, ":site", ev->site);
	stmt_text(q, ":name", payload_text(payload, "name"));
	stmt_int(q, ":demo", payload_int(payload, "demo"));
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e);
}

bool apply_setting(struct db *db, const struct event *ev, const struct payload *payload,
		   struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO settings VALUES (:name, :value)");

	stmt_text(q, ":name", ev->subject);
	stmt_text(q, ":value", payload_text(payload, "value"));
	return stmt_run(q, e);
}

bool settings_get(struct store *s, const char *name, struct arena *a, const char **out,
		  struct err *e)
{
	const struct setting *setting = known(name);
	struct stmt *q = db_stmt(s->db, "SELECT value FROM settings WHERE name = :name");

	assert(setting);
	*out = setting->standard;
	stmt_text(q, ":name", name);
	if (stmt_step(q))
		*out = stmt_copy(q, 0, a);
	return stmt_done(q, e);
}

bool settings_set(struct store *s, const struct actor *who, const char *name, const char *value,
		  struct err *e)
{
	struct str payload = {0};

	if (!known(name))
		return err_set(e, ERR_INPUT, _("没有名为 %s 的设置"), name);
	payload_open(&payload);
	payload_put(&payload, "value", value);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_SETTING, who, name, payload.data, e);
	str_done(&payload);
	return ok;
}
