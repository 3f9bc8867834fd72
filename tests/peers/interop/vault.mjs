// SPDX-License-Identifier: Apache-2.0

import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { answer } from './answer.mjs';

// Keys that live in this process and nowhere else.
const keys = new Map();
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'));
const curves = { Ed25519: ed25519, X25519: x25519, Secp256k1: secp256k1 };

const describe = (id) => ({ id, type: keys.get(id).type, publicKey: hex(curves[keys.get(id).type].getPublicKey(keys.get(id).secret)) });

answer({
  create: ({ type, id }) => {
    const name = id ?? `vault-${keys.size + 1}`;
    keys.set(name, { type, secret: curves[type].utils.randomSecretKey() });
    return describe(name);
  },
  open: ({ id }) => (keys.has(id) ? describe(id) : null),
  delete: ({ id }) => keys.delete(id),
  sign: ({ id, data }) => {
    const { type, secret } = keys.get(id);
    return hex(type === 'Ed25519' ? ed25519.sign(bytes(data), secret) : secp256k1.sign(bytes(data), secret));
  },
  signDigest: ({ id, digest }) => {
    // recovery byte first, in noble's form; last, in ours
    const signature = secp256k1.sign(bytes(digest), keys.get(id).secret, { prehash: false, format: 'recovered' });
    return hex([...signature.slice(1), signature[0]]);
  },
  agree: ({ id, peer }) => hex(x25519.getSharedSecret(keys.get(id).secret, bytes(peer))),
});
