// SPDX-License-Identifier: Apache-2.0

import { createJWE, createJWT, decryptJWE, EdDSASigner, ES256KSigner, verifyJWT, createAuthDecrypter, createAuthEncrypter } from 'did-jwt';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { bytesToBase58, bytesToHex } from 'did-jwt';
import { serve } from './serve.mjs';

const did = 'did:example:issuer';
const claims = { claims: { name: 'Bob' }, pad: 'x'.repeat(450) };
const document = (type, key) => ({
  resolve: async () => ({
    didDocument: { id: did, verificationMethod: [{ id: `${did}#1`, type, controller: did, ...key }], authentication: [`${did}#1`], assertionMethod: [`${did}#1`] },
    didDocumentMetadata: {},
    didResolutionMetadata: {},
  }),
});

const ecSecret = secp256k1.utils.randomSecretKey();
const edSecret = ed25519.utils.randomSecretKey();
const es256k = { options: { issuer: did, signer: ES256KSigner(ecSecret), }, header: { alg: 'ES256K' },
  resolver: document('EcdsaSecp256k1VerificationKey2019', { publicKeyHex: bytesToHex(secp256k1.getPublicKey(ecSecret, true)) }) };
const eddsa = { options: { issuer: did, signer: EdDSASigner(edSecret) }, header: { alg: 'EdDSA' },
  resolver: document('Ed25519VerificationKey2018', { publicKeyBase58: bytesToBase58(ed25519.getPublicKey(edSecret)) }) };
es256k.token = await createJWT(claims, es256k.options, es256k.header);
eddsa.token = await createJWT(claims, eddsa.options, eddsa.header);

const aliceSecret = x25519.utils.randomSecretKey();
const bobSecret = x25519.utils.randomSecretKey();
const encrypter = createAuthEncrypter(x25519.getPublicKey(bobSecret), aliceSecret, { kid: 'bob' });
const decrypter = createAuthDecrypter(bobSecret, x25519.getPublicKey(aliceSecret));
const cleartext = new Uint8Array(600);
const message = await createJWE(cleartext, [encrypter]);

serve({
  'jwt.verify.es256k': () => verifyJWT(es256k.token, { resolver: es256k.resolver }),
  'jwt.verify.eddsa': () => verifyJWT(eddsa.token, { resolver: eddsa.resolver }),
  'jwt.create.es256k': () => createJWT(claims, es256k.options, es256k.header),
  'jwt.create.eddsa': () => createJWT(claims, eddsa.options, eddsa.header),
  'jwe.pack.authcrypt': () => createJWE(cleartext, [encrypter]),
  'jwe.unpack.authcrypt': () => decryptJWE(message, decrypter),
});
