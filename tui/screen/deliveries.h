/* SPDX-License-Identifier: Apache-2.0
 *
 * 送达: the cases that are decided and not yet in their people's hands, the
 * longest waiting first; and, a Tab away, who is to be called because no message
 * reaches them.
 */
#ifndef SCREEN_DELIVERIES_H
#define SCREEN_DELIVERIES_H

#include "tui/screen.h"

struct screen *deliveries_new(void);
/* Those to be called. */
struct screen *delivery_calls_new(void);

#endif
