/* SPDX-License-Identifier: Apache-2.0
 *
 * The options by which check, matrix and slip are told a situation:
 * --channel, --on, --answer Q=V, --have M[:STATE], --verified V=yes|no|unavailable.
 */
#ifndef TUI_INTAKE_ARGS_H
#define TUI_INTAKE_ARGS_H

#include "guide/check.h"
#include "tui/command/command.h"

#define INTAKE_OPTIONS                                                                             \
	{"channel", OPTION_VALUE, "C", N_("办理渠道：window online mobile self bank phone post，或印出的名称")}, \
	{"on", OPTION_VALUE, "DATE", N_("以这一天为准，默认今天")},                                \
	{"answer", OPTION_REPEAT, "Q=V",                                                          \
	 N_("回答问题、条件、禁办情形或事实；多选用逗号，没有写 none")},                            \
	{"have", OPTION_REPEAT, "M[:STATE]",                                                      \
	 N_("柜台上的材料；STATE 为 ok（默认）、absent 或不合格原因代码")},                         \
	{"verified", OPTION_REPEAT, "V=R", N_("核验结果：yes、no 或 unavailable")}

/* Fills an initialised intake. */
bool intake_args(struct intake *in, const struct item *it, const struct arguments *args,
		 struct err *e);

#endif
