/** The API as programs in other languages call it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INFOS } from '../../../src/core/answer/api-vocabulary';
import { type OpenGateway, pageOf, submit, visit } from '../open-gateway';
import { basic, makeService, openWith, PASSWORD, signInFor } from '../services/open-services';

const run = promisify(execFile);

/** Programs that call the API. Each prints the body, and then a line with status and content type. */
const CLIENTS: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
  'Python’s http.client': [
    'python3',
    '-c',
    `
import base64, http.client, sys, urllib.parse
api, credentials, before, token, after = sys.argv[1:]
address = urllib.parse.urlsplit(api)
connection = http.client.HTTPConnection(address.netloc)
connection.request('GET', address.path + '?' + before + urllib.parse.quote(token, safe='') + after,
                   headers={'Authorization': 'Basic ' + base64.b64encode(credentials.encode()).decode()})
response = connection.getresponse()
sys.stdout.buffer.write(response.read())
print('%s %s' % (response.status, response.getheader('Content-Type')))
`,
  ],
  'PHP’s streams': [
    'php',
    '-r',
    `
[, $api, $credentials, $before, $token, $after] = $argv;
$context = stream_context_create(['http' => [
  'header' => 'Authorization: Basic ' . base64_encode($credentials), 'ignore_errors' => true]]);
echo file_get_contents("$api?$before" . rawurlencode($token) . $after, false, $context);
[, $status] = explode(' ', $http_response_header[0]);
[$type] = array_values(preg_grep('/^Content-Type: /i', $http_response_header));
echo $status, ' ', substr($type, 14), "\\n";
`,
    '--',
  ],
  curl: [
    'sh',
    '-c',
    `
curl -sS --get "$1" --user "$2" --data "\${3%&token=}" --data-urlencode "token=$4" --data "\${5#&}" \\
  --write-out '%{http_code} %{content_type}\\n'
`,
    'sh',
  ],
};

/** The two forms of a call, before and after the token. */
const FORMS = {
  'with infos': [`action=getPersonalMessages&infos=${INFOS}&token=`, ''],
  'in its general form': ['action=getPersonalMessages&token=', `&param=value&infos=${INFOS}`],
} as const;

let gateway: OpenGateway;
let token: string;
let cookie: string;
beforeAll(async () => {
  gateway = await openWith([makeService()]);
  ({ token, cookie } = await signInFor(gateway, 'stats'));
});
afterAll(() => gateway.close());

async function choose(filled: Record<string, string>): Promise<void> {
  const page = await pageOf(await visit(gateway, '/privacy?serviceId=stats', { headers: { cookie } }));
  await submit(gateway, page, filled);
}

const allowAll = () =>
  choose({ ...Object.fromEntries(INFOS.map(info => [info, 'allowed'])), choice: 'save' });

/** The answer to fetch, as the clients print it. */
async function answerTo(password: string): Promise<string> {
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: INFOS.join(), token });
  const response = await fetch(`${gateway.apiAddress}?${query}`, {
    headers: { authorization: basic('stats', password) },
  });
  return `${await response.text()}${response.status} ${response.headers.get('content-type')}\n`;
}

describe.each(Object.entries(CLIENTS))('%s', (_client, [program, ...args]) => {
  test.each(Object.entries(FORMS))('calls %s and gets the same answers as fetch', async (_form, parts) => {
    const [before, after] = parts;
    const call = async (password: string) => {
      const given = [gateway.apiAddress, `stats:${password}`, before, token, after];
      return (await run(program, [...args, ...given])).stdout;
    };
    await allowAll();
    const allowed = await call(PASSWORD);
    expect(allowed).toBe(await answerTo(PASSWORD));
    expect(allowed).toContain('<NoUnReadMails>5</NoUnReadMails>');
    expect(allowed).toContain('Élodie');

    await choose({ choice: 'refuse' });
    const refused = await call(PASSWORD);
    expect(refused).toBe(await answerTo(PASSWORD));
    expect(refused).toMatch(/<code>-3<\/code>.*\n500 text\/xml; charset=UTF-8\n$/s);

    const wrong = await call('wrong');
    expect(wrong).toBe(await answerTo('wrong'));
    expect(wrong).toMatch(/<code>501<\/code>.*\n200 text\/xml; charset=UTF-8\n$/s);
  });
});
