/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang lint [DIR]: every fault and finding of a forms folder, file:line:column.
 */
#include <stdlib.h>

#include "base/paths.h"
#include "base/text.h"
#include "guide/lint.h"
#include "tui/command/command.h"

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *dir = args->n_words ? args->words[0] : env->forms;
	struct faults f = {0};
	struct lint_counts n = {0};

	if (!paths_is_dir(dir)) {
		err_set(e, ERR_INPUT, _("没有文件夹 %s"), dir);
		return ERR_INPUT;
	}
	lint_dir(dir, &n, &f);
	for (size_t i = 0; i < f.count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].column,
			f.rows[i].text);
	fprintf(env->out, _("%zu 份指南，%zu 个事项，%zu 处问题\n"), n.guides, n.items, f.count);
	enum err_code code = f.count ? ERR_INPUT : ERR_NONE;
	faults_done(&f);
	return code;
}

const struct command command_lint = {
	.name = "lint",
	.words = "[DIR]",
	.max_words = 1,
	.summary = N_("检查指南文件，逐条指出文件、行、列和原因"),
	.run = run,
};
