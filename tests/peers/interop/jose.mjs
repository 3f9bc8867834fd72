// SPDX-License-Identifier: Apache-2.0

import * as jose from 'jose';
import { createHash, randomBytes } from 'node:crypto';
import {
  createJWE, createJWT, decryptJWE, EdDSASigner, ES256KSigner, ES256Signer, verifyJWT, x25519Decrypter, x25519Encrypter,
  xc20pDirDecrypter, xc20pDirEncrypter,
} from 'did-jwt';
import { SDJwtInstance } from '@sd-jwt/core';
import { answer } from './answer.mjs';

const utf8 = new TextEncoder();
const text = new TextDecoder();
const hex = (value) => Uint8Array.from(Buffer.from(value, 'hex'));
const resolver = (document) => ({ resolve: async () => ({ didDocument: document, didDocumentMetadata: {}, didResolutionMetadata: {} }) });
const didJwtSigner = { ES256K: ES256KSigner, ES256: ES256Signer, EdDSA: EdDSASigner };

/** An SD-JWT implementation over keys given as JWK, with the hash and random values of Node. */
async function sdJwt(algorithm, issuerJwk, holderJwk) {
  const key = (jwk) => jwk && jose.importJWK(jwk, algorithm);
  const sign = async (jwk, data) => {
    const signed = await new jose.FlattenedSign(Buffer.from(data.split('.')[1], 'base64url'))
      .setProtectedHeader(JSON.parse(Buffer.from(data.split('.')[0], 'base64url'))).sign(await key(jwk));
    return signed.signature;
  };
  const verify = async (jwk, data, signature) => {
    await jose.compactVerify(`${data}.${signature}`, await key(jwk));
    return true;
  };
  return new SDJwtInstance({
    signer: issuerJwk?.d ? (data) => sign(issuerJwk, data) : undefined,
    signAlg: algorithm,
    verifier: issuerJwk ? (data, signature) => verify(issuerJwk, data, signature) : undefined,
    hasher: (data) => new Uint8Array(createHash('sha256').update(typeof data === 'string' ? data : Buffer.from(data)).digest()),
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(length).toString('base64url').slice(0, length),
    kbSigner: holderJwk?.d ? (data) => sign(holderJwk, data) : undefined,
    kbSignAlg: algorithm,
    kbVerifier: (data, signature, payload) => verify(payload.cnf?.jwk ?? holderJwk, data, signature),
  });
}

answer({
  'jose.sign': async ({ jwk, algorithm, payload }) =>
    new jose.CompactSign(utf8.encode(payload)).setProtectedHeader({ alg: algorithm }).sign(await jose.importJWK(jwk, algorithm)),
  'jose.verify': async ({ jwk, algorithm, token }) =>
    text.decode((await jose.compactVerify(token, await jose.importJWK(jwk, algorithm), { algorithms: [algorithm] })).payload),
  'jose.thumbprint': ({ jwk }) => jose.calculateJwkThumbprint(jwk),
  'jose.encrypt': async ({ jwk, algorithm, encryption, plaintext }) =>
    new jose.CompactEncrypt(utf8.encode(plaintext)).setProtectedHeader({ alg: algorithm, enc: encryption })
      .encrypt(await jose.importJWK(jwk, algorithm === 'dir' ? encryption : algorithm)),
  'jose.decrypt': async ({ jwk, algorithm, encryption, token }) =>
    text.decode((await jose.compactDecrypt(token, await jose.importJWK(jwk, algorithm === 'dir' ? encryption : algorithm))).plaintext),
  'did-jwt.create': ({ algorithm, secret, issuer, claims }) =>
    createJWT(claims, { issuer, signer: didJwtSigner[algorithm](hex(secret)) }, { alg: algorithm }),
  'did-jwt.verify': async ({ token, document, audience }) => (await verifyJWT(token, { resolver: resolver(document), audience })).payload,
  'did-jwt.encrypt-dir': async ({ secret, plaintext }) => createJWE(utf8.encode(plaintext), [xc20pDirEncrypter(hex(secret))]),
  'did-jwt.decrypt-dir': async ({ secret, jwe }) => text.decode(await decryptJWE(jwe, xc20pDirDecrypter(hex(secret)))),
  'did-jwt.encrypt': async ({ publicKey, plaintext }) => createJWE(utf8.encode(plaintext), [x25519Encrypter(hex(publicKey), 'key-1')]),
  'did-jwt.decrypt': async ({ secret, jwe }) => text.decode(await decryptJWE(jwe, x25519Decrypter(hex(secret)))),
  'sd-jwt.issue': async ({ algorithm, issuerJwk, claims, frame }) => (await sdJwt(algorithm, issuerJwk)).issue(claims, frame),
  'sd-jwt.present': async ({ algorithm, holderJwk, token, frame, keyBinding }) =>
    (await sdJwt(algorithm, undefined, holderJwk)).present(token, frame, keyBinding && { kb: { payload: keyBinding } }),
  'sd-jwt.verify': async ({ algorithm, issuerJwk, token, nonce }) =>
    (await (await sdJwt(algorithm, issuerJwk)).verify(token, { keyBindingNonce: nonce })).payload,
});
