/* SPDX-License-Identifier: Apache-2.0
 *
 * One loop, one place that acts. All input there is goes to the top screen, its
 * results change the stack, then there is one paint.
 */
#include "tui/app.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/chrome.h"
#include "tui/screen_help.h"
#include "tui/term.h"
#include "tui/widget/dialog.h"

enum {
	TICK_MS = 1000,
	PAUSE_MS = 200, /* the first tick after typing */
};

struct app {
	struct app_options o;
	struct frame *frame;
	struct screen **stack;
	size_t depth;
	struct str message;
	enum style message_style;
	int rows, cols; /* of the terminal */
	bool dirty, quit;
	int status;
	int64_t last_input, next_tick;
};

static int64_t monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void *app_session(const struct app *app)
{
	return app->o.session;
}

void app_say(struct app *app, enum style style, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	int n = vasprintf(&text, fmt, ap);
	va_end(ap);
	str_clear(&app->message);
	if (n >= 0)
		str_add(&app->message, text);
	free(text);
	app->message_style = style;
	app->dirty = true;
}

void app_body(const struct app *app, int *rows, int *cols)
{
	*rows = app->rows - CHROME_TOP - CHROME_BOTTOM;
	*cols = app->cols;
}

static struct screen *top_screen(const struct app *app)
{
	return app->stack[app->depth - 1];
}

/* The stack and what the results of screens do to it. */

static void close_top(struct app *app)
{
	struct screen *s = app->stack[--app->depth];

	if (s->ops->close)
		s->ops->close(s, app);
}

static void push(struct app *app, struct screen *s)
{
	struct err e = {0};
	int tag = s->tag;

	assert(s->ops->paint && s->ops->event);
	app->stack = xreallocarray(app->stack, app->depth + 1, sizeof(*app->stack));
	app->stack[app->depth++] = s;
	if (s->ops->open && !s->ops->open(s, app, &e)) {
		close_top(app);
		push(app, dialog_message(tag, STYLE_BAD, _("打不开"), e.text));
	}
}

/* Closes the top screen and returns what the one below answers to its result. What was chosen
 * on the help page is done as if its key had been pressed. */
static struct step pop(struct app *app, struct step result)
{
	bool chosen = top_screen(app)->ops == &screen_help_ops && result.answer > 0;
	struct screen_event ev = {
		.type = chosen ? EV_KEY : EV_ANSWER,
		.action = chosen ? result.answer : 0,
		.tag = top_screen(app)->tag,
		.answer = result.answer,
	};
	/* The text may be the closing screen's. */
	char *text = xstrdup(result.text ? result.text : "");
	struct step step = step_quit(0);

	close_top(app);
	ev.text = text;
	ev.len = strlen(text);
	if (app->depth > 0)
		step = top_screen(app)->ops->event(top_screen(app), app, &ev);
	free(text);
	return step;
}

static void act(struct app *app, struct step step)
{
	while (step.kind != STEP_STAY) {
		app->dirty = true;
		switch (step.kind) {
		case STEP_PUSH:
			push(app, step.next);
			return;
		case STEP_REPLACE:
			close_top(app);
			push(app, step.next);
			return;
		case STEP_POP:
			step = pop(app, step);
			continue;
		case STEP_HOME:
			while (app->depth > 1)
				close_top(app);
			return;
		case STEP_QUIT:
			app->quit = true;
			app->status = step.answer;
			return;
		case STEP_STAY:
		case STEP_REDRAW:
			return;
		}
	}
}

/* Input. */

static bool is_enabled(const void *ctx, int id)
{
	const struct screen *s = ctx;

	return !s->ops->enabled || s->ops->enabled(s, id);
}

static void send(struct app *app, const struct screen_event *ev)
{
	struct screen *s = top_screen(app);

	act(app, s->ops->event(s, app, ev));
}

static void on_key(struct app *app, struct screen_event ev)
{
	struct screen *s = top_screen(app);
	const struct action *a = action_find(s->ops->actions, ev.key, is_enabled, s);

	if (!a)
		a = action_find(action_builtin, ev.key, NULL, NULL);
	ev.action = a ? a->id : 0;
	ev.text = "";
	if (ev.action == ACTION_REPAINT) {
		term_repaint();
		app->dirty = true;
	} else if (ev.action == ACTION_JOBS) {
		act(app, app->o.jobs ? app->o.jobs(app) : step_stay());
	} else if (ev.action == ACTION_HELP) {
		act(app, step_push(screen_help_new(s)));
	} else {
		send(app, &ev);
	}
}

/* Bytes before the first character of text that is an action of the top screen. */
static size_t before_action(struct app *app, const char *text)
{
	struct screen *s = top_screen(app);
	const char *p = text, *here = text;
	uint32_t c;

	while ((c = utf8_next(&p)) != 0) {
		if (action_find(s->ops->actions, (int)c, is_enabled, s))
			break;
		here = p;
	}
	return (size_t)(here - text);
}

/* A burst may hold text and character actions; each may change the screen. */
static void on_text(struct app *app, struct screen_event ev)
{
	const char *p = ev.text, *end = p + ev.len;

	if (ev.pasted) {
		send(app, &ev);
		return;
	}
	while (p < end && !app->quit) {
		size_t n = before_action(app, p);
		if (n > 0) {
			char *piece = xstrndup(p, n);
			ev.text = piece;
			ev.len = n;
			send(app, &ev);
			free(piece);
			p += n;
		} else {
			struct screen_event key = {.type = EV_KEY, .key = (int)utf8_next(&p)};
			on_key(app, key);
		}
	}
}

