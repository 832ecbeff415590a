import fc from 'fast-check';

// A mutant has to meet the same random cases at each run.
fc.configureGlobal({ seed: 1 });
