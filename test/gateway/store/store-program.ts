import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/gateway/store/open-store';

const store = await openStore(JSON.parse(process.argv[2] ?? ''));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Refuses this many services for Anna at once. */
async function refuse(name: string, count: number): Promise<void> {
  const services = Array.from({ length: count }, (_, i) => `${name} ${i}`);
  await Promise.all(
    services.map(service =>
      store.consents.change('anna', all => ({
        record: new Map(all).set(service, { refused: true, choices: new Map() }),
        result: undefined,
      })),
    ),
  );
}

/** Never ends its change. */
function hang(): void {
  void store.consents.change('anna', () => {
    writeSync(1, 'hanging\n');
    for (;;);
  });
}

say('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, name = '', count] = line.split(' ');
  if (command === 'refuse')
    await refuse(name, Number(count)).then(
      () => say('done'),
      () => say('failed'),
    );
  if (command === 'hang') hang();
  if (command === 'lock') void store.exclusively(name, () => new Promise(() => say('locked')));
}
