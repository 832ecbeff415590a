import { senderName } from '../../core/answer/sender-name';
import { coalesce } from '../../core/concurrency/coalesce';
import type { Gateway } from '../access/gateway';
import { type Call, type Reply, redirect } from '../http/http';
import type { GatewayMailbox, MessageLine } from '../mailbox/mailbox';
import { html } from '../text/html';
import { TEXTS } from '../texts/language';
import { shortDate } from './dates';
import { withoutDisguise } from './disguise';
import { errorPage } from './error';
import { hiddenFields, pageReply, webmailButton } from './layout';
import { chooseMarking, marksOnOpening, openingSetting } from './reading-choice';

const LIST_LENGTH = 100;

/** `/mail`: the list of mails. If nobody is signed in, leads to the sign-in page and back. */
export async function mailPage(call: Call, gateway: Gateway): Promise<Reply> {
  const { language } = call;
  const { user = '', secret } = call.session ?? {};
  const mailbox = call.session && gateway.accounts.mailboxOf(user, secret, call.client);
  if (mailbox === undefined) return redirect('/sign-in?next=/mail');
  const { mail: texts, message, signIn } = TEXTS[language];
  const [{ emails, unread, sms }, messages, isMarking] = await Promise.all([
    mailbox.counts(),
    latestOf(mailbox),
    marksOnOpening(user, mailbox, gateway),
  ]);
  const now = gateway.now();
  const row = (line: MessageLine) => {
    const { id, from, date, subject, read } = withoutDisguise(line);
    return html`
<li class="${read ? 'read' : 'unread'}"><a href="${gateway.links.withoutKey.message(id)}">
${!read && html`<span class="dot"></span><span class="hidden">${texts.unread}. </span>`}
<span class="from" dir="auto"${from.address !== '' && html` title="${from.address}"`}>${senderName(from)}</span>
<time datetime="${date.toISOString()}">${shortDate(date, now, language)}</time>
<span class="subject" dir="auto">${subject || html`<i>${texts.noSubject}</i>`}</span></a></li>`;
  };
  const body = html`<h1>${texts.title}</h1>
<p class="owner"><bdi title="${user}">${user.replace(/ \(.*\)$/, '')}</bdi></p>
<p class="soft">${texts.count(unread, emails)}${sms !== undefined && ` · ${texts.sms(sms)}`}</p>
${messages.length === 0 ? html`<p>${texts.empty}</p>` : html`<ol class="mails">${messages.map(row)}</ol>`}
<form class="actions" method="post" action="/sign-out">
${hiddenFields({ form: gateway.forms.sign(call, 'sign-out') })}
<a class="button" href="${gateway.links.withoutKey.privacy}">${texts.privacy}</a>
${webmailButton(mailbox, message.openWebmail)}
<button class="button">${signIn.out}</button>
<button class="button" name="everywhere" value="1">${signIn.outEverywhere}</button></form>
${openingSetting(isMarking, '/mail', { form: gateway.forms.sign(call, 'read', user) }, language)}`;
  return pageReply({ language, title: texts.title, body });
}

/** Stores whether opening a message marks it as read. */
export async function changeReading(call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const { user } = call.session ?? {};
  if (user === undefined) return redirect('/sign-in?next=/mail');
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'read', user)) {
    return errorPage('oldForm', call.language);
  }
  const failed = await chooseMarking(user, form.get('do') === 'on', call, gateway);
  return failed ?? redirect('/mail');
}

const readings = new WeakMap<GatewayMailbox, () => Promise<readonly MessageLine[]>>();

/** Readers at the same time share one list of a mailbox: a list for each would fill the memory. */
function latestOf(mailbox: GatewayMailbox): Promise<readonly MessageLine[]> {
  const read = readings.get(mailbox) ?? coalesce(() => mailbox.latest(LIST_LENGTH));
  readings.set(mailbox, read);
  return read();
}
