// A web page that shows its user's messages. Needs Node.js 18 or later and no packages.
// Run it: SERVICE_PWD=... node messages.mjs
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const SERVICE_ID = '{{SERVICE_ID}}';
const API_ADDRESS = '{{API_ADDRESS}}';
const SIGN_IN_PAGE = '{{SIGN_IN_PAGE}}';
const INFOS = '{{INFOS}}';
// The address of this page, exactly as it is registered for the service.
const REDIRECT = '{{REDIRECT}}';

const { SERVICE_PWD } = process.env;
if (!SERVICE_PWD) {
  console.error('Set the environment variable SERVICE_PWD.');
  process.exit(1);
}

// The state and the token of each browser, by its cookie. They are in memory only.
const sessions = new Map();

const { hostname, port, pathname } = new URL(REDIRECT);
createServer((request, response) => {
  answer(request, response).catch(error => {
    sendPage(response, 502, `<p>The call failed: ${escapeHtml(error.message)}</p>`);
  });
}).listen(Number(port || 80), hostname, () => console.log(`Open ${REDIRECT} in a browser.`));

async function answer(request, response) {
  const url = new URL(request.url, REDIRECT);
  if (url.pathname !== pathname) return sendPage(response, 404, '<p>There is no such page.</p>');
  const session = sessionOf(request, response);
  const parameters = url.searchParams;
  if (parameters.has('state')) return finishSignIn(response, session, parameters);
  if (session.token === undefined) return startSignIn(response, session);

  const xml = await callApi(session.token);
  const code = textIn(xml, 'code');
  if (code === undefined) return sendPage(response, 200, messagesPage(xml));
  if (code === '-3') {
    // The user refuses, or has not chosen yet. The page at this address leads back here, and we call again.
    const page = `${textIn(xml, 'url')}&urlRetour=${encodeURIComponent(REDIRECT)}`;
    return sendPage(response, 200, link(page, 'Choose what this service may see'));
  }
  // 102 and 103: the token is not valid any more.
  if (code === '102' || code === '103') session.token = undefined;
  sendPage(response, 200, `<p>Error ${code}</p>${link(REDIRECT, 'Try again')}`);
}

function startSignIn(response, session) {
  session.state = randomUUID();
  const query = new URLSearchParams({ service: SERVICE_ID, redirect_uri: REDIRECT, state: session.state });
  redirect(response, `${SIGN_IN_PAGE}?${query}`);
}

function finishSignIn(response, session, parameters) {
  // Without this check, another website could sign the user in to another mailbox.
  const isOurs = parameters.get('state') === session.state;
  session.state = undefined;
  if (!isOurs) return sendPage(response, 400, `<p>Wrong state</p>${link(REDIRECT, 'Try again')}`);
  if (!parameters.has('token')) return sendPage(response, 200, link(REDIRECT, 'Sign in'));
  session.token = parameters.get('token');
  // The address with the token must not stay in the browser's history.
  redirect(response, REDIRECT);
}

async function callApi(token) {
  // URLSearchParams encodes the token: it contains + / = and |.
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: INFOS, token });
  const credentials = Buffer.from(`${SERVICE_ID}:${SERVICE_PWD}`).toString('base64');
  const response = await fetch(`${API_ADDRESS}?${query}`, {
    headers: { Authorization: `Basic ${credentials}` },
    signal: AbortSignal.timeout(30_000),
  });
  // Read the answer whatever its status: the API sends its privacy error with the status 500.
  const xml = await response.text();
  if (!/<(getPersonalMessagesReturn|error)>/.test(xml)) throw new Error('this is no answer of the API.');
  return xml;
}

function messagesPage(xml) {
  const authorized = textsIn(xml, 'UserAuthorizedData').join();
  const withheld = textsIn(xml, 'UserProtectedData').join();
  const lines = [
    ...[...authorized.matchAll(/<(No\w+)>(\d+)</g)].map(([, name, count]) => `${name}: ${count}`),
    ...[...withheld.matchAll(/<(\w+)\/>/g)].map(([, name]) => `${name}: withheld`),
    ...textsIn(authorized, 'msg').map(message => {
      const [date, from, subject] = ['msg_date', 'msg_from', 'msg_subject'].map(name =>
        textIn(message, name),
      );
      return `${date} ${from}: ${subject}`;
    }),
  ];
  const items = lines.map(line => `<li>${escapeHtml(line)}</li>`).join('\n');
  const dashboard = textIn(xml, 'PrivacyDashboardURL');
  return `<ul>${items}</ul>${link(dashboard, 'Change what this service may see')}`;
}

// Node.js has no XML parser. For these few elements, regular expressions are enough.
function textsIn(xml, name) {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, text]) => text);
}

/** The first such element's text. An empty text if the element is empty; undefined if there is none. */
function textIn(xml, name) {
  if (xml.includes(`<${name}/>`)) return '';
  return textsIn(xml, name)[0]
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
}

function sessionOf(request, response) {
  const [, known] = /(?:^|; )sample=([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
  if (sessions.has(known)) return sessions.get(known);
  const id = randomUUID();
  response.setHeader('Set-Cookie', `sample=${id}; Path=/; HttpOnly; SameSite=Lax`);
  const session = { state: undefined, token: undefined };
  sessions.set(id, session);
  return session;
}

function redirect(response, address) {
  response.writeHead(303, { Location: address }).end();
}

function sendPage(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><html lang="en"><title>Messages</title>${body}</html>\n`);
}

function link(address, text) {
  return `<p><a href="${escapeHtml(address)}">${text}</a></p>`;
}

/** Messages are written by strangers: a page must show their text and never run it. */
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
