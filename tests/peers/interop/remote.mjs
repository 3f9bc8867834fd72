// SPDX-License-Identifier: Apache-2.0

import { createAgent } from '@veramo/core';
import { schema as coreTypes } from '@veramo/core-types';
import { CredentialPlugin } from '@veramo/credential-w3c';
import { CredentialProviderJWT } from '@veramo/credential-jwt';
import { AgentRestClient } from '@veramo/remote-client';
import { AgentRouter, RequestWithAgentRouter } from '@veramo/remote-server';
import express from 'express';
import { createVeramoAgent } from '../veramo-sqlite.mjs';
import { answer } from './answer.mjs';

const merged = { components: { schemas: {}, methods: {} } };
for (const { components } of Object.values(coreTypes)) {
  Object.assign(merged.components.schemas, components.schemas);
  Object.assign(merged.components.methods, components.methods);
}

/** An unchanged agent of Veramo whose methods are all elsewhere; what goes and comes is checked with the published schema. */
const connect = (url, token, isChecked = true) => createAgent({
  schemaValidation: isChecked,
  plugins: [new AgentRestClient({
    url, schema: merged, enabledMethods: Object.keys(merged.components.methods),
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  })],
});

const refusal = async (call) => {
  try {
    return `no refusal: ${JSON.stringify(await call())}`;
  } catch (error) {
    return error.message;
  }
};

