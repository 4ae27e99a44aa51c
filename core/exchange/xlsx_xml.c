/* SPDX-License-Identifier: Apache-2.0
 *
 * XML of a workbook part in pieces. No document type, and with it no entities, is
 * taken; nesting has a limit; the handlers may stop it after a row and it goes on
 * from there.
 */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "exchange/xlsx_inside.h"

enum { DEPTH = 64, PIECE = 1 << 15 };

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
	struct xml *x = ctx;

	if (++x->depth > DEPTH)
		xml_fail(x, _("文件内容嵌套过深，不是正常的表格，没有读取"));
	else if (!x->fault.text[0])
		x->handler->start(x->ctx, local(name), attributes);
}

static void on_end(void *ctx, const char *name)
{
	struct xml *x = ctx;

	x->depth--;
	if (!x->fault.text[0] && x->handler->end)
		x->handler->end(x->ctx, local(name));
}

static void on_text(void *ctx, const char *text, int n)
{
	struct xml *x = ctx;

	if (!x->fault.text[0] && x->handler->text)
		x->handler->text(x->ctx, text, (size_t)n);
}

static void on_doctype(void *ctx, const char *name, const char *system, const char *public,
		       int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	xml_fail(ctx, _("文件里有外部定义（DTD），不是正常的表格，没有读取"));
}

void xml_open(struct xml *x, struct part *p, const struct xml_handler *h, void *ctx)
{
	*x = (struct xml){.handler = h, .ctx = ctx, .part = p};
	x->parser = XML_ParserCreate(NULL);
	assert(x->parser);
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
}

void xml_close(struct xml *x)
{
	if (x->parser)
		XML_ParserFree(x->parser);
	x->parser = NULL;
}

void xml_pause(struct xml *x)
{
	x->paused = true;
	XML_StopParser(x->parser, XML_TRUE);
}

void xml_fail(struct xml *x, const char *why)
{
	if (x->fault.text[0])
		return;
	err_set(&x->fault, ERR_INPUT, "%s", why);
	XML_StopParser(x->parser, XML_FALSE);
}

static bool broken(const struct xml *x, struct err *e)
{
	if (x->fault.text[0]) {
		*e = x->fault;
		return false;
	}
	return err_set(e, ERR_INPUT, _("文件内容不完整或已损坏（%s），请单位重新保存一份"),
		       XML_ErrorString(XML_GetErrorCode(x->parser)));
}

bool xml_read(struct xml *x, struct err *e)
{
	enum XML_Status status = XML_STATUS_OK;
	XML_ParsingStatus now;

	if (x->paused)
		status = XML_ResumeParser(x->parser);
	x->paused = false;
	for (;;) {
		if (status == XML_STATUS_ERROR)
			return broken(x, e);
		if (status == XML_STATUS_SUSPENDED) {
			x->paused = true;
			return true;
		}
		XML_GetParsingStatus(x->parser, &now);
		x->ended = now.parsing == XML_FINISHED;
		if (x->ended)
			return true;
		void *piece = XML_GetBuffer(x->parser, PIECE);
		assert(piece);
		long n = part_read(x->part, piece, PIECE, e);
		if (n < 0)
			return false;
		status = XML_ParseBuffer(x->parser, (int)n, n == 0);
	}
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}
