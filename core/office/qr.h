/* SPDX-License-Identifier: Apache-2.0
 *
 * QR codes (ISO/IEC 18004) of a text: as a picture for the printed documents, and
 * as half-block characters for the screen. Error correction level M: slips are
 * folded and stamped.
 */
#ifndef OFFICE_QR_H
#define OFFICE_QR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Appends the PNG, with the four light modules of margin the standard asks for. False when
 * the text is empty or too long for a code (over 2,000 bytes). */
bool qr_png(const char *text, struct str *png, struct err *e);

/* The same for the screen, to be drawn white on black: rows of text separated by '\n', two
 * modules in the height of a row, two light modules of margin. */
bool qr_blocks(const char *text, struct str *rows, struct err *e);

#endif
