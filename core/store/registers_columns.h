/* SPDX-License-Identifier: Apache-2.0
 *
 * Columns alike in every register: of case `c`, of its first party `p`. Private to
 * the wing.
 */
#ifndef STORE_REGISTERS_COLUMNS_H
#define STORE_REGISTERS_COLUMNS_H

#include "base/text.h"
#include "store/registers_inside.h"

#define CASE_NUMBER                                                                                \
	{                                                                                          \
		N_("受理编号"), "c.number", REGISTER_TEXT, 21                                      \
	}
#define CASE_ITEM                                                                                  \
	{                                                                                          \
		N_("事项"), "c.item_name", REGISTER_TEXT, 24, .wrap = true                         \
	}
#define PARTY_NAME                                                                                 \
	{                                                                                          \
		N_("姓名或单位"), "p.name", REGISTER_TEXT, 14, .secret = MASK_NAME, .wrap = true   \
	}
#define PARTY_NUMBER                                                                               \
	{                                                                                          \
		N_("证件号码"), "p.number", REGISTER_TEXT, 20, .secret = MASK_NUMBER               \
	}
#define PARTY_PHONE                                                                                \
	{                                                                                          \
		N_("联系电话"), "p.phone", REGISTER_TEXT, 13, .secret = MASK_PHONE                 \
	}
#define CASE_STATE                                                                                 \
	{                                                                                          \
		N_("现状态"), "c.state", REGISTER_WORD, 10, .word = WORD_STATE                     \
	}
#define BY_WHOM(column)                                                                            \
	{                                                                                          \
		N_("经办人"), column, REGISTER_WORD, 8, .word = WORD_OPERATOR                      \
	}
#define AT_WINDOW(column)                                                                          \
	{                                                                                          \
		N_("窗口"), column, REGISTER_TEXT, 6                                               \
	}

#define CASE_PARTY "LEFT JOIN parties p ON p.case_id = c.id AND p.pos = 0"

#endif
