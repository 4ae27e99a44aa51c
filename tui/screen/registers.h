/* SPDX-License-Identifier: Apache-2.0
 *
 * 台账: which register, of which days and by which filters, what for; how many rows
 * it will be, the second person's hand where they are many, and the file.
 */
#ifndef SCREEN_REGISTERS_H
#define SCREEN_REGISTERS_H

#include "tui/screen.h"

struct screen *registers_new(void);

#endif
