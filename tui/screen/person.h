/* SPDX-License-Identifier: Apache-2.0
 *
 * A person or a unit: what is known, and every case with it, in which role; what
 * is open and overdue first.
 */
#ifndef SCREEN_PERSON_H
#define SCREEN_PERSON_H

#include <stdint.h>

#include "tui/screen.h"

/* person_row.id */
struct screen *person_new(int64_t id);

#endif
