// SPDX-License-Identifier: Apache-2.0
// Puts the reports of one test run together: artifacts/conformance.json, the skipped tests with their reasons, the
// failed tests, and the closing line with the counts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const reports = 'artifacts/tests';
const suites = 'artifacts/conformance';
const readJson = (folder) => (existsSync(folder) ? readdirSync(folder).sort() : [])
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

const conformance = {};
for (const { suite, passed, total, skipped } of readJson(suites).sort((a, b) => (a.suite < b.suite ? -1 : 1))) {
  conformance[suite] = { passed, total, skipped };
  console.log(`conformance ${suite}: ${passed}/${total}`);
}
if (Object.keys(conformance).length > 0) {
  writeFileSync('artifacts/conformance.json', `${JSON.stringify(conformance, null, 2)}\n`);
}

let passed = 0, failed = 0, skipped = 0;
for (const { results } of readJson(reports)) {
  for (const test of results.tests ?? []) {
    if (test.status === 'passed') passed++;
    else if (test.status === 'skipped') {
      skipped++;
      console.log(`skipped ${test.name}: ${test.message ?? ''}`.trimEnd());
    } else {
      failed++;
      console.log(`FAILED ${test.name}`);
    }
  }
}
if (passed + failed + skipped === 0) console.log('No test has that name.');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed + skipped > 0 ? 0 : 1);
