// SPDX-License-Identifier: Apache-2.0

import { EdDSASigner, ES256KSigner } from 'did-jwt';
import { createVerifiableCredentialJwt, createVerifiablePresentationJwt, verifyCredential, verifyPresentation } from 'did-jwt-vc';
import { answer } from './answer.mjs';
import { agent, know, resolve } from './veramo-agent.mjs';

const issuer = ({ did, algorithm, secret }) => ({
  did, alg: algorithm, signer: (algorithm === 'EdDSA' ? EdDSASigner : ES256KSigner)(Uint8Array.from(Buffer.from(secret, 'hex'))),
});

answer({
  know,
  'did-jwt-vc.create': (call) => createVerifiableCredentialJwt(call.credential, issuer(call)),
  'did-jwt-vc.present': (call) =>
    createVerifiablePresentationJwt(call.presentation, issuer(call), { challenge: call.challenge, domain: call.domain }),
  'did-jwt-vc.verify': async ({ token }) => (await verifyCredential(token, { resolve })).verifiableCredential,
  'did-jwt-vc.verify-presentation': async ({ token, challenge, domain }) =>
    (await verifyPresentation(token, { resolve }, { challenge, domain })).verifiablePresentation,
  'veramo.create': (call) => agent.createVerifiableCredential(call),
  'veramo.present': (call) => agent.createVerifiablePresentation(call),
  'veramo.verify': async (call) => {
    const { verified, error } = await agent.verifyCredential(call);
    return { verified, error };
  },
  'veramo.verify-presentation': async (call) => {
    const { verified, error } = await agent.verifyPresentation(call);
    return { verified, error };
  },
});