/** Calls every method at least once, in the order in which a front end might. */
async function session({ url, token }) {
  const agent = connect(url, token);
  const failures = [];
  const called = new Set();
  const call = async (method, args, judge = () => true) => {
    called.add(method);
    try {
      const result = await agent.execute(method, args);
      if (!judge(result)) failures.push(`${method}: ${JSON.stringify(result)}`);
      return result;
    } catch (error) {
      failures.push(`${method}: ${error.message} ${JSON.stringify(error.path ?? null)} ${error.description ?? ''}`);
      return undefined;
    }
  };

  await call('didManagerGetProviders', {}, (names) => names.includes('did:key'));
  await call('keyManagerGetKeyManagementSystems', {}, (names) => names.includes('local'));
  const alice = await call('didManagerCreate', { provider: 'did:key', alias: 'alice', kms: 'local' }, ({ did }) => did.startsWith('did:key:'));
  const bob = await call('didManagerGetOrCreate', { provider: 'did:key', alias: 'bob', kms: 'local' });
  const shop = await call('didManagerCreate', { provider: 'did:web', alias: 'shop.example' });
  await call('didManagerFind', {}, (found) => found.length === 3);
  await call('didManagerGet', { did: alice.did }, ({ alias }) => alias === 'alice');
  await call('didManagerGetByAlias', { alias: 'bob' }, ({ did }) => did === bob.did);
  await call('didManagerSetAlias', { did: bob.did, alias: 'robert' }, (done) => done === true);
  const key = await call('keyManagerCreate', { kms: 'local', type: 'Ed25519' });
  await call('didManagerAddKey', { did: shop.did, key });
  await call('didManagerAddService', { did: shop.did, service: { id: `${shop.did}#hub`, type: 'Hub', serviceEndpoint: 'https://hub.example' } });
  await call('didManagerRemoveService', { did: shop.did, id: `${shop.did}#hub` });
  await call('didManagerRemoveKey', { did: shop.did, kid: key.kid });
  const resolved = await call('resolveDid', { didUrl: alice.did }, ({ didDocument }) => didDocument.id === alice.did);
  await call('getDIDComponentById', { didDocument: resolved.didDocument, didUrl: resolved.didDocument.verificationMethod[0].id, section: 'assertionMethod' });
  await call('didManagerUpdate', { did: shop.did, document: {} });
  if (failures.at(-1)?.startsWith('didManagerUpdate: not_supported')) failures.pop(); // Veramo's did:web cannot either.

  const signer = await call('keyManagerCreate', { kms: 'local', type: 'Secp256k1' });
  await call('keyManagerGet', { kid: signer.kid }, ({ publicKeyHex }) => publicKeyHex === signer.publicKeyHex);
  await call('keyManagerSign', { keyRef: signer.kid, algorithm: 'ES256K', data: 'hello', encoding: 'utf-8' }, (text) => text.length > 80);
  await call('keyManagerSignJWT', { kid: signer.kid, data: 'e30.e30' });
  await call('keyManagerSignEthTX', { kid: signer.kid, transaction: { to: '0xce31a19193d4b23f4e9d6163d7247243baf801c3', value: 300000, gasLimit: 43092000, gasPrice: 20000000000, nonce: 1, chainId: 1 } }, (raw) => raw.startsWith('0x'));
  const one = await call('keyManagerCreate', { kms: 'local', type: 'X25519' });
  const two = await call('keyManagerCreate', { kms: 'local', type: 'X25519' });
  const secret = await call('keyManagerSharedSecret', { secretKeyRef: one.kid, publicKey: { publicKeyHex: two.publicKeyHex, type: 'X25519' } });
  await call('keyManagerSharedSecret', { secretKeyRef: two.kid, publicKey: { publicKeyHex: one.publicKeyHex, type: 'X25519' } }, (same) => same === secret);
  const sealed = await call('keyManagerEncryptJWE', { kid: one.kid, to: { kid: two.kid, publicKeyHex: two.publicKeyHex, type: 'X25519' }, data: 'secret' });
  await call('keyManagerDecryptJWE', { kid: two.kid, data: sealed }, (text) => text === 'secret');
  await call('keyManagerImport', { kms: 'local', type: 'Ed25519', privateKeyHex: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a' });
  await call('didManagerImport', { did: 'did:web:old.example', provider: 'did:web', alias: 'old', services: [], keys: [{ kms: 'local', type: 'Ed25519', privateKeyHex: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c' }] });
  await call('didManagerDelete', { did: 'did:web:old.example' }, (done) => done === true);
  await call('keyManagerDelete', { kid: signer.kid }, (done) => done === true);

  await call('listUsableProofFormats', alice, (formats) => formats.includes('jwt'));
  const credential = await call('createVerifiableCredential', {
    proofFormat: 'jwt', save: true,
    credential: { issuer: { id: alice.did }, credentialSubject: { id: bob.did, degree: 'MSc' } },
  }, ({ proof }) => proof.type === 'JwtProof2020');
  await call('verifyCredential', { credential }, ({ verified }) => verified === true);
  await call('verifyCredential', { credential: credential.proof.jwt }, ({ verified }) => verified === true);
  await call('verifyCredential', { credential: { ...credential, credentialSubject: { id: bob.did, degree: 'PhD' } } }, ({ verified, error }) => verified === false && error.errorCode.length > 0);
  const presentation = await call('createVerifiablePresentation', {
    proofFormat: 'jwt', save: true, challenge: 'c-1', domain: shop.did,
    presentation: { holder: bob.did, verifiableCredential: [credential] },
  });
  await call('verifyPresentation', { presentation, challenge: 'c-1', domain: shop.did }, ({ verified }) => verified === true);
  await call('verifyPresentation', { presentation, challenge: 'c-2', domain: shop.did }, ({ verified }) => verified === false);

  await call('credentialStatusTypes', undefined, (types) => types.includes('BitstringStatusListEntry'));
  const list = `https://issuer.example/status/${Date.now()}`;
  await fetch(`${url}/credentialStatusListCreate`, {
    method: 'POST', body: JSON.stringify({ url: list, issuer: alice.did }),
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
  });
  const credentialStatus = await call('credentialStatusGenerate', { type: 'BitstringStatusListEntry', statusListCredential: list });
  const revocable = await call('createVerifiableCredential', {
    proofFormat: 'jwt', credential: { issuer: { id: alice.did }, credentialSubject: { id: bob.did }, credentialStatus },
  });
  await call('credentialStatusUpdate', { vc: revocable });
  await call('checkCredentialStatus', { credential });

  const hash = await call('dataStoreSaveVerifiableCredential', { verifiableCredential: credential });
  await call('dataStoreGetVerifiableCredential', { hash }, (kept) => kept.proof.jwt === credential.proof.jwt);
  const kept = await call('dataStoreSaveVerifiablePresentation', { verifiablePresentation: presentation });
  await call('dataStoreGetVerifiablePresentation', { hash: kept });
  const id = await call('dataStoreSaveMessage', { message: { id: 'message-1', type: 'note', from: alice.did, to: bob.did, raw: 'raw', createdAt: '2024-03-01T10:00:00.000Z', data: { text: 'hi' } } });
  await call('dataStoreGetMessage', { id }, ({ type }) => type === 'note');
  const where = { where: [{ column: 'type', value: ['degree'] }] };
  await call('dataStoreORMGetIdentifiers', {}, (found) => found.length >= 3);
  await call('dataStoreORMGetIdentifiersCount', {}, (count) => count >= 3);
  await call('dataStoreORMGetMessages', { where: [{ column: 'type', value: ['note'] }] }, (found) => found.length === 1);
  await call('dataStoreORMGetMessagesCount', {}, (count) => count === 1);
  await call('dataStoreORMGetVerifiableCredentials', { where: [{ column: 'issuer', value: [alice.did] }], order: [{ column: 'issuanceDate', direction: 'DESC' }], take: 10 }, (found) => found[0].hash === hash);
  await call('dataStoreORMGetVerifiableCredentialsCount', {}, (count) => count >= 1);
  await call('dataStoreORMGetVerifiableCredentialsByClaims', where, (found) => found[0].verifiableCredential.proof.jwt === credential.proof.jwt);
  await call('dataStoreORMGetVerifiableCredentialsByClaimsCount', where, (count) => count === 1);
  await call('dataStoreORMGetVerifiablePresentations', {}, (found) => found.length === 1);
  await call('dataStoreORMGetVerifiablePresentationsCount', {}, (count) => count === 1);
  await call('dataStoreDeleteMessage', { id }, (done) => done === true);
  await call('dataStoreDeleteVerifiableCredential', { hash }, (done) => done === true);
  await call('handleMessage', { raw: 'https://example.com/ssi?c_i=%7B%22note%22%3A%22hi%22%7D', metaData: [{ type: 'test' }], save: false });

  // The texts that front ends look for.
  const plain = connect(url, token, false);
  const texts = {
    did: await refusal(() => plain.didManagerGet({ did: 'did:web:nobody.example' })),
    alias: await refusal(() => plain.didManagerGetByAlias({ alias: 'nobody' })),
    key: await refusal(() => plain.keyManagerGet({ kid: 'nothing' })),
    provider: await refusal(() => plain.didManagerCreate({ provider: 'did:nope' })),
    column: await refusal(() => plain.dataStoreORMGetMessages({ where: [{ column: 'nope', value: ['a'] }] })),
    status: await refusal(() => plain.credentialStatusGenerate({ type: 'Nope', statusListCredential: list })),
    type: await refusal(() => plain.didManagerCreate({ alias: 1 })),
  };
  return { called: called.size, missing: Object.keys(merged.components.methods).filter((method) => !called.has(method)), failures, texts };
}

let server;
answer({
  session,
  /** Serves an unchanged agent of Veramo over HTTP. */
  serve: async () => {
    const { agent } = await createVeramoAgent(':memory:', '29739248cad1bd1a0fc4d9b75cd4d2990de535baf5caadfdf8d8f86664aa830c', [new CredentialPlugin([new CredentialProviderJWT()])]);
    const app = express();
    app.use('/agent', RequestWithAgentRouter({ agent }), AgentRouter({ exposedMethods: agent.availableMethods() }));
    server = await new Promise((done) => { const listening = app.listen(0, '127.0.0.1', () => done(listening)); });
    return { url: `http://127.0.0.1:${server.address().port}/agent` };
  },
  close: async () => { server?.closeAllConnections(); server?.close(); return {}; },
});
