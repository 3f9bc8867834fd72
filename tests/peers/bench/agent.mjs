// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credential, createVeramoAgent } from '../veramo-sqlite.mjs';
import { serve } from './serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'suti-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const { agent, database } = await createVeramoAgent(join(folder, 'veramo.sqlite'), '11'.repeat(32));

// The same data as ours: credentials with four claims each, written in large transactions.
const filled = Number(process.env.SUTI_BENCH_CREDENTIALS ?? 100_000);
const fill = async () => {
  const runner = database.createQueryRunner();
  const issuer = 'did:example:issuer';
  await runner.startTransaction();
  await runner.query(`INSERT OR IGNORE INTO identifier (did, saveDate, updateDate) VALUES (?, datetime('now'), datetime('now'))`, [issuer]);
  for (let number = 0; number < filled; number++) {
    const subject = `did:example:${number % 1000}`;
    if (number < 1000) await runner.query(`INSERT OR IGNORE INTO identifier (did, saveDate, updateDate) VALUES (?, datetime('now'), datetime('now'))`, [subject]);
    const raw = credential(number, issuer, subject);
    await runner.query('INSERT INTO credential (hash, raw, id, issuanceDate, context, type, issuerDid, subjectDid) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [`h${number}`, JSON.stringify(raw), raw.id, raw.issuanceDate, raw['@context'].join(','), raw.type.join(','), issuer, subject]);
    for (const [type, value] of Object.entries(raw.credentialSubject)) {
      if (type === 'id') continue;
      await runner.query('INSERT INTO claim (hash, issuanceDate, context, credentialType, value, type, isObj, issuerDid, subjectDid, credentialHash) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)',
        [`h${number}${type}`, raw.issuanceDate, raw['@context'].join(','), raw.type.join(','), value, type, issuer, subject, `h${number}`]);
    }
  }

  await runner.commitTransaction();
  await runner.release();
};

let next = filled;
let asked = 0;
const number = () => (asked = (asked + 7919) % filled);
serve({
  fill,
  'key.create': () => agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' }),
  'did.create': () => agent.didManagerCreate({ provider: 'did:key' }),
  'credential.save': () => agent.dataStoreSaveVerifiableCredential({ verifiableCredential: credential(next++, 'did:example:issuer', 'did:example:1') }),
  'credential.get': () => agent.dataStoreGetVerifiableCredential({ hash: `h${number()}` }),
  'claim.query': async () => {
    const found = await agent.dataStoreORMGetVerifiableCredentialsByClaims({ where: [{ column: 'type', value: ['number'] }, { column: 'value', value: [`n${number()}`] }] });
    if (found.length !== 1) throw new Error('not found');
  },
  'claim.count': () =>
    agent.dataStoreORMGetVerifiableCredentialsByClaimsCount({ where: [{ column: 'type', value: ['number'] }, { column: 'value', value: [`n${number()}`] }] }),
});
