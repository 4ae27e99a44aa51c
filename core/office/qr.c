/* SPDX-License-Identifier: Apache-2.0 */
#include "office/qr.h"

#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/image.h"

enum {
	QR_BYTES = 2000,
	PRINT_MARGIN = 4,
	PRINT_SCALE = 8, /* pixels a module: stays sharp however the page is scaled */
	SCREEN_MARGIN = 2,
};

static QRcode *encode(const char *text, struct err *e)
{
	size_t len = strlen(text);

	if (!len || len > QR_BYTES) {
		err_set(e, ERR_INPUT, _("二维码内容为空或过长（%zu 字节，最多 %d 字节）"), len,
			QR_BYTES);
		return NULL;
	}
	QRcode *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (!qr)
		err_set(e, ERR_INPUT, _("无法生成二维码"));
	return qr;
}

/* Outside the symbol everything is light. */
static bool is_dark(const QRcode *qr, int x, int y)
{
	if (x < 0 || y < 0 || x >= qr->width || y >= qr->width)
		return false;
	return qr->data[y * qr->width + x] & 1;
}

bool qr_png(const char *text, struct str *png, struct err *e)
{
	QRcode *qr = encode(text, e);

	if (!qr)
		return false;
	int side = (qr->width + 2 * PRINT_MARGIN) * PRINT_SCALE;
	unsigned char *pixels = xmalloc((size_t)side * (size_t)side);
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++)
			pixels[y * side + x] = is_dark(qr, x / PRINT_SCALE - PRINT_MARGIN,
						       y / PRINT_SCALE - PRINT_MARGIN)
						       ? 0
						       : 255;
	image_encode(IMAGE_GRAY, pixels, side, side, png);
	free(pixels);
	QRcode_free(qr);
	return true;
}

bool qr_blocks(const char *text, struct str *rows, struct err *e)
{
	QRcode *qr = encode(text, e);

	if (!qr)
		return false;
	/* The lighter half of each cell is ink: light modules are drawn. */
	static const char *const block[2][2] = {{"█", "▀"}, {"▄", " "}};
	int end = qr->width + SCREEN_MARGIN;
	for (int y = -SCREEN_MARGIN; y < end; y += 2) {
		if (y > -SCREEN_MARGIN)
			str_addc(rows, '\n');
		for (int x = -SCREEN_MARGIN; x < end; x++)
			str_add(rows, block[is_dark(qr, x, y)][is_dark(qr, x, y + 1)]);
	}
	QRcode_free(qr);
	return true;
}
