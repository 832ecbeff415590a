"""A web page that shows its user's messages. Needs Python 3.8 or later and no packages.

Run it: SERVICE_PWD=... python3 messages.py
"""

import os
import secrets
import sys
from base64 import b64encode
from html import escape
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from xml.etree import ElementTree

SERVICE_ID = '{{SERVICE_ID}}'
API_ADDRESS = '{{API_ADDRESS}}'
SIGN_IN_PAGE = '{{SIGN_IN_PAGE}}'
INFOS = '{{INFOS}}'
# The address of this page, exactly as it is registered for the service.
REDIRECT = '{{REDIRECT}}'

SERVICE_PWD = os.environ.get('SERVICE_PWD')
if not SERVICE_PWD:
    sys.exit('Set the environment variable SERVICE_PWD.')

# The state and the token of each browser, by its cookie. They are in memory only.
sessions = {}


def call_api(token):
    """Calls the API and returns the root element of its answer."""
    # urlencode encodes the token: it contains + / = and |.
    query = urlencode({'action': 'getPersonalMessages', 'infos': INFOS, 'token': token})
    credentials = b64encode(f'{SERVICE_ID}:{SERVICE_PWD}'.encode()).decode()
    address = urlsplit(API_ADDRESS)
    connect = HTTPSConnection if address.scheme == 'https' else HTTPConnection
    connection = connect(address.netloc, timeout=30)
    try:
        headers = {'Authorization': f'Basic {credentials}'}
        connection.request('GET', f'{address.path}?{query}', headers=headers)
        # Read the answer whatever its status: the API sends its privacy error with the status 500.
        answer = ElementTree.fromstring(connection.getresponse().read())
    finally:
        connection.close()
    if answer.tag not in ('getPersonalMessagesReturn', 'error'):
        raise HTTPException('this is no answer of the API.')
    return answer


def messages_page(answer):
    lines = []
    for node in answer.findall('Data/UserAuthorizedData/*'):
        if len(node) == 0:
            lines.append(f'{node.tag}: {node.text}')
    for node in answer.findall('Data/UserProtectedData/*'):
        lines.append(f'{node.tag}: withheld')
    for message in answer.iter('msg'):
        date, sender, subject = (message.findtext(name) for name in ('msg_date', 'msg_from', 'msg_subject'))
        lines.append(f'{date} {sender}: {subject}')
    # Messages are written by strangers: escape() makes a page show their text and never run it.
    items = '\n'.join(f'<li>{escape(line)}</li>' for line in lines)
    dashboard = answer.findtext('Data/PrivacyDashboardURL')
    return f'<ul>{items}</ul>' + link(dashboard, 'Change what this service may see')


def link(address, text):
    return f'<p><a href="{escape(address)}">{text}</a></p>'


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        if address.path != urlsplit(REDIRECT).path:
            return self.send_page(404, '<p>There is no such page.</p>')
        self.find_session()
        parameters = parse_qs(address.query, keep_blank_values=True)
        if 'state' in parameters:
            return self.finish_sign_in(parameters)
        if 'token' not in self.session:
            return self.start_sign_in()
        try:
            self.show(call_api(self.session['token']))
        except (OSError, HTTPException, ElementTree.ParseError) as error:
            self.send_page(502, f'<p>The call failed: {escape(str(error))}</p>')

    def start_sign_in(self):
        state = self.session['state'] = secrets.token_urlsafe()
        query = urlencode({'service': SERVICE_ID, 'redirect_uri': REDIRECT, 'state': state})
        self.redirect(f'{SIGN_IN_PAGE}?{query}')

    def finish_sign_in(self, parameters):
        # Without this check, another website could sign the user in to another mailbox.
        if parameters['state'] != [self.session.pop('state', None)]:
            return self.send_page(400, '<p>Wrong state</p>' + link(REDIRECT, 'Try again'))
        if 'token' not in parameters:
            return self.send_page(200, link(REDIRECT, 'Sign in'))
        self.session['token'] = parameters['token'][0]
        # The address with the token must not stay in the browser's history.
        self.redirect(REDIRECT)

    def show(self, answer):
        code = answer.findtext('.//code')
        if code is None:
            return self.send_page(200, messages_page(answer))
        if code == '-3':
            # The user refuses, or has not chosen yet. The page at this address leads back here, and we call again.
            page = answer.findtext('url') + '&urlRetour=' + quote(REDIRECT, safe='')
            return self.send_page(200, link(page, 'Choose what this service may see'))
        if code in ('102', '103'):
            # The token is not valid any more.
            self.session.pop('token', None)
        self.send_page(200, f'<p>Error {escape(code)}</p>' + link(REDIRECT, 'Try again'))

    def find_session(self):
        cookie = SimpleCookie(self.headers.get('Cookie', '')).get('sample')
        self.new_cookie = None
        if cookie is None or cookie.value not in sessions:
            cookie_value = secrets.token_urlsafe()
            self.new_cookie = f'sample={cookie_value}; Path=/; HttpOnly; SameSite=Lax'
            self.session = sessions[cookie_value] = {}
        else:
            self.session = sessions[cookie.value]

    def redirect(self, address):
        self.send(303, {'Location': address}, b'')

    def send_page(self, status, body):
        page = f'<!doctype html><html lang="en"><title>Messages</title>{body}</html>\n'
        headers = {'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store'}
        self.send(status, headers, page.encode())

    def send(self, status, headers, body):
        self.send_response(status)
        if getattr(self, 'new_cookie', None):
            self.send_header('Set-Cookie', self.new_cookie)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Logs nothing: the address of a request may contain a token."""


place = urlsplit(REDIRECT)
print(f'Open {REDIRECT} in a browser.', flush=True)
ThreadingHTTPServer((place.hostname, place.port or 80), Page).serve_forever()
