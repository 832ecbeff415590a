import { expect, it } from 'vitest';
import { lastWords } from '../../src/launcher/browsers/profile';

it('lastWords picks the errors of Chromium’s main thread', () => {
  const printed = `/usr/bin/chromium: 9: [: 25276059648: unexpected operator
[12:40:1129/222126.111395:ERROR:dbus/bus.cc:405] Failed to connect to the bus: No such file or directory
[12:12:1129/222126.120257:ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:257] Missing X server or $DISPLAY
[12:12:1129/222126.120298:ERROR:ui/aura/env.cc:253] The platform failed to initialize.  Exiting.
[12:40:1129/222126.124290:ERROR:dbus/bus.cc:405] Failed to connect to the bus: Could not parse server address
[39:39:0100/000000.242261:ERROR:content/zygote/zygote_linux.cc:662] write: Broken pipe (32)
`;
  expect(lastWords(printed)).toBe('Missing X server or $DISPLAY. The platform failed to initialize. Exiting');
});

it('lastWords picks Firefox’s error line', () => {
  expect(lastWords('*** You are starting.\nError: cannot open display: :9\nExiting.\n')).toBe(
    'Error: cannot open display: :9',
  );
});

it('without an error, lastWords is the last line, or undefined for empty output', () => {
  expect(lastWords('one\nIllegal instruction\n')).toBe('Illegal instruction');
  expect(lastWords('\n')).toBeUndefined();
});
