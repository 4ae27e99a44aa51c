/* SPDX-License-Identifier: Apache-2.0
 *
 * gettext with Chinese source strings. Guide data is never translated.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <libintl.h>

#define TEXT_DOMAIN "yichuang"
#define _(s) dgettext(TEXT_DOMAIN, s)
#define N_(s) (s) /* for tables: marked here, translated where it is shown */

#endif
