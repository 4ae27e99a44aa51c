/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/command/people_list.h"

#include <string.h>

#include "base/text.h"

int people_list_of(const struct item *it, const struct arguments *args, struct err *e)
{
	const char *wanted = argument(args, "list");

	for (size_t i = 0; i < it->n_fields; i++) {
		const struct field *f = &it->fields[i];
		if (f->type == FIELD_PEOPLE &&
		    (!wanted || strcmp(f->path, wanted) == 0 || strcmp(f->label, wanted) == 0))
			return (int)i;
	}
	if (wanted)
		err_set(e, ERR_USAGE, _("%s 没有名为 %s 的名单"), it->id, wanted);
	else
		err_set(e, ERR_INPUT, _("%s %s 没有人员名单"), it->id, it->name);
	return -1;
}
