// SPDX-License-Identifier: Apache-2.0
// node build.mjs           compiles src/ and writes compiled/
// node build.mjs --check   compiles src/ and fails where compiled/ is not what comes out
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const root = dirname(fileURLToPath(import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const names = readdirSync(join(root, 'src')).filter((name) => name.endsWith('.sol')).sort();
const input = {
  language: 'Solidity',
  sources: Object.fromEntries(names.map((name) => [`src/${name}`, { content: read(`src/${name}`) }])),
  settings: {
    evmVersion: 'cancun',
    viaIR: true,
    optimizer: { enabled: true, runs: 1000000 },
    metadata: { appendCBOR: false, bytecodeHash: 'none' },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
  },
};
const findImport = (path) => {
  const file = join(root, 'node_modules', path);
  return path.startsWith('@openzeppelin/') && existsSync(file) ? { contents: readFileSync(file, 'utf8') } : { error: 'not found' };
};
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
for (const message of output.errors ?? []) console.error(message.formattedMessage);
if (output.errors?.length) process.exit(1);

const isCheck = process.argv.includes('--check');
let differing = 0;
mkdirSync(join(root, 'compiled'), { recursive: true });
for (const source of names) {
  const name = source.slice(0, -'.sol'.length);
  const contract = output.contracts[`src/${source}`][name];
  const artifact = {
    contractName: name,
    compiler: solc.version(),
    abi: contract.abi,
    bytecode: `0x${contract.evm.bytecode.object}`,
    deployedBytecode: `0x${contract.evm.deployedBytecode.object}`,
  };
  const text = `${JSON.stringify(artifact, null, 1)}\n`;
  const path = `compiled/${name}.json`;
  if (!isCheck) {
    writeFileSync(join(root, path), text);
  } else if (!existsSync(join(root, path)) || read(path) !== text) {
    console.error(`${path} is not what src/${source} compiles to; run node build.mjs.`);
    differing++;
  }
}
process.exit(differing ? 1 : 0);
