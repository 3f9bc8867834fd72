// SPDX-License-Identifier: Apache-2.0

import { bytesToBase58, bytesToHex, EdDSASigner, ES256KSigner } from 'did-jwt';
import { ed25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { computeAddress, hexlify } from 'ethers';
import { createVerifiableCredentialJwt, verifyCredential } from 'did-jwt-vc';
import { agent, know, resolve } from '../interop/veramo-agent.mjs';
import { serve } from './serve.mjs';

const both = (did) => ({ authentication: [`${did}#key-1`], assertionMethod: [`${did}#key-1`] });
const document = (did, type, key) => ({ id: did, verificationMethod: [{ id: `${did}#key-1`, type, controller: did, ...key }], ...both(did) });

const edDid = 'did:example:ed';
const edSecret = ed25519.utils.randomSecretKey();
const edPublic = ed25519.getPublicKey(edSecret);
await know({
  did: edDid, type: 'Ed25519', secret: bytesToHex(edSecret) + bytesToHex(edPublic),
  document: document(edDid, 'Ed25519VerificationKey2018', { publicKeyBase58: bytesToBase58(edPublic) }),
});

const ecDid = 'did:example:ec';
const ecSecret = secp256k1.utils.randomSecretKey();
await know({
  did: ecDid, type: 'Secp256k1', secret: bytesToHex(ecSecret),
  document: document(ecDid, 'EcdsaSecp256k1VerificationKey2019', { publicKeyHex: bytesToHex(secp256k1.getPublicKey(ecSecret, true)) }),
});

const ethDid = 'did:example:eth';
const ethSecret = secp256k1.utils.randomSecretKey();
await know({
  did: ethDid, type: 'Secp256k1', secret: bytesToHex(ethSecret),
  document: document(ethDid, 'EcdsaSecp256k1RecoveryMethod2020', { blockchainAccountId: `eip155:1:${computeAddress(hexlify(ethSecret))}` }),
});

const payload = (did) => ({
  '@context': ['https://www.w3.org/2018/credentials/v1'],
  id: 'https://issuer.example/credentials/1',
  type: ['VerifiableCredential', 'Person'],
  issuer: { id: did },
  issuanceDate: '2026-01-01T00:00:00.000Z',
  credentialSubject: { id: did, name: 'Alice', email: 'alice@example.com', address: 'Jirón 1, Lima' },
});

const issue = (did, proofFormat) => agent.createVerifiableCredential({ credential: payload(did), proofFormat });
const verify = async (credential) => {
  const result = await agent.verifyCredential({ credential });
  if (!result.verified) throw new Error(JSON.stringify(result.error));
};
const eddsa = await issue(edDid, 'jwt');
const es256k = await issue(ecDid, 'jwt');
const eip712 = await issue(ethDid, 'EthereumEip712Signature2021');
const present = () => agent.createVerifiablePresentation({
  presentation: { holder: edDid, verifiableCredential: [eddsa.proof.jwt, eddsa.proof.jwt, eddsa.proof.jwt] }, proofFormat: 'jwt', challenge: 'c', domain: 'd',
});
const presentation = await present();
const didJwt = { did: edDid, alg: 'EdDSA', signer: EdDSASigner(edSecret) };
const didJwtEc = { did: ecDid, alg: 'ES256K', signer: ES256KSigner(ecSecret) };

serve({
  'issue.eddsa': () => issue(edDid, 'jwt'),
  'issue.es256k': () => issue(ecDid, 'jwt'),
  'issue.eip712': () => issue(ethDid, 'EthereumEip712Signature2021'),
  'verify.eddsa': () => verify(eddsa),
  'verify.es256k': () => verify(es256k),
  'verify.eip712': () => verify(eip712),
  'present.eddsa': present,
  // Veramo verifies the presentation alone: the credentials in it are verified one by one by its user.
  'verify.presentation3': async () => {
    const result = await agent.verifyPresentation({ presentation, challenge: 'c', domain: 'd' });
    if (!result.verified) throw new Error(JSON.stringify(result.error));
    for (const credential of presentation.verifiableCredential) await verify(credential);
  },
  'did-jwt-vc.issue.eddsa': () => createVerifiableCredentialJwt(payload(edDid), didJwt),
  'did-jwt-vc.issue.es256k': () => createVerifiableCredentialJwt(payload(ecDid), didJwtEc),
  'did-jwt-vc.verify.eddsa': () => verifyCredential(eddsa.proof.jwt, { resolve }),
  'did-jwt-vc.verify.es256k': () => verifyCredential(es256k.proof.jwt, { resolve }),
});
