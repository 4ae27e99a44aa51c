/* SPDX-License-Identifier: Apache-2.0
 *
 * The practice hall: its one password, which its login screen shows.
 */
#ifndef TUI_DEMO_H
#define TUI_DEMO_H

#define DEMO_PASSWORD "88888888"
#define DEMO_SITE     "demo"

#endif
