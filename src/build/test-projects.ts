import type { ViteUserConfig } from 'vitest/config';

const inNode = {
  setupFiles: 'test/setup.ts',
  // The tests share no state. Isolating each file took two thirds of the time.
  isolate: false,
  maxWorkers: 2,
  // In ms. Long, because a busy machine must not fail a test.
  testTimeout: 30_000,
};

const inBrowsers = {
  globalSetup: 'test/e2e/machine.ts',
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/**
 * Tests that must run alone. Every settings page knocks at the gateway's usual port, a policy applies to all browsers of
 * the machine, a desktop has one focus, sound breaks off on a busy processor, the accessibility test uses both cores, and
 * a bench tries a figure again when the machine is too busy for it.
 */
const ALONE = [
  'bench',
  'first-mailbox',
  'first-run',
  'policy',
  'desktop',
  'toolbar',
  'sound',
  'accessibility',
].map(name => `test/e2e/${name}.test.ts`);

const PROGRAMS = [
  'test/imap/**/*.test.ts',
  'test/oauth/dovecot.test.ts',
  'test/oauth/fronts.test.ts',
  'test/gateway/cli/program.test.ts',
  'test/gateway/run/program.test.ts',
  'test/gateway/autostart/program.test.ts',
  'test/gateway/api/other-clients.test.ts',
  'test/gateway/services/sample-programs.test.ts',
  'test/deploy/**/*.test.ts',
  'test/organisation/**/*.test.ts',
  'test/gateway/store/database*.test.ts',
];

/** Tests with thousands of random cases, too slow for each change. */
const RANDOM = ['test/lives/**/*.test.ts', 'test/**/*.property.test.ts', 'test/simulate/fleet.test.ts'];

export const tests: ViteUserConfig = {
  define: { __FIREFOX__: true },
  test: {
    // Only style sheets that are imported as text. Those of components are not processed.
    css: { include: /\.css\?raw$/ },
    projects: [
      {
        extends: true,
        test: {
          ...inNode,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...RANDOM, ...PROGRAMS],
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'random',
          include: RANDOM,
          testTimeout: 300_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'component',
          include: ['test/**/*.test.tsx'],
          environment: 'jsdom',
          // A group of its own: a worker restarts when its environment changes.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'gateway',
          include: PROGRAMS,
          globalSetup: 'test/imap/machine.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ALONE,
          // With two workers, both were idle, waiting for a timer, a quarter of the time.
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: 'e2e-alone',
          include: ALONE,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
};
