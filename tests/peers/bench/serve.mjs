// SPDX-License-Identifier: Apache-2.0

import { createInterface } from 'node:readline';

/**
 * Answers each line `OPERATION COUNT CALLERS` with the nanoseconds that running it so often took. An operation may return a
 * promise, which is then waited for each time; several callers share the count, each with one operation at a time.
 */
export function serve(operations) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const [name, count, callers] = line.split(' ');
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
    const call = async () => {
      while (left-- > 0) await operation();
    };
    await Promise.all(Array.from({ length: Number(callers ?? 1) }, call));
    console.log(String(process.hrtime.bigint() - start));
  });
}
