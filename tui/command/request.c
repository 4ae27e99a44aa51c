/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/command/request.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

enum { FILE_MAX = 4 * 1024 * 1024 };

json_t *request_read(const char *path, struct err *e)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	struct str text = {0};
	char buffer[8192];
	size_t n;
	json_error_t why;
	json_t *j = NULL;

	if (!f) {
		err_set(e, ERR_INPUT, _("打不开 %s：%s"), path, strerror(errno));
		return NULL;
	}
	while (text.len <= FILE_MAX && (n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		str_addn(&text, buffer, n);
	if (f != stdin)
		fclose(f);
	if (text.len > FILE_MAX)
		err_set(e, ERR_INPUT, _("%s 太大，最多 4 MB"), path);
	else if (!(j = json_loadb(str_text(&text), text.len, JSON_REJECT_DUPLICATES, &why)))
		err_set(e, ERR_INPUT,
			_("%s:%d:%d: 从这里起不是正确的 JSON，"
			  "请检查引号、逗号、括号、重复的名称和编码（UTF-8）"),
			path, why.line, why.column);
	else if (!json_is_string(json_object_get(j, "item"))) {
		err_set(e, ERR_INPUT, _("%s: 缺少 \"item\"（事项编号）"), path);
		json_decref(j);
		j = NULL;
	}
	str_done(&text);
	return j;
}
