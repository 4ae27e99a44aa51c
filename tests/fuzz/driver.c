/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs a fuzz target without libFuzzer: the files given, each as it is and with
 * small changes drawn from a fixed seed, so that every run is the same run.
 * Usage: fuzz_NAME CHANGES FILE…
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t state = UINT64_C(88172645463325252);

static size_t draw(size_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return below ? (size_t)(state % below) : 0;
}

static void read_file(const char *file, struct str *out)
{
	FILE *in = fopen(file, "re");
	char part[4096];
	size_t n;

	if (!in) {
		perror(file);
		exit(1);
	}
	while ((n = fread(part, 1, sizeof(part), in)) > 0)
		str_addn(out, part, n);
	fclose(in);
}

/* What an author's hand, a bad copy or a broken disk does. */
static void change(const struct str *from, struct str *out)
{
	static const char *const tokens[] = {
		"{",	      "}",     "[",	 "]",	 ": ",	  "- ",
		"\n",	      "\t",    "\"",	 "'",	 "&a ",	  "*a ",
		"!t ",	      "|\n",   "#",	 "\r",	 "。",	  "\xff",
		"\xe5",	      "---\n", "when: ", "not ", " and ", "99999999999999999999",
		"2022-02-30", "-1",    "15y"};
	size_t at = draw(from->len), n = 1 + draw(draw(4) ? 12 : 400), to = draw(from->len);

	if (n > from->len - at)
		n = from->len - at;
	str_clear(out);
	str_addn(out, from->data, at);
	switch (draw(5)) {
	case 0: /* left out */
		break;
	case 1: /* written twice */
		str_addn(out, from->data + at, n);
		str_addn(out, from->data + at, n);
		break;
	case 2: /* one byte of it another */
		str_addc(out, (char)draw(256));
		n = n ? 1 : 0;
		break;
	case 3: /* something from elsewhere */
		str_addn(out, from->data + to, n < from->len - to ? n : from->len - to);
		n = 0;
		break;
	default:
		str_add(out, tokens[draw(sizeof(tokens) / sizeof(*tokens))]);
		n = draw(2) ? n : 0;
	}
	str_addn(out, from->data + at + n, from->len - at - n);
}

int main(int argc, char **argv)
{
	int changes = argc > 2 ? atoi(argv[1]) : 0;
	size_t runs = 0;

	if (argc < 3 || LLVMFuzzerInitialize(&argc, &argv) != 0)
		return 1;
	for (int i = 2; i < argc; i++) {
		struct str text = {0}, one = {0}, two = {0};
		read_file(argv[i], &text);
		LLVMFuzzerTestOneInput((const uint8_t *)str_text(&text), text.len);
		for (int k = 0; k < changes && text.len; k++) {
			change(&text, &one);
			if (k % 3 == 0 && one.len) {
				change(&one, &two);
				LLVMFuzzerTestOneInput((const uint8_t *)str_text(&two), two.len);
			}
			LLVMFuzzerTestOneInput((const uint8_t *)str_text(&one), one.len);
			runs++;
		}
		str_done(&two);
		str_done(&one);
		str_done(&text);
	}
	printf("%zu runs\n", runs);
	return 0;
}
