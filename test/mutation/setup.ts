import fc from 'fast-check';

// A mutant has to meet the same random cases at each run.
fc.configureGlobal({ seed: 1, numRuns: 30 });

// A few lives of each kind of server (test/lives/model.ts): thousands would take minutes for each mutant.
process.env.LIVES = '4';
