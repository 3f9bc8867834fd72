// SPDX-License-Identifier: Apache-2.0

import { createAgent } from '@veramo/core';
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager';
import { EthrDIDProvider } from '@veramo/did-provider-ethr';
import { DIDResolverPlugin } from '@veramo/did-resolver';
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager';
import { KeyManagementSystem } from '@veramo/kms-local';
import { getResolver } from 'ethr-did-resolver';
import { JsonRpcProvider } from 'ethers';
import { answer } from './answer.mjs';

let agent;
let provider;

answer({
  'start': async ({ rpcUrl, registry, name, chainId }) => {
    provider = new JsonRpcProvider(rpcUrl, chainId, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 20, batchMaxCount: 1 });
    const network = { name, chainId, provider, rpcUrl, registry };
    agent = createAgent({
      plugins: [
        new KeyManager({ store: new MemoryKeyStore(), kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) } }),
        new DIDManager({
          store: new MemoryDIDStore(), defaultProvider: 'did:ethr',
          providers: { 'did:ethr': new EthrDIDProvider({ defaultKms: 'local', networks: [network] }) },
        }),
        new DIDResolverPlugin(getResolver({ networks: [network] })),
      ],
    });
  },
  // The provider answers when a transaction is sent; the next one builds on it, so that its block is waited for.
  'call': async ({ method, arguments: values }) => {
    const result = await agent[method](values);
    return typeof result === 'string' && /^0x[0-9a-f]{64}$/.test(result) ? { hash: result, status: (await provider.waitForTransaction(result)).status } : result;
  },
});
