/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang slip ID --out F: the tailored list of papers without a case, or the
 * guidance slip where nothing is accepted here. Opens no store.
 */
#include <time.h>

#include "base/text.h"
#include "guide/site.h"
#include "office/sheet.h"
#include "office/slip.h"
#include "tui/command/intake_args.h"
#include "tui/demo.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{NULL},
};

static bool goes_elsewhere(const struct check *k)
{
	for (size_t i = 0; i < k->n_reasons; i++)
		if (k->reasons[i].code == REASON_NOT_HERE ||
		    k->reasons[i].code == REASON_NOTHING_TO_FILE)
			return true;
	return false;
}
