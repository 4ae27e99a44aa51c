/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/clipboard.h"

#include <string.h>

#include "base/str.h"

char *clipboard_sequence(const char *text)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)text;
	struct str out = {0};

	str_add(&out, "\033]52;c;");
	for (size_t left = strlen(text); left > 0; left -= left < 3 ? left : 3, p += 3) {
		unsigned bits = (unsigned)p[0] << 16;
		if (left > 1)
			bits |= (unsigned)p[1] << 8;
		if (left > 2)
			bits |= p[2];
		const char four[] = {digits[bits >> 18], digits[bits >> 12 & 63],
				     left > 1 ? digits[bits >> 6 & 63] : '=',
				     left > 2 ? digits[bits & 63] : '='};
		str_addn(&out, four, sizeof(four));
	}
	str_add(&out, "\a");
	return str_take(&out);
}
