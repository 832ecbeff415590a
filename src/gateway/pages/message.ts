import { setTimeout as sleep } from 'node:timers/promises';
import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import { type Call, type Reply, redirect } from '../http/http';
import { type FullMessage, type GatewayMailbox, MailboxError } from '../mailbox/mailbox';
import { codeOf } from '../shared/error-code';
import { type Content, html } from '../text/html';
import { type PageLanguage, TEXTS } from '../texts/language';
import { fullDate } from './dates';
import { withoutDisguise } from './disguise';
import { errorPage } from './error';
import { hiddenFields, pageReply, webmailButton } from './layout';
import { formattedBody, formattedOf, messageRest, plainBody } from './message-body';
import { type MessageQuery, messageAddress, readVisit } from './message-visit';
import { chooseMarking, marksOnOpening, openingSetting } from './reading-choice';

/** `/message/<id>?user=…&key=…`, the address in `msg_url_access`: shows a message. */
export async function messagePage(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const { language } = call;
  const visit = await readVisit(call.query, id, call, gateway);
  if (visit === undefined) {
    const signIn = withQuery('/sign-in', { next: messageAddress(id, {}) });
    return call.query.has('key') ? errorPage('badKey', language, false, { signIn }) : redirect(signIn);
  }
  const { mailbox, asked } = visit;
  const found = await mailbox.message(id);
  if (found === undefined) return errorPage('noMessage', language);
  const readsOnOpen = await marksOnOpening(visit.user, mailbox, gateway);
  // Another website can open the page in this browser, but it has no key.
  const isOwn = !call.crossSite || visit.hasKey;
  const isOpened =
    readsOnOpen && isOwn && call.method === 'GET' && !call.prefetch && asked.keep === undefined;
  const isMarked = isOpened && !found.read && (await readOnOpening(id, mailbox, gateway));
  // A tab that is loaded again is not opened again: the message may have been marked as unread elsewhere.
  const again = isOpened ? { ...asked, keep: '1' } : asked;
  const message = { ...withoutDisguise(found), read: found.read || isMarked };
  const { mail: texts, message: words } = TEXTS[language];
  const title = message.subject || texts.noSubject;
  const formatted = formattedOf(message, asked);
  const shown = asked.view === 'text' ? undefined : formatted;
  const other = shown ? { view: 'text', name: words.plain } : { view: undefined, name: words.formatted };
  const form = gateway.forms.sign(call, 'read', visit.user, id);
  const body = html`<h1 id="subject" dir="auto">${title}</h1>
${facts(message, language)}
<div class="tools"${isOpened && html` data-reload="${messageAddress(id, again)}"`}>
${readState(message, asked, form, language)}
${formatted && html`<a href="${messageAddress(id, { ...again, view: other.view })}">${other.name}</a>`}</div>
${shown ? formattedBody(shown, id, again, language) : plainBody(message, language)}
${messageRest(message, language)}
<p class="actions"><a class="button" href="/mail">${texts.back}</a>
${webmailButton(mailbox, words.openWebmail)}</p>
${openingSetting(readsOnOpen, messageAddress(id, { at: asked.at }), { ...asked, form }, language)}`;
  return pageReply({
    language,
    title,
    body,
    pictures: shown?.pictures,
    cookies: gateway.forms.cookiesFor(call),
  });
}

/** ms that the page waits until its message is marked; it goes on after that. */
const MARK_TIMEOUT = 1000;

/** Returns whether it is known to be read now. Shows the message even if the server refuses to mark it. */
async function readOnOpening(id: string, mailbox: GatewayMailbox, { log }: Gateway): Promise<boolean> {
  const marking = mark('markRead', id, mailbox).then(
    () => {
      log.debug('mail: a message was read');
      return true;
    },
    error => {
      const [level, why] =
        error instanceof MailboxError
          ? (['debug', error.trouble] as const)
          : (['error', codeOf(error)] as const);
      log[level](`mail: a message wasn’t marked read (${why})`);
      return false;
    },
  );
  return Promise.race([marking, sleep(MARK_TIMEOUT, false, { ref: false })]);
}

/** @throws {MailboxError} if the mail server refuses */
async function mark(action: 'markRead' | 'markUnread', id: string, mailbox: GatewayMailbox): Promise<void> {
  const [result] = await mailbox.act(action, [id]);
  if (result?.status !== 'refused') return;
  const trouble = result.reason === 'unreachable' ? 'unreachable' : 'unmarked';
  throw new MailboxError(trouble, `a message isn’t marked (${result.reason})`);
}

/** `do` says what: by default, the message is marked as read. */
export async function changeMessage(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const visit = await readVisit(form, id, call, gateway);
  if (visit === undefined) return errorPage('badKey', call.language);
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'read', visit.user, id)) {
    return errorPage('oldForm', call.language);
  }
  const { user, mailbox, asked } = visit;
  const wanted = form.get('do');
  if (wanted === 'on' || wanted === 'off') {
    const failed = await chooseMarking(user, wanted === 'on', call, gateway);
    return failed ?? redirect(messageAddress(id, { ...asked, keep: undefined }));
  }
  const isUnread = wanted === 'unread';
  await mark(isUnread ? 'markUnread' : 'markRead', id, mailbox);
  gateway.log.debug(`mail: a message was ${isUnread ? 'marked as unread' : 'read'}`);
  return redirect(messageAddress(id, { ...asked, keep: isUnread ? '1' : undefined }));
}

function facts({ from: { name, address }, date }: FullMessage, language: PageLanguage): Content {
  const { mail: texts } = TEXTS[language];
  return html`<dl class="facts">
<dt>${texts.from}</dt><dd><bdi>${name}</bdi> <bdi class="soft">${name === '' ? address : `<${address}>`}</bdi></dd>
<dt>${texts.date}</dt><dd><time datetime="${date.toISOString()}">${fullDate(date, language)}</time></dd>
</dl>`;
}

function readState(
  { id, read }: FullMessage,
  asked: MessageQuery,
  form: string,
  language: PageLanguage,
): Content {
  const { message: texts } = TEXTS[language];
  return html`<form method="post" action="${messageAddress(id, { at: asked.at })}">${hiddenFields({ ...asked, form })}
${read && html`<span class="state">${texts.read}</span>`}
<button class="button" name="do" value="${read ? 'unread' : 'read'}">${read ? texts.markUnread : texts.markRead}</button></form>`;
}
