import { KERNEL_MAILS } from './kernel-mails';
import { NOTMUCH_MAILS } from './notmuch-mails';
import { OWN_MAILS } from './own-mails';
import { PYTHON_MAILS } from './python-mails';

/**
 * What a person expects in a notification about a mail, by the name of its file. Each was written down from the
 * mail's source, before the gateway read it. The beginning may be shorter than 200 characters: with `…` at its end,
 * the rest doesn't matter.
 */
export type ExpectedMails = Readonly<
  Record<string, readonly [sender: string, subject: string, beginning: string]>
>;

/** A new mail needs a row in one of these tables, and its file in `test/mails` or a source in `real-mails.ts`. */
export const EXPECTED: ExpectedMails = { ...OWN_MAILS, ...PYTHON_MAILS, ...NOTMUCH_MAILS, ...KERNEL_MAILS };
