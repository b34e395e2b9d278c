// Adds up what the test runners wrote (--outputFile) and judges the skipped tests: each needs a reason that holds on this machine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const files = process.argv.slice(2);
const runs = (command) => spawnSync(command, ['-version']).status === 0;
const corpus = process.env.CORPUS_DIR ?? path.resolve(import.meta.dirname, '..', '..', 'shared', 'corpus');
/** Which tests may be skipped, and when. */
const excuses = [
  { tests: /collection of real returned mails/, holds: !existsSync(path.join(corpus, 'gold.jsonl')), why: 'no corpus' },
  {
    tests: /kafka\//,
    holds: !process.env.KAFKA_BROKERS && !(runs('java') && runs('mvn')),
    why: 'no JDK and Maven for a real Kafka',
  },
  { tests: /as root/, holds: process.getuid?.() !== 0, why: 'not root' },
];

let passed = 0;
let failed = 0;
let skipped = 0;
const unexcused = [];
for (const file of files) {
  const { testResults } = JSON.parse(await readFile(file, 'utf8'));
  for (const suite of testResults) {
    // A file that breaks before its first test counts as one failure.
    if (suite.status === 'failed' && suite.assertionResults.length === 0) failed++;
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'failed') failed++;
      else {
        skipped++;
        const name = `${path.relative(process.cwd(), suite.name)} > ${fullName}`;
        const excuse = excuses.find(({ tests, holds }) => holds && tests.test(name));
        console.log(`skipped: ${name}${excuse ? ` (${excuse.why})` : ''}`);
        if (!excuse) unexcused.push(name);
      }
    }
  }
}
if (unexcused.length > 0) console.log(`${unexcused.length} skipped tests could have run here`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || unexcused.length > 0 || passed === 0 ? 1 : 0);
