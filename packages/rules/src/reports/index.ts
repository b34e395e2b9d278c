export { readReport } from './read-report.ts';
export { classifyReport, type ReplyClassifier } from './classify-report.ts';
export { judgeOrigin, type Origin, type OriginReason, type Ours } from './judge-origin.ts';
