import { expect, test } from 'vitest';
import { readOptions } from '../../src/gateway/options';

const run = (port: number, deliverEvery: number, list: number) => ({
  kind: 'run',
  options: { port, deliverEvery, list },
});

test('nothing given', () => {
  expect(readOptions([], { PATH: '/bin' })).toEqual(run(8337, 20, 20));
});

test('arguments, environment, and which comes first', () => {
  const env = { FACTEUR_GATEWAY_PORT: '1', FACTEUR_GATEWAY_DELIVER_EVERY: '0', FACTEUR_GATEWAY_LIST: '200' };
  expect(readOptions([], env)).toEqual(run(1, 0, 200));
  expect(readOptions(['--port', '0', '--list=1'], env)).toEqual(run(0, 0, 1));
  expect(readOptions(['--port=2', '--port=3'], {})).toEqual(run(3, 20, 20));
  expect(readOptions([], { FACTEUR_GATEWAY_PORT: '' })).toEqual(run(8337, 20, 20));
});

test('help and version', () => {
  expect(readOptions(['--help'], {})).toEqual({ kind: 'help' });
  expect(readOptions(['--version'], {})).toEqual({ kind: 'version' });
});

test.each<[string[], Record<string, string>, RegExp]>([
  [['--prot', '1'], {}, /^unknown option "--prot": --help shows/],
  [['-p'], {}, /^unknown option "-p"/],
  [['--no-port'], {}, /^unknown option "--no-port"/],
  [['--__proto__=1'], {}, /^unknown option/],
  [['8080'], {}, /^unexpected argument "8080"/],
  [['--port'], {}, /^--port needs a value: give it a whole number from 0 to 65535$/],
  [['--port', '65536'], {}, /^--port is "65536": give it a whole number from 0 to 65535$/],
  [['--port', '-1'], {}, /^--port is "-1"/],
  [['--port='], {}, /^--port is ""/],
  [['--port', '8e3'], {}, /^--port is "8e3"/],
  [['--list', '0'], {}, /^--list is "0": give it a whole number from 1 to 200$/],
  [['--list', '201'], {}, /^--list is/],
  [['--deliver-every', '1.5'], {}, /^--deliver-every is "1.5"/],
  [['--deliver-every', 'a\nb'], {}, /^--deliver-every is "a\\nb"/],
  [['--help=yes'], {}, /^--help takes no value/],
  [[], { FACTEUR_GATEWAY_PORT: 'x' }, /^FACTEUR_GATEWAY_PORT is "x": give it/],
  [[], { FACTEUR_GATEWAY_PROT: '1' }, /^unknown variable FACTEUR_GATEWAY_PROT: unset it/],
])('%j with %j is wrong', (args, env, line) => {
  const request = readOptions(args, env);
  expect(request).toEqual({ kind: 'wrong', line: expect.stringMatching(line) });
  expect(request.kind === 'wrong' && request.line).not.toContain('\n');
});
