// SPDX-License-Identifier: Apache-2.0

import { Resolver, parse } from 'did-resolver';
import { getResolver as getKeyResolver } from 'key-did-resolver';
import { getDidJwkResolver } from '@veramo/did-provider-jwk';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base58 } from '@scure/base';
import { serve } from './serve.mjs';

const resolver = new Resolver({ ...getKeyResolver(), ...getDidJwkResolver() });
const url = 'did:web:example.com%3A3000:user:alice/path/file?service=files&relativeRef=%2Fa%2Fb#key-1';
const prefixes = { ed25519: [0xed, 0x01], secp256k1: [0xe7, 0x01], p256: [0x80, 0x24] };
const curves = { ed25519, secp256k1, p256 };
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

function keyDid(name) {
  const key = curves[name].getPublicKey(curves[name].utils.randomSecretKey(), true);
  return `did:key:z${base58.encode(Uint8Array.from([...prefixes[name], ...key]))}`;
}

function jwkDid(name) {
  const key = curves[name].getPublicKey(curves[name].utils.randomSecretKey(), false);
  const jwk = name === 'ed25519'
    ? { kty: 'OKP', crv: 'Ed25519', x: base64url(key), use: 'sig' }
    : { kty: 'EC', crv: name === 'p256' ? 'P-256' : name, x: base64url(key.slice(1, 33)), y: base64url(key.slice(33)), use: 'sig' };
  return `did:jwk:${base64url(JSON.stringify(jwk))}`;
}

/** Resolves one of 64 DIDs after the other, and is not content with an error. */
function resolve(create, name) {
  const dids = Array.from({ length: 64 }, () => create(name));
  let next = 0;
  return async () => {
    const result = await resolver.resolve(dids[next++ % dids.length]);
    if (!result.didDocument) throw new Error(result.didResolutionMetadata.error);
  };
}

serve({
  'key.ed25519': resolve(keyDid, 'ed25519'),
  'key.secp256k1': resolve(keyDid, 'secp256k1'),
  'key.p256': resolve(keyDid, 'p256'),
  'jwk.secp256k1': resolve(jwkDid, 'secp256k1'),
  'jwk.p256': resolve(jwkDid, 'p256'),
  'jwk.ed25519': resolve(jwkDid, 'ed25519'),
  'url.parse': () => {
    if (!parse(url)?.fragment) throw new Error('not parsed');
  },
});
