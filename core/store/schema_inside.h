/* SPDX-License-Identifier: Apache-2.0
 *
 * The newer migrations of the store, one file each.
 */
#ifndef STORE_SCHEMA_INSIDE_H
#define STORE_SCHEMA_INSIDE_H

extern const char schema_version_4[];

#endif
