// SPDX-License-Identifier: Apache-2.0

import { JsonRpcProvider } from 'ethers';
import { Resolver } from 'did-resolver';
import { getResolver } from 'ethr-did-resolver';
import { serve } from './serve.mjs';

const [rpcUrl, registry, name, chainId, did] = process.argv.slice(2);

// As fast as it can be asked: the network is known, and ethers' own cache of equal requests is off, as is ours.
const provider = new JsonRpcProvider(rpcUrl, Number(chainId), { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 1 });
const resolver = new Resolver(getResolver({ networks: [{ name, chainId: Number(chainId), provider, registry }] }));

serve({
  resolve: async () => {
    const { didDocument, didResolutionMetadata } = await resolver.resolve(did);
    if (!didDocument?.service?.length) throw new Error(didResolutionMetadata.error);
  },
});
