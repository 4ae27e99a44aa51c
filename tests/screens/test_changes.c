/* SPDX-License-Identifier: Apache-2.0
 *
 * 指南变更 at 80x24: what was loaded is told at home until this clerk has read it,
 * once; the other clerk has it still to read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/mem.h"
#include "guide/source.h"
#include "screens/hall.h"
#include "store/editions.h"

static const char words[] =
	"{\"items\":[{\"item\":\"fs-032\",\"guide\":\"fushun\",\"name\":\"转入机关养老\","
	"\"kind\":\"changed\",\"from\":\"2026-11-24\",\"transition\":null,\"changes\":["
	"{\"topic\":\"时限\",\"text\":\"办理时限由15个工作日改为10个工作日\",\"lines\":null}]}]}";

static void load(const struct screens_hall *h)
{
	char *forms = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	char *path = xasprintf("%s/fushun/fs-032.yaml", forms);
	struct store *s = hall_store(h);
	struct guide_text *texts;
	struct faults f = {0};
	struct arena a = {0};
	int64_t id, seen;
	struct err e;
	size_t n;

	assert_true(source_collect(path, forms, &a, &texts, &n, &f));
	assert_string_equal(texts[0].path, "fushun/fs-032.yaml");
	const struct edition_file file = {texts[0].path, texts[0].text, date_parse(HALL_DAY)};
	assert_true(editions_stamp(s, &seen, &e));
	assert_true(editions_add(s, NULL, &file, 1, words, seen, &id, &e));
	store_close(s);
	arena_done(&a);
	faults_done(&f);
	free(path);
	free(forms);
}

static void a_change_is_read_once_by_each(void **state)
{
	const struct screens_hall *h = *state;
	struct vt *vt;

	load(h);
	vt = hall_login(h, "jingban", 24, 80);
	vt_wait_for(vt, "指南变更 1 项未读");
	vt_ctrl(vt, 'r');
	vt_wait_for(vt, "未读");
	vt_wait_for(vt, "fs-032 转入机关养老");
	hall_assert_framed(vt, 24, "指南变更");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办理时限由15个工作日改为10个工作日");
	vt_wait_for(vt, "受影响的在办工作（0）");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "已读");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	assert_false(vt_contains(vt, "项未读"));
	hall_leave(vt);
	vt = hall_login(h, "jingban2", 24, 80);
	vt_wait_for(vt, "指南变更 1 项未读");
	hall_leave(vt);
}

/* No store is named, and none is left. */
static void a_trial_says_so(void **state)
{
	const struct screens_hall *h = *state;
	char *file = xasprintf("%s/forms/fushun/fs-032.yaml", getenv("YICHUANG_SOURCE_ROOT"));
	char *tmp = xasprintf("TMPDIR=%s", h->folder);
	char *left = xasprintf("ls -d '%s'/yichuang-trial-* 2>/dev/null", h->folder);
	const char *const argv[] = {h->program, "--trial", file, NULL};
	const char *const env[] = {tmp, NULL};
	struct vt *vt = hall_enter(vt_start(argv, env, 24, 80), "jingban");

	vt_wait_for(vt, "【试办】");
	assert_int_equal(system(left), 0);
	hall_leave(vt);
	assert_int_not_equal(system(left), 0);
	free(left);
	free(tmp);
	free(file);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_change_is_read_once_by_each, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_trial_says_so, hall_setup, hall_teardown),
	};

	hall_program = argc > 1 ? argv[1] : NULL;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
