/* SPDX-License-Identifier: Apache-2.0
 *
 * What appointments.c and appointments_apply.c share. Private to the wing.
 */
#ifndef STORE_APPOINTMENTS_INSIDE_H
#define STORE_APPOINTMENTS_INSIDE_H

#include "store/appointments.h"
#include "store/shape.h"

/* What is given when it is booked: the payload, and the columns after (site, id). */
extern const struct shape appointment_shape;
enum appointment_state appointment_state_of(const char *id);

#endif
