/* SPDX-License-Identifier: Apache-2.0
 *
 * Names of people. What is written on a certificate must be keepable: every Han
 * character of Unicode, letters of any script, the middle dot of minority names,
 * the marks inside foreign names. What cannot be part of a name (digits, brackets,
 * a "?" left by an old system) is refused where it stands.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/ident.h"
#include "base/text.h"
#include "base/utf8.h"

static const uint32_t MIDDLE_DOT = 0xB7;

/* Code positions that GBK and older editions of GB 18030 put into the private use area,
 * with the characters GB 18030-2022 has there. */
static uint32_t standard_of(uint32_t c)
{
	static const struct {
		uint32_t private, standard;
	} moved[] = {
		{0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},	 {0xE790, 0xFE13},
		{0xE791, 0xFE14},  {0xE792, 0xFE15},  {0xE793, 0xFE16},	 {0xE794, 0xFE17},
		{0xE795, 0xFE18},  {0xE796, 0xFE19},  {0xE7C7, 0x1E3F},	 {0xE816, 0x20087},
		{0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE81E, 0x9FB4},	 {0xE826, 0x9FB5},
		{0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7}, {0xE832, 0x9FB8},
		{0xE83B, 0x2298F}, {0xE843, 0x9FB9},  {0xE854, 0x9FBA},	 {0xE855, 0x241FE},
		{0xE864, 0x9FBB},
	};

	for (size_t i = 0; i < sizeof(moved) / sizeof(*moved); i++) {
		if (moved[i].private == c)
			return moved[i].standard;
	}
	return 0;
}

static bool is_private(uint32_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Co);
}

static bool is_dot(uint32_t c)
{
	switch (c) {
	case 0xB7:   /* · */
	case 0x387:  /* · Greek, NFC makes it U+00B7 */
	case 0x2022: /* • */
	case 0x2027: /* ‧ */
	case 0x2219: /* ∙ */
	case 0x22C5: /* ⋅ */
	case 0x30FB: /* ・ */
	case 0xFF65: /* ･ */
		return true;
	default:
		return false;
	}
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0;
}

/* Han; 〇 (a number to Unicode, a character in names); private use, which stands for Han.
 * Planes 2 and 3 hold nothing but Han, and grow faster than libunistring. */
static bool is_han(uint32_t c)
{
	bool plane_2_or_3 = c >= 0x20000 && c <= 0x3FFFF && (c & 0xFFFE) != 0xFFFE;

	return plane_2_or_3 || uc_is_property_ideographic(c) || is_private(c);
}

static bool is_mark(uint32_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

static bool is_letter(uint32_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L) || is_mark(c) || is_han(c);
}

/* O'Neil, Jean-Pierre, J.-P. Roux */
static bool is_latin_mark(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == '-' || c == '.';
}

static bool refuse(char why[IDENT_WHY], const char *text)
{
	snprintf(why, IDENT_WHY, "%s", text);
	return false;
}

static bool refuse_character(char why[IDENT_WHY], uint32_t c, size_t place)
{
	char shown[5] = {0};

	utf8_put(shown, c);
	if (shown[utf8_control(shown)])
		snprintf(why, IDENT_WHY, _("第 %zu 个字符是控制字符 U+%04X，请删去后重新录入"),
			 place, c);
	else
		snprintf(
			why, IDENT_WHY,
			_("第 %zu 个字符“%s”不是姓名用字，请照证件录入（少数民族姓名间隔号用“·”）"),
			place, shown);
	return false;
}

/* A name as it is being put together. */
struct name {
	char *out;
	size_t len, characters;
	uint32_t last;	/* the last character taken; 0 at the start */
	bool blank;	/* blanks were seen since */
	uint32_t moved; /* a private-use character met, 0 if none */
};

static void put(struct name *n, uint32_t c)
{
	if (n->characters < IDENT_NAME_CHARS)
		n->len += utf8_put(n->out + n->len, c);
	n->characters++;
	n->last = c;
}

/* Blanks stay between Latin words, not beside Han and not beside the dot. */
static void settle_blank(struct name *n, uint32_t c)
{
	bool wanted = n->blank && n->last && !is_dot(c) && n->last != MIDDLE_DOT &&
		      !(is_han(n->last) && is_han(c));

	n->blank = false;
	if (wanted)
		put(n, ' ');
}

/* false: c cannot stand here. */
static bool take(struct name *n, uint32_t c)
{
	if (is_blank(c)) {
		n->blank = true;
		return true;
	}
	if (is_dot(c)) {
		c = MIDDLE_DOT;
		if (!n->last || n->last == MIDDLE_DOT)
			return false;
	} else if (is_latin_mark(c)) {
		bool after_letter = is_letter(n->last) && !is_han(n->last);
		if (!after_letter && !(n->last == '.' && c == '-'))
			return false;
	} else if (!is_letter(c) || (is_mark(c) && !n->last)) {
		return false;
	}
	settle_blank(n, c);
	if (is_private(c)) {
		n->moved = c;
		if (standard_of(c))
			c = standard_of(c);
	}
	put(n, c);
	return is_letter(c) || c == MIDDLE_DOT || is_latin_mark(c);
}

static bool build(struct name *n, const char *text, char why[IDENT_WHY])
{
	uint32_t c;

	for (size_t place = 1; (c = utf8_next(&text)) != 0; place++) {
		if (!take(n, c))
			return refuse_character(why, c, place);
	}
	if (n->characters == 0)
		return refuse(why, _("姓名未填写，请照证件录入"));
	if (n->last == MIDDLE_DOT)
		return refuse(why, _("姓名不能以间隔号“·”结尾，请照证件录入"));
	if (n->characters > IDENT_NAME_CHARS) {
		snprintf(why, IDENT_WHY, _("姓名最多 %d 个字，现为 %zu 个，请照证件核对"),
			 IDENT_NAME_CHARS, n->characters);
		return false;
	}
	n->out[n->len] = '\0';
	return true;
}

static void explain_private(uint32_t c, char why[IDENT_WHY])
{
	uint32_t standard = standard_of(c);
	char shown[5] = {0};

	if (!c)
		return;
	if (!standard) {
		snprintf(why, IDENT_WHY,
			 _("含私用区字符 U+%04X，别的电脑上可能显示不出，请查明标准字后改录"), c);
		return;
	}
	utf8_put(shown, standard);
	snprintf(why, IDENT_WHY,
		 _("私用区字符 U+%04X 已按 GB 18030-2022 改为“%s”（U+%04X），请与证件核对"), c,
		 shown, standard);
}

bool ident_name(const char *input, char *out, size_t size, char why[IDENT_WHY])
{
	struct name n = {.out = out};

	assert(size >= IDENT_NAME);
	(void)size;
	out[0] = why[0] = '\0';
	if (!utf8_valid(input))
		return refuse(why, _("姓名含无法识别的字节（不是 UTF-8），请重新录入"));
	char *nfc = utf8_nfc(input);
	char *half = utf8_halfwidth(nfc);
	bool ok = build(&n, half, why);
	if (ok)
		explain_private(n.moved, why);
	else
		out[0] = '\0';
	free(half);
	free(nfc);
	return ok;
}
