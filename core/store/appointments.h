/* SPDX-License-Identifier: Apache-2.0
 *
 * 预约 and 延时服务: who asked by telephone (咨询电话, 12333: 001:140, 224) or at the
 * counter to come at an hour, and who was promised that somebody stays after
 * hours. One ledger of both; what became of each is a move of its state, and a
 * case that follows belongs to the visit of the arrival. Of a late service it is
 * also written from when to when somebody stayed.
 */
#ifndef STORE_APPOINTMENTS_H
#define STORE_APPOINTMENTS_H

#include "base/arena.h"
#include "store/store.h"

enum appointment_kind { APPOINTMENT_HOUR, APPOINTMENT_LATE, APPOINTMENT_KINDS };
extern const char *const appointment_kind_ids[APPOINTMENT_KINDS];   /* "hour" "late" */
extern const char *const appointment_kind_names[APPOINTMENT_KINDS]; /* 预约 延时 */

enum appointment_state {
	APPOINTMENT_BOOKED,
	APPOINTMENT_ARRIVED,
	APPOINTMENT_MISSED, /* may still arrive, or be given another day */
	APPOINTMENT_CANCELLED,
	APPOINTMENT_STATES
};
extern const char *const appointment_state_ids[APPOINTMENT_STATES];
extern const char *const appointment_state_names[APPOINTMENT_STATES]; /* 已约 到场 未到 取消 */

/* How it came. */
enum { APPOINTMENT_CHANNELS = 4 };
extern const char *const appointment_channel_ids[APPOINTMENT_CHANNELS];
extern const char *const appointment_channel_names[APPOINTMENT_CHANNELS];

enum { DAY_MINUTES = 24 * 60, APPOINTMENT_AHEAD = 366 /* days */ };

/* Texts NULL: not given. */
struct appointment {
	/* given by whoever books */
	const char *kind, *channel; /* ids */
	const char *name, *phone;
	const char *certificate;      /* 居民身份证号 */
	const char *item, *item_name; /* NULL: not known yet what for */
	date_day day;
	int64_t minute;	    /* of the day: the hour agreed, of a late service its beginning */
	int64_t until;	    /* late service: minute of its end; 0 */
	const char *window; /* id of the one wished for */
	const char *stays;  /* late service: login of who stays */
	const char *reason; /* late service: what for */
	const char *note;
	/* given by the store */
	int64_t id;
	enum appointment_state state;
	int64_t booked_at; /* ms */
	date_day booked_day, changed_day;
	const char *booked_by;
	int64_t changed_at; /* of the last move; 0 */
	const char *changed_by;
	const char *why;       /* cancelled */
	int64_t visit;	       /* of the arrival; 0 */
	int64_t served, unto;  /* minutes of the day somebody really stayed; both 0: not yet */
	const char *served_by; /* who entered that */
};
/* Days DATE_NONE. */
void appointment_init(struct appointment *a);

/* ERR_INPUT for what is missing or cannot be (a day gone by, an end before its beginning; a phone
 * may be missing only at the counter); ERR_REFUSED for the same person at the same hour twice. */
bool appointments_book(struct store *s, const struct actor *who, const struct appointment *a,
		       int64_t *id, struct err *e);
/* Another day and hour; of a late service the end moves along. From booked or missed. */
bool appointments_move(struct store *s, const struct actor *who, int64_t id, date_day day,
		       int64_t minute, struct err *e);
/* From booked or missed, on any day; the visit is the actor's. */
bool appointments_arrive(struct store *s, const struct actor *who, int64_t id, struct err *e);
/* Once the hour has passed. */
bool appointments_miss(struct store *s, const struct actor *who, int64_t id, struct err *e);
bool appointments_cancel(struct store *s, const struct actor *who, int64_t id, const char *why,
			 struct err *e);
/* 延时 alone: from when to when somebody stayed, minutes of the day. Again to put it right. */
bool appointments_served(struct store *s, const struct actor *who, int64_t id, int64_t from,
			 int64_t to, struct err *e);
/* For the close: all that are still booked for `day` or a day before are missed; *n how many. */
bool appointments_close_day(struct store *s, const struct actor *who, date_day day, int64_t *n,
			    struct err *e);
/* Its phone was shown in full. */
bool appointments_unmask(struct store *s, const struct actor *who, int64_t id, struct err *e);

struct appointment_filter {
	date_day first, last; /* inclusive; DATE_NONE: open */
	unsigned states;      /* mask of 1 << state; 0: all */
	bool newest;	      /* the latest day first */
	size_t limit;	      /* 0: 1000 */
};
/* By day and hour. */
bool appointments_list(struct store *s, const struct appointment_filter *f, struct arena *a,
		       struct appointment **rows, size_t *n, struct err *e);
/* *out is NULL when there is none. */
bool appointments_get(struct store *s, int64_t id, struct arena *a, struct appointment **out,
		      struct err *e);

/* The figures of a day. All but `made` are of what is agreed for that day, as it stands now. */
struct appointment_counts {
	int64_t made;	/* booked on that day, for whatever day */
	int64_t agreed; /* for that day, cancelled ones left out */
	int64_t arrived, missed, cancelled;
	int64_t open;		   /* of the day and neither arrived nor missed */
	int64_t late, late_served; /* 延时 of the day, and those that took place */
	int64_t late_minutes;	   /* somebody stayed, in all */
};
bool appointments_count(struct store *s, date_day day, struct appointment_counts *out,
			struct err *e);

#endif
