/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding a person or a unit while typing: name, initials, certificate, 个人编号,
 * 单位编号, phone.
 */
#ifndef SCREEN_PERSON_FIND_H
#define SCREEN_PERSON_FIND_H

#include "tui/screen.h"

/* Enter opens the person. */
struct screen *person_find_new(const char *typed);
/* Enter answers 0 with the id of the row (people_by_id) as text. */
struct screen *person_find_pick(const char *typed);

#endif
