/* SPDX-License-Identifier: Apache-2.0
 *
 * How many filled situations of qz-061 the engine takes to outcome and reason
 * codes in a second, on one core; beside it the bare evaluation of the item's
 * graph, timed the same way. The bar of the design is 1,000,000 a second in a
 * release build (-O2 without sanitizers); with --bar the run fails below it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "guide/check.h"
#include "guide/eval.h"
#include "guide/load.h"

enum { SITUATIONS = 64, SECONDS_TENTHS = 10, BAR = 1000000 };

/* Seconds of our own work, whatever else the machine does. */
static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 33;
}

static struct value random_value(const struct var *v, uint64_t *seed)
{
	struct value x = {.state = VALUE_KNOWN};
	date_day base = date_make(2024, 1, 1);

	switch (v->type) {
	case TYPE_YESNO: /* conditions met, nothing prohibited, most often */
		x.a = v->kind == VAR_CONDITION	   ? next_random(seed) % 16 != 0
		      : v->kind == VAR_PROHIBITION ? next_random(seed) % 16 == 0
						   : (int64_t)(next_random(seed) % 2);
		break;
	case TYPE_CHOICE:
		x.a = (int64_t)(next_random(seed) % (v->n_values ? v->n_values : 1));
		break;
	case TYPE_SET:
		x.a = (int64_t)(next_random(seed) % (UINT64_C(1) << v->n_values));
		if (x.a == 0 && v->min > 0)
			x.a = 1;
		break;
	case TYPE_DATE:
		x.a = base + (int64_t)(next_random(seed) % 1000);
		break;
	case TYPE_PERIOD:
		x.a = base + (int64_t)(next_random(seed) % 1000);
		x.b = x.a + (int64_t)(next_random(seed) % 60);
		break;
	default:
		x.a = v->min + (int64_t)(next_random(seed) % 20);
	}
	return x;
}

/* Every question, condition and verification answered; papers there three times out of four. */
static void fill(const struct item *it, struct intake *in, uint64_t *seed)
{
	intake_init(in, it);
	for (size_t i = FACT_KINDS; i < it->n_vars; i++)
		in->values[i] = random_value(&it->vars[i], seed);
	in->values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = date_make(2026, 11, 24)};
	for (size_t i = 0; i < it->n_papers; i++)
		in->marks[i].state = next_random(seed) % 4 ? PAPER_OK : PAPER_ABSENT;
}

/* Runs a second. */
static double rate_of_checks(struct check *c, const struct intake *in, const struct calendar *cal,
			     size_t outcomes[OUTCOMES])
{
	double start = now(), end;
	size_t n = 0;

	do {
		for (size_t i = 0; i < SITUATIONS * 16; i++) {
			check_run(c, &in[i % SITUATIONS], cal);
			outcomes[c->outcome]++;
		}
		n += SITUATIONS * 16;
		end = now();
	} while (end - start < SECONDS_TENTHS * 0.1);
	return (double)n / (end - start);
}

static double rate_of_graphs(const struct item *it, const struct intake *in)
{
	struct arena a = {0};
	struct eval e;
	double start = now(), end;
	size_t n = 0;

	eval_init(&e, it, &a);
	do {
		for (size_t i = 0; i < SITUATIONS * 16; i++) {
			eval_take(&e, in[i % SITUATIONS].values);
			eval_all(&e);
		}
		n += SITUATIONS * 16;
		end = now();
	} while (end - start < SECONDS_TENTHS * 0.1);
	arena_done(&a);
	return (double)n / (end - start);
}

/* The slowest single check while the questions are answered one by one. */
static double slowest_step(struct check *c, const struct calendar *cal, uint64_t *seed)
{
	struct intake in;
	double slowest = 0;

	intake_init(&in, c->item);
	in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = date_make(2026, 11, 24)};
	for (;;) {
		double start = now();
		check_run(c, &in, cal);
		double took = now() - start;
		slowest = took > slowest ? took : slowest;
		if (c->next_question < 0)
			break;
		in.values[c->next_question] = random_value(&c->item->vars[c->next_question], seed);
	}
	intake_done(&in);
	return slowest;
}

static double slowest_dialogue(struct check *c, const struct calendar *cal, uint64_t *seed)
{
	double slowest = 0;

	for (int i = 0; i < 20; i++) {
		double one = slowest_step(c, cal, seed);
		slowest = one > slowest ? one : slowest;
	}
	return slowest;
}

int main(int argc, char **argv)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	char *dir = xasprintf("%s/forms", root ? root : ".");
	struct intake in[SITUATIONS];
	size_t outcomes[OUTCOMES] = {0};
	struct faults faults = {0};
	struct catalog all;
	uint64_t seed = 61;

	catalog_load(&all, dir, "qinzhou", &faults);
	const struct item *it = catalog_item(&all, "qz-061");
	if (!it) {
		fprintf(stderr, "bench_engine: no qz-061 in %s\n", dir);
		return 2;
	}
	struct calendar *cal = calendar_new();
	struct check *c = check_new(it);
	for (size_t i = 0; i < SITUATIONS; i++)
		fill(it, &in[i], &seed);
	double checks = rate_of_checks(c, in, cal, outcomes), graphs = rate_of_graphs(it, in);
	printf("qz-061: %zu nodes, %zu variables, %zu papers\n", it->n_nodes, it->n_vars,
	       it->n_papers);
	printf("checks  %10.0f /s   bare graph %10.0f /s   ratio %.2f\n", checks, graphs,
	       graphs / checks);
	printf("slowest check while being asked: %.2f ms\n", 1e3 * slowest_dialogue(c, cal, &seed));
	for (int i = 0; i < OUTCOMES; i++)
		printf("%s%s %zu", i ? ", " : "", outcome_ids[i], outcomes[i]);
	printf("\n");
	for (size_t i = 0; i < SITUATIONS; i++)
		intake_done(&in[i]);
	check_free(c);
	calendar_free(cal);
	catalog_done(&all);
	faults_done(&faults);
	free(dir);
	return argc > 1 && strcmp(argv[1], "--bar") == 0 && checks < BAR;
}
