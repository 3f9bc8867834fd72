// SPDX-License-Identifier: Apache-2.0

import { createInterface } from 'node:readline';

/** Answers each line of JSON `{"operation":…,"arguments":…}` with one of `{"result":…}` or `{"error":…}`. */
export function answer(operations) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    try {
      const call = JSON.parse(line);
      const operation = operations[call.operation];
      if (!operation) throw new Error(`unknown operation ${call.operation}`);
      console.log(JSON.stringify({ result: (await operation(call.arguments)) ?? null }));
    } catch (error) {
      console.log(JSON.stringify({ error: `${error.name}: ${error.message}` }));
    }
  });
}
