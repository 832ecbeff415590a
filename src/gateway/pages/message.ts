import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import { type Call, type Reply, redirect } from '../http/http';
import { type FullMessage, type GatewayMailbox, MailboxError } from '../mailbox/mailbox';
import { type Content, html } from '../text/html';
import { type PageLanguage, TEXTS } from '../texts/language';
import { fullDate } from './dates';
import { withoutDisguise } from './disguise';
import { errorPage } from './error';
import { hiddenFields, pageReply, webmailButton } from './layout';
import { formattedBody, formattedOf, messageRest, plainBody } from './message-body';
import { messageAddress, readVisit, type Visit } from './message-visit';

/** `/message/<id>?user=…&key=…`, the address in `msg_url_access`: shows a message. */
export async function messagePage(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const { language } = call;
  const visit = readVisit(call.query, id, call, gateway);
  if (visit === undefined) {
    const signIn = withQuery('/sign-in', { next: messageAddress(id, {}) });
    return call.query.has('key') ? errorPage('badKey', language, false, { signIn }) : redirect(signIn);
  }
  const { mailbox, asked } = visit;
  const found = await mailbox.message(id);
  if (found === undefined) return errorPage('noMessage', language);
  const message = withoutDisguise(found);
  if (mailbox.readsOnOpen && call.method === 'GET' && !call.prefetch) {
    await readOnOpening(id, mailbox, gateway);
  }
  const { mail: texts, message: words } = TEXTS[language];
  const title = message.subject || texts.noSubject;
  const formatted = formattedOf(message, asked);
  const shown = asked.view === 'text' ? undefined : formatted;
  const other = shown ? { view: 'text', name: words.plain } : { view: undefined, name: words.formatted };
  const body = html`<h1 id="subject" dir="auto">${title}</h1>
${facts(message, language)}
<div class="tools">
${!mailbox.readsOnOpen && readState(message, visit, call, gateway)}
${formatted && html`<a href="${messageAddress(id, { ...asked, view: other.view })}">${other.name}</a>`}</div>
${shown ? formattedBody(shown, id, asked, language) : plainBody(message, language)}
${messageRest(message, language)}
<p class="actions"><a class="button" href="/mail">${texts.back}</a>
${webmailButton(mailbox, words.openWebmail)}</p>`;
  return pageReply({
    language,
    title,
    body,
    pictures: shown?.pictures,
    cookies: mailbox.readsOnOpen ? [] : gateway.forms.cookiesFor(call),
  });
}

/** Shows the message even if the server refuses to mark it as read. */
async function readOnOpening(id: string, mailbox: GatewayMailbox, { log }: Gateway): Promise<void> {
  try {
    await mailbox.markRead(id);
    log.debug('mail: a message was read');
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    log.debug(`mail: a message wasn’t marked read (${error.trouble})`);
  }
}

export async function markMessageRead(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const visit = readVisit(form, id, call, gateway);
  if (visit === undefined) return errorPage('badKey', call.language);
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'read', visit.user, id)) {
    return errorPage('oldForm', call.language);
  }
  await visit.mailbox.markRead(id);
  gateway.log.debug('mail: a message was read');
  return redirect(messageAddress(id, visit.asked));
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
  { user, asked }: Visit,
  call: Call,
  { forms }: Gateway,
): Content {
  const texts = TEXTS[call.language].message;
  if (read) return html`<span class="state">${texts.read}</span>`;
  const form = forms.sign(call, 'read', user, id);
  return html`<form method="post" action="${messageAddress(id, {})}">${hiddenFields({ ...asked, form })}
<button class="button">${texts.markRead}</button></form>`;
}
