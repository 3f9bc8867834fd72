// SPDX-License-Identifier: Apache-2.0

import { p256 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { serve } from './serve.mjs';

const secret = new Uint8Array(32).fill(0x11);
const digest = new Uint8Array(32);
const options = { prehash: false };

const operations = {};
for (const [name, curve] of Object.entries({ secp256k1, p256 })) {
  const publicKey = curve.getPublicKey(secret);
  const signature = curve.sign(digest, secret, options);
  operations[`${name}.sign`] = () => curve.sign(digest, secret, options);
  operations[`${name}.verify`] = () => {
    if (!curve.verify(signature, digest, publicKey, options)) throw new Error('not valid');
  };
}

const recoverable = secp256k1.sign(digest, secret, { ...options, format: 'recovered' });
operations['secp256k1.recover'] = () => secp256k1.recoverPublicKey(recoverable, digest, options);

serve(operations);
