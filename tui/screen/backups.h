/* SPDX-License-Identifier: Apache-2.0
 *
 * What is done against loss: the backup, the emergency kit, and the numbers of
 * slips the store does not have: each entered after the fact or explained.
 */
#ifndef SCREEN_BACKUPS_H
#define SCREEN_BACKUPS_H

#include "tui/screen.h"

struct screen *backups_new(void);

#endif
