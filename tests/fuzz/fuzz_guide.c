/* SPDX-License-Identifier: Apache-2.0
 *
 * A guide file of any bytes: it is refused with faults that say where, or it loads
 * without any and the lint lives through it. Entry point of libFuzzer; in the suite
 * driver.c runs it.
 */
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/lint.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct guide *guide;

/* With the shared pieces of a real guide: $YICHUANG_SOURCE_ROOT tells where. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct faults f = {0};

	(void)argc, (void)argv;
	setlocale(LC_ALL, "C.UTF-8");
	char *dir = xasprintf("%s/forms/fushun", root ? root : ".");
	char *blocks = xasprintf("%s/forms/blocks.yaml", root ? root : ".");
	guide = guide_load(dir, blocks, &f);
	faults_done(&f);
	free(blocks);
	free(dir);
	return guide ? 0 : -1;
}

/* The name the file says it has, so that it is not refused for that alone. */
static char *name_of(const char *text)
{
	size_t n = strncmp(text, "id: ", 4) == 0 ? strcspn(text + 4, "\r\n/") : 0;

	return n > 0 && n < 40 ? xasprintf("%.*s.yaml", (int)n, text + 4) : xstrdup("fs-001.yaml");
}

static void check_places(const struct faults *f, const char *file, const char *text, size_t size)
{
	int lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	for (size_t i = 0; i < f->count; i++) {
		/* shared pieces have lines of their own */
		if (strcmp(f->rows[i].file, file) == 0 && f->rows[i].line > lines + 1)
			abort();
		if (!f->rows[i].text[0])
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xmalloc(size + 1);
	struct faults f = {0};

	memcpy(text, data, size);
	text[size] = '\0';
	char *file = name_of(text);
	struct item *it = item_parse(guide, file, text, size, &f);
	if (!it != (f.count > 0))
		abort();
	check_places(&f, file, text, size);
	if (it)
		lint_item(it, guide, NULL, &f);
	check_places(&f, file, text, size);
	item_free(it);
	faults_done(&f);
	free(file);
	free(text);
	return 0;
}
