import { expect, test } from 'vitest';
import { launchdAutostart } from '../../../src/gateway/autostart/launchd';
import { systemdAutostart } from '../../../src/gateway/autostart/systemd';
import { taskAutostart } from '../../../src/gateway/autostart/task-scheduler';

test('systemd’s unit', () => {
  const place = {
    node: '/opt/my $node/50%/node',
    program: '/home/jean/.local/lib/facteur/facteur-gateway.mjs',
    options: ['--port', '9000', '--config', '/home/jean/50% of "my" $HOME.toml'],
  };
  const { file } = systemdAutostart(place, '/home/jean/.config');
  expect(file.path).toBe('/home/jean/.config/systemd/user/facteur-gateway.service');
  expect(String(file.content)).toBe(String.raw`# Written by “facteur-gateway install”.
[Unit]
Description=Facteur gateway: tells the Facteur browser extension about new mail

[Service]
ExecStart="/opt/my $node/50%%/node" /home/jean/.local/lib/facteur/facteur-gateway.mjs --port 9000 --config "/home/jean/50%% of \"my\" $$HOME.toml"
ExecReload=kill -HUP $MAINPID
Restart=on-failure
RestartSec=30
NoNewPrivileges=yes
UMask=0077

[Install]
WantedBy=default.target
`);
});

test('launchd’s agent', () => {
  const place = {
    node: '/usr/local/bin/node',
    program: '/Users/jean/Library/Application Support/facteur/facteur-gateway.mjs',
    options: ['--config', '/Users/jean/R&D.toml'],
  };
  const { file, start } = launchdAutostart(place, '/Users/jean', 501);
  expect(file.path).toBe('/Users/jean/Library/LaunchAgents/facteur-gateway.plist');
  expect(start).toEqual([
    ['launchctl', 'enable', 'gui/501/facteur-gateway'],
    ['launchctl', 'bootstrap', 'gui/501', file.path],
  ]);
  expect(String(file.content)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>facteur-gateway</string>
  <key>ProgramArguments</key>
  <array>
    <string>/usr/local/bin/node</string>
    <string>/Users/jean/Library/Application Support/facteur/facteur-gateway.mjs</string>
    <string>--config</string>
    <string>/Users/jean/R&amp;D.toml</string>
  </array>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
  <key>ThrottleInterval</key><integer>30</integer>
  <key>Umask</key><integer>63</integer>
  <key>StandardErrorPath</key><string>/Users/jean/Library/Logs/facteur-gateway.log</string>
</dict>
</plist>
`);
});

test('the task for Windows', () => {
  const folder = 'C:\\Users\\Jean & Co\\AppData\\Local\\facteur';
  const place = {
    node: 'C:\\Program Files\\nodejs\\node.exe',
    program: `${folder}\\facteur-gateway.mjs`,
    options: ['--port', '9000'],
  };
  const { file, start } = taskAutostart(place, folder, 'PC\\Jean & Co');
  expect(file.path).toBe(`${folder}\\facteur-gateway.xml`);
  expect(start).toEqual([
    ['schtasks', '/Create', '/TN', 'facteur-gateway', '/XML', file.path, '/F'],
    ['schtasks', '/Run', '/TN', 'facteur-gateway'],
  ]);
  expect([...file.content.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0]);
  expect(file.content.toString('utf16le').slice(1)).toBe(`<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Facteur gateway: tells the Facteur browser extension about new mail</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger><UserId>PC\\Jean &amp; Co</UserId></LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>PC\\Jean &amp; Co</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>100</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>--headless cmd.exe /d /s /c &quot;&quot;C:\\Program Files\\nodejs\\node.exe&quot; &quot;C:\\Users\\Jean &amp; Co\\AppData\\Local\\facteur\\facteur-gateway.mjs&quot; &quot;--port&quot; &quot;9000&quot; &gt;NUL 2&gt;&quot;C:\\Users\\Jean &amp; Co\\AppData\\Local\\facteur\\facteur-gateway.log&quot;&quot;</Arguments>
    </Exec>
  </Actions>
</Task>
`);
});
