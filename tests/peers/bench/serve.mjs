// SPDX-License-Identifier: Apache-2.0

import { createInterface } from 'node:readline';

/**
 * Answers each line `OPERATION COUNT` with the nanoseconds that running it so often took. An operation may return a promise,
 * which is then waited for each time.
 */
export function serve(operations) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const [name, count] = line.split(' ');
    const operation = operations[name];
    if (!operation) {
      console.log(`unknown operation ${name}`);
      return;
    }

    const start = process.hrtime.bigint();
    let left = Number(count);
    for (let result; left > 0 && !result?.then; left--) {
      result = operation();
      if (result?.then) await result;
    }
    for (; left > 0; left--) await operation();
    console.log(String(process.hrtime.bigint() - start));
  });
}
