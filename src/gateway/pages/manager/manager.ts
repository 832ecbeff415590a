import { DEMO_PASSWORD, DEMO_USER } from '../../access/accounts';
import { redirect } from '../../http/http';
import type { Service } from '../../services/service';
import { codeOf } from '../../shared/error-code';
import { type Content, html } from '../../text/html';
import { type PageLanguage, TEXTS } from '../../texts/language';
import { errorPage } from '../error';
import { hiddenFields, notice, pageReply } from '../layout';
import { serviceCard } from '../service-card';
import { forOperators } from './guard';

/** `/manager`: the services that may ask for mail, or want to. */
export const managerPage = forOperators(async (call, gateway) => {
  const { language } = call;
  const { manager: texts, signIn } = TEXTS[language];
  const { declared, register } = gateway.services;
  const registered = await register.all();
  // A user who is an operator signs out on the mailbox page.
  const user = await gateway.sessions.read(call.cookie, gateway.now());
  const isUser = user !== undefined && user.value === call.session?.value;
  const rows = [
    ...registered.map(service => row(service, language, managedAddress(service))),
    ...declared.map(service => row(service, language)),
  ];
  const newService = html`<a class="button main" href="/manager/new">${texts.register}</a>`;
  const body = html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
${rows.length === 0 ? html`<p class="soft">${texts.none}</p>` : html`<ul class="services">${rows}</ul>`}
${gateway.accounts.hasDemo && notice('plain', texts.testAccount(DEMO_USER, DEMO_PASSWORD))}
${
  isUser
    ? html`<p class="actions">${newService}</p>`
    : html`<form class="actions" method="post" action="/manager">
${hiddenFields({ form: gateway.forms.sign(call, 'manager', 'leave') })}
${newService}<button class="button">${signIn.out}</button></form>`
}`;
  return pageReply({ language, title: texts.title, body });
});

export const managedAddress = ({ id }: Service): string => `/manager/services/${id}`;

/** Without an address, the service is set up in the config file. */
function row(service: Service, language: PageLanguage, address?: string): Content {
  const { manager: texts } = TEXTS[language];
  const state = html`<span class="soft">${address === undefined ? texts.fromConfig : texts[service.standing]}</span>`;
  return html`<li>${serviceCard(service, state)}
${address !== undefined && html`<a class="button" href="${address}" aria-label="${texts.openNamed(service.name)}">${texts.open}</a>`}</li>`;
}

/** Signs the operator out. */
export const leaveManager = forOperators(async (call, gateway) => {
  const form = await call.form();
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'manager', 'leave')) {
    return errorPage('oldForm', call.language);
  }
  await gateway.operators
    .leave(call.cookie, gateway.now())
    .catch(error => gateway.log.error(`manager: sign-out not stored (${codeOf(error)})`));
  return redirect('/', [gateway.operators.closed]);
});
