/* SPDX-License-Identifier: Apache-2.0
 *
 * Identifiers as facts/identifiers.md gives them: resident identity numbers
 * (GB 11643-1999), residence permits of Hong Kong, Macao and Taiwan residents,
 * foreigners' permanent residence cards, other certificates, unified social
 * credit codes (GB 32100-2015), bank cards (Luhn), phones, names.
 */
#ifndef BASE_IDENT_H
#define BASE_IDENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/* Kinds of certificate a person may show. */
enum ident_kind {
	IDENT_RESIDENT,       /* 居民身份证 */
	IDENT_TEMPORARY,      /* 临时身份证: number as 身份证 */
	IDENT_HOUSEHOLD,      /* 户口簿 (under 16): number as 身份证 */
	IDENT_HMT_RESIDENCE,  /* 港澳台居民居住证 */
	IDENT_HMT_PASS,       /* 港澳台居民来往通行证: length and alphabet only */
	IDENT_PERMANENT,      /* 外国人永久居留身份证: 18 digits from 9, or 3 letters + 12 digits */
	IDENT_PASSPORT,       /* 护照: length and alphabet only */
	IDENT_WORK_PERMIT,    /* 外国人就业证: length and alphabet only */
	IDENT_KINDS
};

enum ident_verdict {
	IDENT_OK,
	IDENT_WARN, /* usable, worth a second look */
	IDENT_BAD,
};

enum { IDENT_TEXT = 64, IDENT_WHY = 256 };
struct ident {
	enum ident_verdict verdict;
	char text[IDENT_TEXT]; /* normalised: half-width, upper case, no blanks; "" if hopeless */
	char why[IDENT_WHY];   /* Chinese: what is wrong and what to do; "" when IDENT_OK */
	date_day birth;        /* DATE_NONE where the number carries none */
	char sex;              /* 'M', 'F', or 0 */
};

extern const char *const ident_kind_names[IDENT_KINDS]; /* as the items print them */

/* `today` bounds the birth date. */
struct ident ident_certificate(enum ident_kind kind, const char *input, date_day today);
struct ident ident_credit_code(const char *input);
struct ident ident_bank_card(const char *input, bool account); /* account: Luhn only warns */
struct ident ident_social_card(const char *input);
struct ident ident_phone(const char *input); /* mobile, or land line with area code */
/* Names: valid UTF-8, NFC, any Han of any plane, letters, one middle dot U+00B7 (‧ ・ • ·
 * become it), inner single blanks of Latin names; private-use characters are flagged with
 * the standard character GB 18030-2022 gives. At most 50 characters. */
bool ident_name(const char *input, char *out, size_t size, char why[IDENT_WHY]);

/* 110105********002X: first 6 and last 4 shown; shorter ones keep the last 4 at most.
 * For certificates, phones (138****1234) and accounts. out has room for the input. */
char *ident_mask(const char *text, char *out, size_t size);
char *ident_mask_phone(const char *text, char *out, size_t size);
/* 张* 李*华 */
char *ident_mask_name(const char *name, char *out, size_t size);

#endif
