/* SPDX-License-Identifier: Apache-2.0 */
#include "office/hall_voice.h"

#include <string.h>

#include "base/text.h"
#include "office/case_document.h"

const char *hall_voice_clerk(const struct hall_voice *v, const char *login)
{
	for (size_t i = 0; login && i < v->n_clerks; i++)
		if (strcmp(v->clerks[i].login, login) == 0)
			return v->clerks[i].name;
	return login ? login : "";
}

const char *hall_voice_window(const struct hall_voice *v, const char *id)
{
	const struct site_window *w = v->site && id ? site_window(v->site, id) : NULL;

	return w && w->name ? w->name : id ? id : "";
}

static const char *clerk(const void *ctx, const char *login)
{
	return hall_voice_clerk(ctx, login);
}

static const char *window(const void *ctx, const char *id)
{
	return hall_voice_window(ctx, id);
}

static const char *document(const void *ctx, const char *kind)
{
	int k = document_kind(kind);

	(void)ctx;
	return k < 0 ? NULL : _(document_kind_names[k]);
}

void hall_voice_init(struct hall_voice *v, struct store *s, const struct site *site,
		     struct arena *a)
{
	struct err e;

	*v = (struct hall_voice){.site = site};
	v->words = (struct event_voice){
		.clerk = clerk, .window = window, .document = document, .ctx = v};
	if (!operators_list(s, a, &v->clerks, &v->n_clerks, &e))
		v->n_clerks = 0;
}
