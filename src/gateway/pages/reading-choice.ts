import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';
import type { GatewayMailbox } from '../mailbox/mailbox';
import { codeOf } from '../shared/error-code';
import { type Content, html } from '../text/html';
import { type PageLanguage, TEXTS } from '../texts/language';
import { errorPage } from './error';
import { hiddenFields } from './layout';

/** Whether opening a message marks it as read. */
export async function marksOnOpening(
  user: string,
  mailbox: GatewayMailbox,
  { readOnOpen }: Gateway,
): Promise<boolean> {
  return (await readOnOpen.get(user)) ?? mailbox.readsOnOpen;
}

/** Returns an error page if the choice can't be stored. */
export async function chooseMarking(
  user: string,
  isOn: boolean,
  { language }: Call,
  { readOnOpen, log }: Gateway,
): Promise<Reply | undefined> {
  try {
    await readOnOpen.change(user, () => ({ record: isOn, result: undefined }));
    return undefined;
  } catch (error) {
    log.error(`reader: choice not saved (${codeOf(error)})`);
    return errorPage('unsaved', language);
  }
}

/** The form posts `do` as `on` or `off` to `action`, with these hidden fields. */
export function openingSetting(
  isOn: boolean,
  action: string,
  hidden: Readonly<Record<string, string | undefined>>,
  language: PageLanguage,
): Content {
  const { message: texts } = TEXTS[language];
  return html`<div class="opening soft"><form method="post" action="${action}">${hiddenFields(hidden)}
<span>${isOn ? texts.readOnOpen : texts.notReadOnOpen}</span>
<button class="button" name="do" value="${isOn ? 'off' : 'on'}">${isOn ? texts.stopMarking : texts.startMarking}</button></form></div>`;
}
