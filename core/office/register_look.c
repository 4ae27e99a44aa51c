/* SPDX-License-Identifier: Apache-2.0
 *
 * How a register looks: one face in small type, so that a dozen columns stay
 * readable across A4.
 */
#include "office/register_sheets.h"

enum { FAMILY_MODERN = 3, FORMAT_TEXT = 49, COLOR_LINE = 0x8C8C8C, FILL_HEAD = 0xE7E6E6 };

static const struct {
	const char *font, *number; /* number NULL: text */
	double size;
	bool border, fill, wrap;
	enum lxw_format_alignments align;
} styles[REGISTER_STYLES] = {
	[LOOK_TITLE] = {"黑体", NULL, 16, .align = LXW_ALIGN_CENTER},
	[LOOK_LINE] = {"宋体", NULL, 10},
	[LOOK_HEAD] = {"黑体", NULL, 10, true, true, true, LXW_ALIGN_CENTER},
	[LOOK_TEXT] = {"宋体", NULL, 10, true},
	[LOOK_WRAP] = {"宋体", NULL, 10, true, .wrap = true},
	[LOOK_SERIAL] = {"宋体", "0", 10, true, .align = LXW_ALIGN_CENTER},
	[LOOK_COUNT] = {"宋体", "0", 10, true},
	[LOOK_DAY] = {"宋体", "yyyy-mm-dd", 10, true, .align = LXW_ALIGN_CENTER},
	[LOOK_MOMENT] = {"宋体", "yyyy-mm-dd hh:mm:ss", 10, true, .align = LXW_ALIGN_CENTER},
	[LOOK_MONEY] = {"宋体", "#,##0.00", 10, true},
	[LOOK_TOTAL] = {"黑体", NULL, 10, true, true},
	[LOOK_TOTAL_COUNT] = {"黑体", "#,##0", 10, true, true},
	[LOOK_TOTAL_MONEY] = {"黑体", "#,##0.00", 10, true, true},
};

void register_look_make(struct register_look *look, lxw_workbook *book)
{
	for (int i = 0; i < REGISTER_STYLES; i++) {
		lxw_format *f = workbook_add_format(book);
		format_set_font_name(f, styles[i].font);
		format_set_font_family(f, FAMILY_MODERN);
		format_set_font_size(f, styles[i].size);
		if (styles[i].number)
			format_set_num_format(f, styles[i].number);
		else
			format_set_num_format_index(f, FORMAT_TEXT);
		format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
		if (styles[i].align)
			format_set_align(f, (uint8_t)styles[i].align);
		if (styles[i].wrap)
			format_set_text_wrap(f);
		if (styles[i].border) {
			format_set_border(f, LXW_BORDER_THIN);
			format_set_border_color(f, COLOR_LINE);
		}
		if (styles[i].fill) {
			format_set_pattern(f, LXW_PATTERN_SOLID);
			format_set_fg_color(f, FILL_HEAD);
		}
		look->formats[i] = f;
	}
}
