import { describe, onTestFinished } from 'vitest';
import { openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import { describeStore } from './store-suite';

describe('files', () => {
  describeStore(async () => {
    const options = { state: await temporaryFolder() };
    return {
      options,
      async another() {
        const store = await openStore(options);
        onTestFinished(() => store.close());
        return store;
      },
    };
  });
});
