// SPDX-License-Identifier: Apache-2.0

import { EnsPlugin, JsonRpcProvider, Network, ensNormalize } from 'ethers';
import { answer } from './answer.mjs';

const chain = 31337;
const provider = ({ rpcUrl, registry }) => {
  const network = new Network('development', chain);
  network.attachPlugin(new EnsPlugin(registry, chain));
  return new JsonRpcProvider(rpcUrl, network, { staticNetwork: network, cacheTimeout: -1, batchMaxCount: 1 });
};

const normalized = (name) => {
  try {
    return ensNormalize(name);
  } catch {
    return null;
  }
};

answer({
  'normalize': ({ names }) => names.map(normalized),
  'address': (question) => provider(question).resolveName(question.of),
  'name': (question) => provider(question).lookupAddress(question.of),
  'url': async (question) => (await provider(question).getResolver(question.of)).getText('url'),
});
