/* SPDX-License-Identifier: Apache-2.0
 *
 * 咨询答复单: a consult page on paper, for the one who asked. What the guide says, its
 * phones and basis; how we read it and where it stands is for us, not for the citizen.
 */
#ifndef OFFICE_CONSULT_SLIP_H
#define OFFICE_CONSULT_SLIP_H

#include "guide/consult.h"
#include "office/letterhead.h"

/* d is initialised here; document_done frees. */
void consult_slip(struct document *d, const struct letterhead *h, const struct consult *p,
		  date_day on);

#endif
