/* SPDX-License-Identifier: Apache-2.0
 *
 * A new appointment or late service: person, phone, item, day, hour; the rest may
 * be left out.
 */
#ifndef SCREEN_APPOINTMENT_ENTRY_H
#define SCREEN_APPOINTMENT_ENTRY_H

#include "base/date.h"
#include "store/appointments.h"
#include "tui/screen.h"

/* Answers 0 once it is booked. */
struct screen *appointment_entry_new(enum appointment_kind kind, date_day day);

/* "9" "9:30" "930" "9点半" as minutes of the day; -1. */
int64_t appointment_hour(const char *text);

#endif
