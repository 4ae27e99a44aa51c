/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files on received files share.
 */
#ifndef STORE_FILES_INSIDE_H
#define STORE_FILES_INSIDE_H

#include "store/files.h"

#define FILES_SUFFIX ".files"
#define FILES_TAKING ".taking-XXXXXX" /* for mkostemp: half copied */

bool files_is_hash(const char *text);
bool files_write(int fd, const unsigned char *data, size_t n);

#endif
