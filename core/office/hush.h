/* SPDX-License-Identifier: Apache-2.0
 *
 * libxlsxwriter prints its troubles on stderr, which is the screen of a full-screen
 * program. We read its error codes and say it in our own words; meanwhile its
 * voice goes nowhere. The program has one thread.
 */
#ifndef OFFICE_HUSH_H
#define OFFICE_HUSH_H

/* Returns what hush_end needs; leaves errno alone. */
int hush_begin(void);
void hush_end(int saved);

#endif
