/* SPDX-License-Identifier: Apache-2.0
 *
 * One draw: its cases, and what the re-check of each found.
 */
#ifndef SCREEN_SAMPLE_H
#define SCREEN_SAMPLE_H

#include <stdint.h>

#include "tui/screen.h"

struct screen *sample_new(int64_t id);

#endif
