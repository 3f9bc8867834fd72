// SPDX-License-Identifier: Apache-2.0

import { keccak_256 } from '@noble/hashes/sha3.js';
import { serve } from './serve.mjs';

const small = new Uint8Array(32);
const large = new Uint8Array(64 * 1024);

serve({
  'keccak256.32': () => keccak_256(small),
  'keccak256.64k': () => keccak_256(large),
});
