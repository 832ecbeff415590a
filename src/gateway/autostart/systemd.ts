import { join } from 'node:path';
import { type Autostart, type CommandLine, NAME, type Place } from './autostart';

/** Linux. `configFolder` is `~/.config` or XDG_CONFIG_HOME. */
export function systemdAutostart(place: Place, configFolder: string): Autostart {
  const systemctl = (...args: string[]): CommandLine => ['systemctl', '--user', ...args];
  return {
    kind: 'systemd’s unit',
    file: {
      path: join(configFolder, 'systemd', 'user', `${NAME}.service`),
      content: Buffer.from(unit(place)),
    },
    probe: systemctl('show-environment'),
    advice: 'log in at the desktop or by ssh, not with su or sudo, and install again',
    stop: systemctl('stop', NAME),
    start: [systemctl('daemon-reload'), systemctl('enable', '--now', NAME)],
    forget: [systemctl('disable', '--now', NAME)],
    forgotten: [systemctl('daemon-reload')],
    log: `journalctl --user -u ${NAME}`,
    hint: 'To start it with the computer, before you log in: loginctl enable-linger',
  };
}

const unit = ({ node, program, options }: Place): string => `# Written by “facteur-gateway install”.
[Unit]
Description=Facteur gateway: tells the Facteur browser extension about new mail

[Service]
ExecStart=${quoted(node)} ${[program, ...options].map(it => quoted(it).replaceAll('$', '$$$$')).join(' ')}
ExecReload=kill -HUP $MAINPID
Restart=on-failure
RestartSec=30
NoNewPrivileges=yes
UMask=0077

[Install]
WantedBy=default.target
`;

/** As systemd.service(5) quotes. In arguments, but not in the program’s path, a `$` begins a variable, too. */
const quoted = (word: string) =>
  /^[\w@:,./=+-]+$/.test(word) ? word : `"${word.replaceAll(/[\\"]/g, '\\$&').replaceAll('%', '%%')}"`;
