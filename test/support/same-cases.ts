/** Loaded before each test file in CI: random tests draw the same cases in every run, so that a change fails by itself. */
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: 20261129 });
