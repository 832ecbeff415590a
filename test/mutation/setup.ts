import fc from 'fast-check';

// Each mutant has to run with the same random cases.
fc.configureGlobal({ seed: 1, numRuns: 30 });

// A few random lives for each kind of server (test/lives/model.ts): thousands would take minutes per mutant.
process.env.LIVES = '4';
