// SPDX-License-Identifier: Apache-2.0

import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { Resolver } from 'did-resolver';
import { getResolver as getKeyResolver } from 'key-did-resolver';
import { getResolver as getWebResolver } from 'web-did-resolver';
import { getDidJwkResolver } from '@veramo/did-provider-jwk';
import {
  AbstractCrypto, MultibaseEncoding, createDID, deactivateDID, deriveNextKeyHash, multibaseEncode, prepareDataForSigning, resolveDID,
  resolveDIDFromLog, signWitnessProofEntries, updateDID,
} from 'didwebvh-ts';
import { ed25519 } from '@noble/curves/ed25519.js';
import { answer } from './answer.mjs';

// The certificate of the loopback server is made for one run and signed by itself.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
process.removeAllListeners('warning');
console.warn = () => {};

const resolver = new Resolver({ ...getKeyResolver(), ...getWebResolver(), ...getDidJwkResolver() });
const files = new Map();

class Ed25519Key extends AbstractCrypto {
  constructor(secret = ed25519.utils.randomSecretKey()) {
    const bytes = Uint8Array.from([0xed, 0x01, ...ed25519.getPublicKey(secret)]);
    const multikey = multibaseEncode(bytes, MultibaseEncoding.BASE58_BTC);
    super({ verificationMethod: { type: 'Multikey', publicKeyMultibase: multikey } });
    this.secret = secret;
    this.multikey = multikey;
    this.did = `did:key:${multikey}`;
  }

  async sign({ document, proof }) {
    const signature = ed25519.sign(await prepareDataForSigning(document, proof), this.secret);
    return { proofValue: multibaseEncode(signature, MultibaseEncoding.BASE58_BTC) };
  }

  async verify(signature, message, publicKey) {
    return ed25519.verify(signature, message, publicKey);
  }
}

const verifier = new Ed25519Key();
const write = (log) => log.map((entry) => JSON.stringify(entry)).join('\n') + '\n';
const read = (log) => log.split('\n').filter((line) => line).map((line) => JSON.parse(line));

/** One port for both: the first byte of a TLS connection is 22. */
function listen({ key, certificate }) {
  const respond = (request, response) => {
    const body = files.get(request.url);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(body);
  };
  const plain = createHttpServer(respond);
  const secure = createHttpsServer({ key, cert: certificate }, respond);
  const server = createServer((socket) => socket.once('data', (first) => {
    socket.pause();
    (first[0] === 22 ? secure : plain).emit('connection', socket);
    socket.unshift(first);
    process.nextTick(() => socket.resume());
  }));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    server.unref();
    resolve(server.address().port);
  }));
}

/** A history: creation, two updates, perhaps the end; each version with its proofs of witnesses. */
async function history({ address, preRotation, witnesses: count, deactivate }) {
  const keys = [new Ed25519Key(), new Ed25519Key(), new Ed25519Key(), new Ed25519Key()];
  const witnessKeys = Array.from({ length: count ?? 0 }, () => new Ed25519Key());
  const witness = count ? { threshold: count, witnesses: witnessKeys.map((key) => ({ id: key.did })) } : undefined;
  const subject = new Ed25519Key();
  const method = { type: 'Multikey', publicKeyMultibase: subject.multikey, purpose: 'assertionMethod' };
  const next = async (index) => (preRotation ? [await deriveNextKeyHash(keys[index].multikey)] : []);
  const current = (index) => (preRotation ? keys[index] : keys[0]);
  let state = await createDID({
    address, signer: keys[0], verifier, updateKeys: [keys[0].multikey], verificationMethods: [method], nextKeyHashes: await next(1), witness,
  });
  const witnessProofs = async (log) => witness && signWitnessProofEntries(
    log.map((entry) => entry.versionId), witness.witnesses, Object.fromEntries(witnessKeys.map((key) => [key.did, key])));
  for (const version of [1, 2]) {
    state = await updateDID({
      log: state.log, signer: current(version), verifier, updateKeys: [current(version).multikey], nextKeyHashes: await next(version + 1),
      alsoKnownAs: [`https://example.com/${version}`], verificationMethods: [method], witness, witnessProofs: await witnessProofs(state.log),
    });
  }
  if (deactivate) state = await deactivateDID({ log: state.log, signer: keys[0], verifier });
  return { did: state.did, log: write(state.log), witnessProofs: JSON.stringify((await witnessProofs(state.log)) ?? []) };
}

answer({
  'resolve': ({ did }) => resolver.resolve(did),
  'listen': listen,
  'publish': ({ path, body }) => { files.set(path, body); },
  'webvh.history': history,
  'webvh.read': async ({ log, witnessProofs, versionNumber }) => {
    const { did, doc, meta } = await resolveDIDFromLog(read(log), { verifier, versionNumber, witnessProofs: JSON.parse(witnessProofs ?? '[]') });
    return { did, doc, meta };
  },
  'webvh.resolve': async ({ did }) => {
    const { doc, meta } = await resolveDID(did, { verifier });
    return { did, doc, meta };
  },
});
