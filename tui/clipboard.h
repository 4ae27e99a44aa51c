/* SPDX-License-Identifier: Apache-2.0
 *
 * Text for the clipboard of the terminal the clerk sits at, as OSC 52
 * (xterm, ctlseqs "Manipulate Selection Data"). The text travels as base64 (RFC
 * 4648), so nothing that was typed can be an escape of its own. tmux hands it on
 * with `set-clipboard on`; terminals without it ignore it.
 */
#ifndef TUI_CLIPBOARD_H
#define TUI_CLIPBOARD_H

/* The bytes to write. Caller frees. */
char *clipboard_sequence(const char *text);

#endif
