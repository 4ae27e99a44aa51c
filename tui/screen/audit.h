/* SPDX-License-Identifier: Apache-2.0
 *
 * 审计: the ledger in words by day, clerk, case and topic, what was looked at and not worked on,
 * and the draws for re-checks. For auditors and supervisors; that it was opened is an event.
 */
#ifndef SCREEN_AUDIT_H
#define SCREEN_AUDIT_H

#include "tui/screen.h"

struct screen *audit_new(void);

#endif
