/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading back an .xlsx we wrote. libxlsxwriter assembles each part in a temporary
 * file and does not notice when that one was cut short by a full disk: the result
 * is a sound zip of broken parts. So every file is read once before it is given
 * out. A reader for our own output, not for files from outside.
 */
#ifndef OFFICE_PACKAGE_H
#define OFFICE_PACKAGE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Every part is there whole: sizes, checksums, XML closed, pictures ended. */
bool package_verify(const char *path, struct err *e);

/* Appends the bytes of one part ("xl/worksheets/sheet1.xml"). False when it is not there
 * or damaged. */
bool package_read(const char *path, const char *part, struct str *out);

#endif
