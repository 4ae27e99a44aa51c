/* SPDX-License-Identifier: Apache-2.0
 *
 * Amounts in fen, never in floating point.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

typedef int64_t money_fen;

/* "1234", "1234.5", "1,234.56", "￥1234.56元", full-width digits; a minus sign comes first;
 * at most two decimals; |amount| < 10^13 fen. Else false, *out untouched. */
bool money_parse(const char *text, money_fen *out);
enum { MONEY_TEXT = 32 };
char *money_format(money_fen fen, char out[MONEY_TEXT]); /* "1234.50" */

#endif