static bool is_too_small(const struct app *app)
{
	return app->rows < APP_ROWS || app->cols < APP_COLS;
}

static void on_event(struct app *app, const struct screen_event *ev)
{
	if (ev->type == EV_SIGNAL) {
		act(app, step_quit(128 + ev->key));
		return;
	}
	if (ev->type == EV_RESIZE) {
		/* What follows in this turn is judged by the new size. */
		term_size(&app->rows, &app->cols);
		app->dirty = true;
		return;
	}
	app->last_input = app->o.now_ms();
	if (is_too_small(app))
		return; /* nobody types into what cannot be seen */
	if (app->message.len) {
		str_clear(&app->message);
		app->dirty = true;
	}
	if (ev->type == EV_BAD_TEXT)
		app_say(app, STYLE_BAD,
			_("这段文字编码不对，没有录入。请改用键盘录入，或换一处复制。"));
	else if (ev->type == EV_TEXT)
		on_text(app, *ev);
	else
		on_key(app, *ev);
}

/* Painting. */

static const char *title_of(const struct screen *s)
{
	const char *now = s->ops->title_now ? s->ops->title_now(s) : NULL;

	return now ? now : s->ops->title ? _(s->ops->title) : "";
}

static void paint_screens(struct app *app, const struct canvas *full)
{
	struct app_status status = {0};
	size_t base = app->depth - 1;

	while (base > 0 && app->stack[base]->ops->overlay)
		base--;
	if (app->o.status)
		app->o.status(app, &status);
	struct chrome chrome = {
		.title = title_of(app->stack[base]),
		.status = &status,
		.message = str_text(&app->message),
		.message_style = app->message_style,
		.top = top_screen(app),
	};
	chrome_paint(full, &chrome);
	struct canvas body = canvas_part(full, CHROME_TOP, 0,
					 full->rows - CHROME_TOP - CHROME_BOTTOM, full->cols);
	for (size_t i = base; i < app->depth; i++) {
		frame_hide_cursor(app->frame);
		app->stack[i]->ops->paint(app->stack[i], app, &body);
	}
}

static void paint(struct app *app)
{
	struct canvas full = frame_begin(app->frame);

	app->dirty = false;
	if (is_too_small(app))
		chrome_too_small(&full);
	else
		paint_screens(app, &full);
	frame_end(app->frame);
}

/* The loop. */

static void tick(struct app *app, int64_t now)
{
	struct screen_event ev = {
		.type = EV_TICK, .text = "", .quiet_ms = (int)(now - app->last_input)};

	app->next_tick = now + app->o.tick_ms;
	if (app->o.tick)
		act(app, app->o.tick(app, ev.quiet_ms));
	if (!app->quit)
		send(app, &ev);
}

/* Ticks come in pauses of the input, and in endless input every tick_ms. */
static void delay_tick(struct app *app, int64_t now)
{
	int64_t soon = now + PAUSE_MS;

	if (soon < app->next_tick)
		app->next_tick = soon;
}

/* True when it has to be painted before anything else. */
static bool background(struct app *app)
{
	int fds[TERM_WATCHED], n = 0;
	bool changed = app->o.work && app->o.work(app, app->o.now_ms(), fds, &n);

	term_watch(fds, n);
	app->dirty = app->dirty || changed;
	return changed;
}

static void turn(struct app *app)
{
	if (background(app))
		return;
	struct screen *s = top_screen(app);
	int64_t now = app->o.now_ms();
	bool working = s->ops->works && s->ops->works(s) && !is_too_small(app);
	int wait = working || now >= app->next_tick ? 0 : (int)(app->next_tick - now);
	struct screen_event ev = term_next(wait);

	if (ev.type != EV_NONE) {
		/* All there is, before the next paint. */
		do {
			on_event(app, &ev);
		} while (!app->quit && (ev = term_next(0)).type != EV_NONE);
		delay_tick(app, app->o.now_ms());
		return;
	}
	if (working) {
		struct screen_event work = {.type = EV_WORK, .text = ""};
		send(app, &work);
	}
	now = app->o.now_ms();
	if (!app->quit && now >= app->next_tick)
		tick(app, now);
}

int app_run(const struct app_options *o, struct screen *first, struct err *e)
{
	struct app app = {.o = *o};
	struct frame_options look = {.mono = o->mono, .ascii = o->ascii};

	if (!app.o.tick_ms)
		app.o.tick_ms = TICK_MS;
	if (!app.o.now_ms)
		app.o.now_ms = monotonic_ms;
	if (!term_start(e)) {
		if (first->ops->close)
			first->ops->close(first, &app);
		return ERR_USAGE;
	}
	term_size(&app.rows, &app.cols);
	app.frame = frame_new(&look);
	app.last_input = app.o.now_ms();
	app.next_tick = app.last_input + app.o.tick_ms;
	act(&app, step_push(first));
	while (!app.quit) {
		if (app.dirty)
			paint(&app);
		turn(&app);
	}
	while (app.depth > 0)
		close_top(&app);
	free(app.stack);
	str_done(&app.message);
	frame_free(app.frame);
	term_stop();
	return app.status;
}
