import { browser } from './browser';

/** The keyboard commands of the manifest that the background answers. */
const COMMANDS = ['check-now', 'open-webmail'] as const;

export type KeyboardCommand = (typeof COMMANDS)[number];

export function onKeyboardCommand(listener: (command: KeyboardCommand) => void): void {
  browser.commands.onCommand.addListener(name => {
    const command = COMMANDS.find(it => it === name);
    if (command) listener(command);
  });
}
