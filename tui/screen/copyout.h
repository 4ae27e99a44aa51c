/* SPDX-License-Identifier: Apache-2.0
 *
 * 抄录: the form, field by field, into the terminal's clipboard, in the order in
 * which the core system asks for it (the site's `copy`, else that of the form).
 * The field shown lies in the clipboard already; Enter brings the next one. Where
 * the terminal has no clipboard, it is read off the screen. Nothing is recorded
 * here.
 */
#ifndef SCREEN_COPYOUT_H
#define SCREEN_COPYOUT_H

#include "guide/item.h"
#include "guide/site.h"
#include "store/record.h"
#include "tui/screen.h"

/* `it` says which fields are choices, copied in words; NULL: as they are kept. Texts are copied. */
struct screen *copyout_new(const struct site *site, const struct item *it,
			   const struct case_record *r);

#endif
