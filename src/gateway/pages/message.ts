import type { Gateway } from '../gateway';
import type { Call, Reply } from '../http';
import { TEXTS } from '../language';
import { fullDate } from './dates';
import { errorPage } from './error';
import { html } from './html';
import { pageReply } from './layout';

/** `/message/<id>?user=…&key=…`, where `msg_url_access` leads: shows a message and marks it read. */
export async function messagePage(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const { language, query } = call;
  const user = query.get('user') ?? call.session?.user ?? '';
  const opened = user === call.session?.user || gateway.links.opensMessage(query.get('key') ?? '', user, id);
  const mailbox = gateway.accounts.mailboxOf(user);
  if (!opened || mailbox === undefined) return errorPage('badKey', language);
  const message = await mailbox.message(id);
  if (message === undefined) return errorPage('noMessage', language);
  if (call.method === 'GET' && !call.prefetch) {
    await mailbox.markRead(id);
    gateway.log.debug('mail: a message was read');
  }
  const { mail: texts } = TEXTS[language];
  const { name, address } = message.from;
  const title = message.subject.trim() || texts.noSubject;
  const body = html`<h1 dir="auto">${title}</h1>
<dl class="facts">
<dt>${texts.from}</dt><dd><bdi>${name}</bdi> <bdi class="soft">${name === '' ? address : `<${address}>`}</bdi></dd>
<dt>${texts.date}</dt><dd><time datetime="${message.date.toISOString()}">${fullDate(message.date, language)}</time></dd>
</dl>
<div class="text" dir="auto">${message.text}</div>
<p class="actions"><a class="button" href="/mail">${texts.back}</a></p>`;
  return pageReply({ language, title, body });
}
