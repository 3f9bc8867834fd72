// SPDX-License-Identifier: Apache-2.0
// node fixture.mjs NAME    compiles test/NAME.sol and prints the bytecode of each of its contracts, as JSON. Tests deploy them.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const file = `test/${process.argv[2]}.sol`;
const content = readFileSync(join(dirname(fileURLToPath(import.meta.url)), file), 'utf8');
const output = JSON.parse(solc.compile(JSON.stringify({
  language: 'Solidity',
  sources: { [file]: { content } },
  settings: { evmVersion: 'cancun', outputSelection: { '*': { '*': ['evm.bytecode.object'] } } },
})));
for (const message of output.errors ?? []) console.error(message.formattedMessage);
if (output.errors?.length) process.exit(1);
const contracts = Object.entries(output.contracts[file]);
console.log(JSON.stringify(Object.fromEntries(contracts.map(([name, { evm }]) => [name, `0x${evm.bytecode.object}`]))));
