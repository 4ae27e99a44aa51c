/* SPDX-License-Identifier: Apache-2.0
 *
 * The last look before a signature, in large type on a page of its own: the
 * screen is turned to the applicant, who says yes. Digits and letters are shown in
 * their full-width forms, in reverse.
 */
#ifndef SCREEN_READBACK_H
#define SCREEN_READBACK_H

#include "tui/screen.h"

enum readback_type {
	READBACK_LARGE,
	READBACK_SPACED, /* a blank after every character: names */
	READBACK_PLAIN,	 /* ordinary type: whole sentences */
};
struct readback_fact {
	const char *label, *value;
	enum readback_type type;
};
/* Texts are copied. `act` is what Enter does. Answer = 1: accepted. */
struct screen *readback_new(int tag, const char *title, const char *act,
			    const struct readback_fact *facts, size_t n);

#endif
