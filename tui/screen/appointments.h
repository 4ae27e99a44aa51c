/* SPDX-License-Identifier: Apache-2.0
 *
 * 预约和延时服务: who is to come, today first; who came, who did not.
 */
#ifndef SCREEN_APPOINTMENTS_H
#define SCREEN_APPOINTMENTS_H

#include "tui/screen.h"

struct screen *appointments_new(void);

#endif
