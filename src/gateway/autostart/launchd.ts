import { join } from 'node:path';
import { escapeXml } from '../text/xml';
import { type Autostart, NAME, type Place } from './autostart';

/** macOS. `home` is the user’s home folder, `uid` the user’s number. */
export function launchdAutostart(place: Place, home: string, uid: number): Autostart {
  const domain = `gui/${uid}`;
  const path = join(home, 'Library', 'LaunchAgents', `${NAME}.plist`);
  const log = join(home, 'Library', 'Logs', `${NAME}.log`);
  const stop = ['launchctl', 'bootout', `${domain}/${NAME}`] as const;
  return {
    kind: 'launchd’s agent',
    file: { path, content: Buffer.from(plist(place, log)) },
    probe: ['launchctl', 'print', domain],
    advice: 'log in at the desktop and install again',
    stop,
    start: [
      // The user may have turned it off in the system’s settings before.
      ['launchctl', 'enable', `${domain}/${NAME}`],
      ['launchctl', 'bootstrap', domain, path],
    ],
    forget: [],
    forgotten: [],
    log,
    logFile: log,
  };
}

/** Only errors go to the log: standard output has a link that opens the API Manager. 63 is 0077. */
const plist = (
  { node, program, options }: Place,
  log: string,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>${NAME}</string>
  <key>ProgramArguments</key>
  <array>
${[node, program, ...options].map(it => `    <string>${escapeXml(it)}</string>\n`).join('')}  </array>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
  <key>ThrottleInterval</key><integer>30</integer>
  <key>Umask</key><integer>63</integer>
  <key>StandardErrorPath</key><string>${escapeXml(log)}</string>
</dict>
</plist>
`;
