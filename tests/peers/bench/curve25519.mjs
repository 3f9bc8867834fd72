// SPDX-License-Identifier: Apache-2.0

import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { serve } from './serve.mjs';

const secret = new Uint8Array(32);
const message = new Uint8Array(64);
const publicKey = ed25519.getPublicKey(secret);
const signature = ed25519.sign(message, secret);
const peer = x25519.getPublicKey(secret);

serve({
  'ed25519.sign': () => ed25519.sign(message, secret),
  'ed25519.verify': () => ed25519.verify(signature, message, publicKey),
  'x25519.agree': () => x25519.getSharedSecret(secret, peer),
});
