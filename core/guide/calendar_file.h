/* SPDX-License-Identifier: Apache-2.0
 *
 * Working-day notices as files: forms/calendars/YEAR.yaml with the year, the
 * notice, the days off, the weekends worked and, as a check, the working days.
 */
#ifndef GUIDE_CALENDAR_FILE_H
#define GUIDE_CALENDAR_FILE_H

#include <stdbool.h>

#include "base/calendar.h"
#include "guide/faults.h"

/* Adds one notice; a file with a fault adds nothing and is named. */
bool calendar_file_load(struct calendar *c, const char *file, struct faults *f);
/* Every YEAR.yaml of a folder, in order of the year. */
bool calendar_dir_load(struct calendar *c, const char *dir, struct faults *f);

#endif
