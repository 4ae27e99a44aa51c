/* SPDX-License-Identifier: Apache-2.0
 *
 * A practice hall in a folder of its own, and the program opened on it in a
 * terminal of ours. argv[1] of the test is the program.
 */
#ifndef TESTS_SCREENS_HALL_H
#define TESTS_SCREENS_HALL_H

#include "screens/vt.h"
#include "store/store.h"

#define HALL_DAY      "2026-11-24"
#define HALL_PASSWORD "88888888"

/* Rows and columns every screen must look right at. */
enum { HALL_SIZES = 3 };
extern const int hall_sizes[HALL_SIZES][2];

struct screens_hall {
	const char *program;
	char folder[64], path[96];
};

/* A practice hall for one test, *state: for cmocka_unit_test_setup_teardown. hall_program is
 * argv[1], set by main. */
extern const char *hall_program;
int hall_setup(void **state);
int hall_teardown(void **state);

/* Clerks jingban and jingban2. Ends the test program when it cannot be made. */
void hall_begin(struct screens_hall *h, const char *program, bool demo);
/* The hall of another site profile, by its code. */
void hall_begin_at(struct screens_hall *h, const char *program, bool demo, const char *code);
void hall_end(struct screens_hall *h);
/* For putting things in behind the window's back; store_close it. */
struct store *hall_store(const struct screens_hall *h);
/* A case deferred for one paper; number has room for NUMBER_TEXT. */
void hall_add_deferred(const struct screens_hall *h, const char *name, const char *due,
		       char *number);

struct vt *hall_open(const struct screens_hall *h, int rows, int cols);
/* The same, logged in, at the home screen. */
struct vt *hall_login(const struct screens_hall *h, const char *login, int rows, int cols);
struct vt *hall_enter(struct vt *vt, const char *login);
/* From the home screen out, with the terminal as it was. */
void hall_leave(struct vt *vt);

/* Chrome stands where it belongs: the title at the left, the keys in the last line. */
void hall_assert_framed(struct vt *vt, int rows, const char *title);
/* From home: intake of 职工参保登记 as 灵活就业人员, the person typed in. */
void hall_fill_intake(struct vt *vt, const char *name);

#endif
