// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { base58 } from '@scure/base';
import canonicalize from 'canonicalize';
import { serve } from './serve.mjs';

const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);
const text = base58.encode(bytes);
const credential = readFileSync(new URL('./credential.json', import.meta.url), 'utf8');
const encoder = new TextEncoder();

serve({
  'base58.encode': () => base58.encode(bytes),
  'base58.decode': () => base58.decode(text),
  'jcs': () => encoder.encode(canonicalize(JSON.parse(credential))),
});
