/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/progress.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"

enum { ACT_CANCEL = 1, BAR_COLUMNS = 48, SHOW_EVERY_MS = 50 };

struct progress {
	struct screen base;
	struct progress_work work;
	char *title;
	int64_t done, total, shown_at;
	bool cancelling, finished;
	struct err e;
};

static const struct action actions[] = {
	{ACT_CANCEL, {K_ESC}, N_("取消"), N_("停下来，做了一半的作废")},
	{0},
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void finish(struct progress *p, bool cancelled)
{
	if (!p->finished && p->work.finish)
		p->work.finish(p->work.ctx, cancelled);
	p->finished = true;
}

static void progress_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct progress *p = (struct progress *)self;
	struct canvas box = canvas_middle(c, 4, BAR_COLUMNS + 4);
	struct canvas in = canvas_box(&box, STYLE_HEADING, p->title);

	(void)app;
	in = canvas_part(&in, 0, 1, in.rows, BAR_COLUMNS);
	if (p->cancelling)
		canvas_text(&in, 1, BAR_COLUMNS / 2, STYLE_WARN, _("正在停下来……"));
	if (p->total > 0) {
		int64_t done = p->done < p->total ? p->done : p->total;
		struct canvas bar = canvas_part(&in, 0, 0, 1, (int)(done * BAR_COLUMNS / p->total));
		struct canvas rest = canvas_part(&in, 0, bar.cols, 1, BAR_COLUMNS);
		canvas_fill(&bar, STYLE_SELECTED);
		canvas_fill(&rest, STYLE_FOOTER);
		canvas_printf(&in, 1, 0, STYLE_NORMAL, "%lld/%lld  %d%%", (long long)p->done,
			      (long long)p->total, (int)(done * 100 / p->total));
	} else {
		canvas_printf(&in, 1, 0, STYLE_NORMAL, _("已处理 %lld"), (long long)p->done);
	}
}

static struct step work(struct progress *p)
{
	switch (p->work.slice(p->work.ctx, &p->done, &p->total, &p->e)) {
	case PROGRESS_MORE:
		break;
	case PROGRESS_DONE:
		finish(p, false);
		return step_answer(1, NULL);
	case PROGRESS_FAILED:
		finish(p, false);
		return step_answer(0, p->e.text);
	case PROGRESS_CANCELLED:
		finish(p, true);
		return step_pop();
	}
	int64_t now = now_ms();
	if (now - p->shown_at < SHOW_EVERY_MS)
		return step_stay();
	p->shown_at = now;
	return step_redraw();
}

static struct step cancel(struct progress *p)
{
	if (!p->work.cancel) {
		finish(p, true);
		return step_pop();
	}
	if (!p->cancelling)
		p->work.cancel(p->work.ctx);
	p->cancelling = true;
	return step_redraw();
}

static struct step progress_event(struct screen *self, struct app *app,
				  const struct screen_event *ev)
{
	struct progress *p = (struct progress *)self;

	(void)app;
	if (ev->type == EV_WORK)
		return work(p);
	return ev->action == ACT_CANCEL ? cancel(p) : step_stay();
}

static bool progress_works(const struct screen *self)
{
	return !((const struct progress *)self)->finished;
}

static void progress_close(struct screen *self, struct app *app)
{
	struct progress *p = (struct progress *)self;

	(void)app;
	finish(p, true); /* the program is asked to end */
	free(p->title);
	free(p);
}

static const struct screen_ops progress_ops = {
	.name = "progress",
	.overlay = true,
	.actions = actions,
	.paint = progress_paint,
	.event = progress_event,
	.close = progress_close,
	.works = progress_works,
};

struct screen *progress_new(int tag, const struct progress_work *w)
{
	struct progress *p = xcalloc(1, sizeof(*p));

	p->base.ops = &progress_ops;
	p->base.tag = tag;
	p->work = *w;
	p->title = xstrdup(w->title);
	return &p->base;
}
