/* SPDX-License-Identifier: Apache-2.0
 *
 * 抽查复核单: the cases of a draw, for whoever looks at each with its papers; what is found is
 * written in by hand and then entered. Names are masked, numbers of people do not stand in it.
 */
#ifndef OFFICE_SAMPLE_SHEET_H
#define OFFICE_SAMPLE_SHEET_H

#include "office/hall_voice.h"
#include "office/letterhead.h"
#include "store/samples.h"

struct sample_sheet {
	const struct sample_row *draw;
	const struct sample_case *cases;
	size_t n;
	const struct hall_voice *voice;
};
/* d is initialised here. */
void sample_sheet_build(struct document *d, const struct letterhead *h,
			const struct sample_sheet *sheet);

#endif
