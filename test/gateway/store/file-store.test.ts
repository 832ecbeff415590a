import { describe, onTestFinished } from 'vitest';
import { openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import { describeStore } from './store-suite';

describe('files', () => {
  describeStore(async () => {
    const state = await temporaryFolder();
    return {
      async another() {
        const store = await openStore({ state });
        onTestFinished(() => store.close());
        return store;
      },
    };
  });
});
