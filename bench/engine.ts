/** Every question about the engine, one after the other. Memory is exact with `node --expose-gc bench/engine.ts`. */
import { measureBuild } from './engine-build.ts';
import { measureDelta } from './engine-delta.ts';
import { measurePairs, measureRedundancy } from './engine-pairs.ts';

measureBuild();
measureDelta();
measurePairs();
measureRedundancy();
