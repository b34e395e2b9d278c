export { readReport } from './read-report.ts';
export { readPasted } from './read-pasted.ts';
export { addressesOf, classifyReport } from './classify-report.ts';
export { judgeOrigin, type Origin, type OriginReason, type Ours } from './judge-origin.ts';
