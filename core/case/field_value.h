/* SPDX-License-Identifier: Apache-2.0
 *
 * One value of a form by the type of its field: what is typed becomes the form it
 * is kept in, or a message says what is wrong with it.
 */
#ifndef CASE_FIELD_VALUE_H
#define CASE_FIELD_VALUE_H

#include "base/date.h"
#include "base/err.h"
#include "base/ident.h"
#include "guide/item.h"

/* The value of a phone field that allows it: the person has none. */
#define FIELD_NONE "none"

/* The one value of a secret: that it was given. What was typed is compared on the screen and
 * wiped there (tui/screen/intake_secret.c); it never becomes a value. */
#define FIELD_GIVEN "given"

enum { FIELD_VALUE = 2048 }; /* bytes of any value, with its NUL */

struct field_value {
	char text[FIELD_VALUE]; /* normalised; as typed where it is wrong */
	date_day birth;		/* of certificates that carry one; else DATE_NONE */
	char sex;		/* 'M', 'F', 0 */
};

enum field_verdict { FIELD_OK, FIELD_WARN, FIELD_BAD };

/* `kind` is the certificate kind a FIELD_IDENT is checked against. Choices and sets are kept by id
 * ("a" or "a,b"), dates as ISO, months as 2026-11, money in yuan with two decimals, yes/no as
 * yes/no. The message is Chinese and names the label. */
enum field_verdict field_value_check(const struct field *f, enum ident_kind kind, const char *text,
				     date_day today, struct field_value *out, struct err *message);

/* Whether what is typed of a secret can be one: its length, digits alone. The message names the
 * label and never what was typed. */
bool field_secret_check(const struct field *f, const char *typed, struct err *message);

/* By its Chinese name; an identity card for what is no name of one. */
enum ident_kind field_ident_kind(const char *name);

/* As it is shown: choice texts, 是/否, 2026年11月 …; the value itself where it has no other form.
 * Caller frees. */
char *field_value_shown(const struct field *f, const char *value);

/* What is hidden of a value of this type where it is shown by default. */
enum ident_masking field_masking(enum field_type type);
/* As it is shown, with that hidden; cut to size between characters. Returns out. */
char *field_value_masked(const struct field *f, const char *value, char *out, size_t size);

#endif
