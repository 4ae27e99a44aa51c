/* SPDX-License-Identifier: Apache-2.0
 *
 * `check --json`: what the engine found, for scripts. The keys are the contract
 * (DESIGN.md, "The command line"); unknown is null, 指南未载明 is "unstated".
 */
#ifndef GUIDE_CHECK_JSON_H
#define GUIDE_CHECK_JSON_H

#include <jansson.h>

#include "guide/check.h"

/* After check_run and check_dues. A new reference. */
json_t *check_json(const struct check *c, const struct intake *in);

/* Pieces others use too; new references.
 * A paper {id,name,forms,copies,lines}: forms is 原件, {"all": […]}, {"any": […]} or "unstated";
 * the case in force under truths, or the first when NULL. */
json_t *json_paper(const struct item *it, int paper, const enum tri *truths);
/* "unstated" or {yuan, per, times, basis, lines}; yuan is "0.00" where none is taken. */
json_t *json_fee(const struct item *it);
json_t *json_day(date_day d);               /* "2026-11-24", null for DATE_NONE */
json_t *json_text_or_null(const char *text);
/* Certainly asked for papers; "unstated" where the guide prints none for these answers. */
json_t *json_required(const struct check *c);
json_t *json_any_of(const struct check *c); /* certainly asked for groups */
json_t *json_deferrable(const struct check *c); /* lacking and allowed to follow; with `until` */
json_t *json_limits(const struct check *c);

#endif
