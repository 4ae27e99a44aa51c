/* SPDX-License-Identifier: Apache-2.0
 *
 * libxlsxwriter prints its troubles on stderr, which is the screen of a full-screen
 * program. We read its error codes and say it in our own words; meanwhile its
 * voice goes nowhere. A register is written in a thread of its own meanwhile a window
 * may print: calls nest, in any order.
 */
#ifndef OFFICE_HUSH_H
#define OFFICE_HUSH_H

/* Both leave errno alone. */
void hush_begin(void);
void hush_end(void);

#endif
