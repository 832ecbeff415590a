import { win32 } from 'node:path';
import { escapeXml } from '../text/xml';
import { type Autostart, NAME, type Place } from './autostart';

/** Windows. `folder` is for the task’s file and the log; `user` is `DOMAIN\name`. */
export function taskAutostart(place: Place, folder: string, user: string): Autostart {
  const path = win32.join(folder, `${NAME}.xml`);
  const log = win32.join(folder, `${NAME}.log`);
  const schtasks = (verb: string, ...args: string[]) => ['schtasks', verb, '/TN', NAME, ...args] as const;
  return {
    kind: 'the task for Windows',
    // schtasks reads UTF-16 with a byte order mark.
    file: { path, content: Buffer.from(`\ufeff${task(place, log, user)}`, 'utf16le') },
    advice: 'install again in a terminal that you open as administrator',
    stop: schtasks('/End'),
    start: [schtasks('/Create', '/XML', path, '/F'), schtasks('/Run')],
    forget: [schtasks('/Delete', '/F')],
    forgotten: [],
    log,
    logFile: log,
  };
}

/**
 * conhost with `--headless` opens no window. Only errors go to the log: standard output has a link that opens the
 * API Manager. PT0S: for any time.
 */
const task = (place: Place, log: string, user: string): string => `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Facteur gateway: tells the Facteur browser extension about new mail</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger><UserId>${escapeXml(user)}</UserId></LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${escapeXml(user)}</UserId>
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
      <Arguments>${escapeXml(`--headless cmd.exe /d /s /c "${commandLine(place)} >NUL 2>"${log}""`)}</Arguments>
    </Exec>
  </Actions>
</Task>
`;

/** Paths on Windows contain no quotation marks. */
const commandLine = ({ node, program, options }: Place) =>
  [node, program, ...options].map(it => `"${it}"`).join(' ');
