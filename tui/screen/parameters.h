/* SPDX-License-Identifier: Apache-2.0
 *
 * 年度数: the figures of a year that calculators need, each with its 文号, those
 * superseded below the one in force. A supervisor enters a new one here.
 */
#ifndef SCREEN_PARAMETERS_H
#define SCREEN_PARAMETERS_H

#include "tui/screen.h"

struct screen *parameters_new(void);

/* The form of a new one: `calculators` are those that have a parameter. Answers 0 when it was
 * entered. */
struct calculators;
struct screen *parameter_entry_new(int tag, const struct calculators *all);

#endif
