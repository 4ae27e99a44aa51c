/* SPDX-License-Identifier: Apache-2.0
 *
 * Identifiers: resident identity numbers (GB 11643-1999), residence permits of Hong
 * Kong, Macao and Taiwan residents, foreigners' permanent residence cards, other
 * certificates, unified social credit codes (GB 32100-2015), bank cards (Luhn,
 * ISO/IEC 7812-1), phones, names. Input is what was typed, pasted or scanned: any
 * bytes; full-width forms, lower case and blanks are put right without a word.
 */
#ifndef BASE_IDENT_H
#define BASE_IDENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/* Kinds of certificate a person may show. */
enum ident_kind {
	IDENT_RESIDENT,	     /* 居民身份证 */
	IDENT_TEMPORARY,     /* 临时身份证: number as 身份证 */
	IDENT_HOUSEHOLD,     /* 户口簿 (under 16): number as 身份证 */
	IDENT_HMT_RESIDENCE, /* 港澳台居民居住证 */
	IDENT_HMT_PASS,	     /* 港澳台居民来往通行证: length and alphabet only */
	IDENT_PERMANENT, /* 外国人永久居留身份证: 18 digits from 9, or 3 letters + 12 digits */
	IDENT_PASSPORT,	   /* 护照: length and alphabet only */
	IDENT_WORK_PERMIT, /* 外国人就业证: length and alphabet only */
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
	date_day birth;	       /* DATE_NONE where the number carries none or is bad */
	char sex;	       /* 'M', 'F', or 0 */
};

extern const char *const ident_kind_names[IDENT_KINDS]; /* as the items print them */

/* `today` bounds the birth date. */
struct ident ident_certificate(enum ident_kind kind, const char *input, date_day today);
struct ident ident_credit_code(const char *input);
struct ident ident_bank_card(const char *input, bool account); /* account: Luhn only warns */
struct ident ident_social_card(const char *input);
/* Mobile (+86 is dropped), land line with area code ("0413-52860000", an extension follows
 * a second "-"), 400/800 and short service numbers. */
struct ident ident_phone(const char *input);

/* Names: valid UTF-8, NFC, any Han of any plane, letters; parts of a name are joined by the
 * middle dot U+00B7 (‧ ・ • · become it), parts of a Latin name by single blanks; blanks
 * between Han go. A private-use character becomes the standard one GB 18030-2022 gives;
 * another stays. At most 50 characters.
 * true: out holds the name; why is "" or says what deserves a second look.
 * false: out is ""; why says what is wrong. size >= IDENT_NAME. */
enum { IDENT_NAME_CHARS = 50, IDENT_NAME = 4 * IDENT_NAME_CHARS + 1 };
bool ident_name(const char *input, char *out, size_t size, char why[IDENT_WHY]);

/* For showing and printing. Text is valid UTF-8; out has room for the whole of it
 * (size > strlen), a mask is never longer. All return out.
 * 110105********002X: first 6 and last 4 shown; below 14 characters the last 4 alone, below
 * 8 half of them. For certificates and accounts. */
char *ident_mask(const char *text, char *out, size_t size);
/* 138****1234, 041*-****0000: first 3 and last 4 digits shown, of short numbers the last 2. */
char *ident_mask_phone(const char *text, char *out, size_t size);
/* 张* 李*华 欧**华 */
char *ident_mask_name(const char *name, char *out, size_t size);
/* Certificates, accounts and mobiles wherever they stand, as in the name of a file:
 * 李娜110105********002X.jpg. Of a number that is none of these nothing is hidden. */
char *ident_mask_inside(const char *text, char *out, size_t size);

/* The same by what the value is, for everything that shows one: the account's last 4 alone. */
enum ident_masking { MASK_NONE, MASK_NUMBER, MASK_ACCOUNT, MASK_PHONE, MASK_NAME, MASK_INSIDE };
/* Any length, NULL is "": what does not fit is cut between characters after it is masked.
 * Returns out. */
char *ident_masked(enum ident_masking how, const char *text, char *out, size_t size);
/* The whole of it. Caller frees. */
char *ident_masked_new(enum ident_masking how, const char *text);

#endif
