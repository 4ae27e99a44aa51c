/* SPDX-License-Identifier: Apache-2.0 */
#include "office/print_command.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/text.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* One word from *p on, without its quotes. False when a quote is not closed. */
static bool take_word(const char **p, struct str *out)
{
	char quote = '\0';

	for (; **p && (quote || !is_blank(**p)); (*p)++) {
		if (quote && **p == quote)
			quote = '\0';
		else if (!quote && (**p == '\'' || **p == '"'))
			quote = **p;
		else
			str_addc(out, **p);
	}
	return !quote;
}

bool print_command_parse(struct print_command *c, const char *text, struct err *e)
{
	*c = (struct print_command){.converts = true};
	if (strcmp(text, "off") == 0)
		return true;
	for (const char *p = text + strspn(text, " \t"); *p; p += strspn(p, " \t")) {
		struct str word = {0};
		bool closed = take_word(&p, &word);
		*ARENA_PUSH(&c->arena, c->words, c->n) = arena_strdup(&c->arena, str_text(&word));
		str_done(&word);
		if (!closed) {
			print_command_done(c);
			return err_set(e, ERR_INPUT, _("打印命令的引号没有成对：%s"), text);
		}
	}
	bool pdf = false, file = false;
	for (size_t i = 0; i < c->n; i++) {
		pdf = pdf || strstr(c->words[i], "{pdf}");
		file = file || strstr(c->words[i], "{file}") || strstr(c->words[i], "%s");
	}
	c->converts = pdf || !file;
	if (c->n && c->converts && !pdf)
		*ARENA_PUSH(&c->arena, c->words, c->n) = "{pdf}";
	return true;
}

void print_command_done(struct print_command *c)
{
	arena_done(&c->arena);
	*c = (struct print_command){0};
}

static const char *fill(const char *word, const char *file, const char *pdf, struct arena *a)
{
	const struct {
		const char *mark, *value;
	} marks[] = {{"{file}", file}, {"%s", file}, {"{pdf}", pdf}};
	struct str out = {0};

	while (*word) {
		size_t i = 0;
		while (i < 3 && strncmp(word, marks[i].mark, strlen(marks[i].mark)) != 0)
			i++;
		if (i == 3) {
			str_addc(&out, *word++);
			continue;
		}
		str_add(&out, marks[i].value);
		word += strlen(marks[i].mark);
	}
	const char *filled = arena_strdup(a, str_text(&out));
	str_done(&out);
	return filled;
}

const char *const *print_command_argv(const struct print_command *c, const char *file,
				      const char *pdf, struct arena *a)
{
	const char **argv = arena_array(a, c->n + 1, sizeof(*argv));

	for (size_t i = 0; i < c->n; i++)
		argv[i] = fill(c->words[i], file, pdf, a);
	return argv;
}

char *print_command_find(const char *program)
{
	const char *path = getenv("PATH");

	if (strchr(program, '/'))
		return access(program, X_OK) == 0 ? xstrdup(program) : NULL;
	for (const char *p = path ? path : "/usr/local/bin:/usr/bin:/bin"; *p && *program;) {
		size_t len = strcspn(p, ":");
		char *dir = len ? xstrndup(p, len) : xstrdup(".");
		char *file = paths_join(dir, program);
		free(dir);
		if (paths_is_file(file) && access(file, X_OK) == 0)
			return file;
		free(file);
		p += len + (p[len] == ':');
	}
	return NULL;
}

static char *find_office(void)
{
	char *program = print_command_find("soffice");

	return program ? program : print_command_find("libreoffice");
}

bool print_command_standard(void)
{
	char *office = find_office(), *lp = print_command_find("lp");
	bool both = office && lp;

	free(office);
	free(lp);
	return both;
}

/* A path as a file:// address has it. */
static void add_address(struct str *out, const char *path)
{
	str_add(out, "file://");
	for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
		if (isalnum(*p) || strchr("/-_.~", *p))
			str_addc(out, (char)*p);
		else
			str_addf(out, "%%%02X", *p);
	}
}

const char *const *print_command_convert(const char *file, const char *dir, struct arena *a,
					 struct err *e)
{
	char *program = find_office();
	struct str profile = {0};

	if (!program) {
		err_set(e, ERR_STORE, _("本机没有 LibreOffice（soffice），转不成 PDF"));
		return NULL;
	}
	str_add(&profile, "-env:UserInstallation=");
	add_address(&profile, dir);
	str_add(&profile, "/profile");
	const char *const words[] = {
		program, str_text(&profile), "--headless", "--norestore", "--convert-to",
		"pdf",	 "--outdir",	     dir,	   file};
	enum { WORDS = sizeof(words) / sizeof(words[0]) };
	const char **argv = arena_array(a, WORDS + 1, sizeof(*argv));
	for (size_t i = 0; i < WORDS; i++)
		argv[i] = arena_strdup(a, words[i]);
	str_done(&profile);
	free(program);
	return argv;
}
