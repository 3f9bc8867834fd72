// SPDX-License-Identifier: Apache-2.0

import { createAgent } from '@veramo/core';
import { CredentialPlugin } from '@veramo/credential-w3c';
import { CredentialProviderEIP712 } from '@veramo/credential-eip712';
import { CredentialProviderJWT } from '@veramo/credential-jwt';
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager';
import { DIDResolverPlugin } from '@veramo/did-resolver';
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager';
import { KeyManagementSystem } from '@veramo/kms-local';

/** The documents of did:example, which every resolver here shares. */
export const documents = new Map();

export const resolve = async (did) => ({
  didDocument: documents.get(did.split(/[?#]/)[0]) ?? null,
  didDocumentMetadata: {},
  didResolutionMetadata: documents.has(did.split(/[?#]/)[0]) ? {} : { error: 'notFound' },
});

/** A Veramo agent with everything in memory. */
export const agent = createAgent({
  plugins: [
    new KeyManager({ store: new MemoryKeyStore(), kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) } }),
    new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'did:example', providers: {} }),
    new DIDResolverPlugin({ example: resolve }),
    new CredentialPlugin([new CredentialProviderJWT(), new CredentialProviderEIP712()]),
  ],
});

/** Makes a party known by its document, and its key to the agent when one is given. */
export async function know({ did, document, type, secret }) {
  documents.set(did, document);
  if (!secret) return;
  const algorithms = type === 'Secp256k1' ? ['ES256K', 'ES256K-R', 'eth_signTypedData'] : undefined;
  await agent.didManagerImport({
    did, provider: 'did:example', controllerKeyId: `${did}-key`, services: [],
    keys: [{ kid: `${did}-key`, kms: 'local', type, privateKeyHex: secret, meta: algorithms && { algorithms } }],
  });
}
