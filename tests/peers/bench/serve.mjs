// SPDX-License-Identifier: Apache-2.0

import { createInterface } from 'node:readline';

/** Answers each line `OPERATION COUNT` with the nanoseconds that running it so often took. */
export function serve(operations) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [name, count] = line.split(' ');
    const operation = operations[name];
    if (!operation) {
      console.log(`unknown operation ${name}`);
      return;
    }

    const start = process.hrtime.bigint();
    for (let i = Number(count); i > 0; i--) operation();
    console.log(String(process.hrtime.bigint() - start));
  });
}
