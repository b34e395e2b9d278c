export { readReport } from './read-report.ts';
export { classifyReport, type ReplyClassifier } from './classify-report.ts';
