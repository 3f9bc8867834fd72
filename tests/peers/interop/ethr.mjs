// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { Contract, ContractFactory, JsonRpcProvider, Wallet } from 'ethers';
import { EthrDID } from 'ethr-did';
import { getResolver } from 'ethr-did-resolver';
import { Resolver } from 'did-resolver';
import { answer } from './answer.mjs';

const modules = new URL('../node_modules/', import.meta.url);
const file = (path) => JSON.parse(readFileSync(new URL(path, modules), 'utf8'));
const theirs = {
  registry: () => file('ethr-did-registry/artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json'),
  claims: () => {
    const { abi, bytecode } = file('ethereum-claims-registry/build/contracts/EthereumClaimsRegistry.json');
    return { abi, bytecode };
  },
  manager: () => {
    const { abi, unlinked_binary: bytecode } = file('uport-identity/build/contracts/MetaIdentityManager.json');
    return { abi, bytecode };
  },
};
const providers = {};
const provider = (rpcUrl) => (providers[rpcUrl] ??= new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1, pollingInterval: 20, batchMaxCount: 1 }));
const account = (rpcUrl, privateKey) => new Wallet(privateKey, provider(rpcUrl));
const did = ({ rpcUrl, registry, privateKey, identity, network }) => new EthrDID({
  identifier: identity ?? new Wallet(privateKey).address, chainNameOrId: network, registry, provider: provider(rpcUrl), txSigner: account(rpcUrl, privateKey),
});

answer({
  'deploy': async ({ rpcUrl, privateKey, contract, arguments: values = [] }) => {
    const { abi, bytecode } = theirs[contract]();
    const deployed = await new ContractFactory(abi, bytecode, account(rpcUrl, privateKey)).deploy(...values);
    await deployed.waitForDeployment();
    return deployed.getAddress();
  },
  'gas': async ({ rpcUrl, privateKey, contract, address, method, arguments: values }) => {
    const { abi } = theirs[contract]();
    const sent = await new Contract(address, abi, account(rpcUrl, privateKey))[method](...values);
    return Number((await sent.wait()).gasUsed);
  },
  'resolve': async ({ rpcUrl, registry, name, chainId, did: text }) =>
    new Resolver(getResolver({ networks: [{ name, chainId, rpcUrl, registry }] })).resolve(text),
  'time': async ({ rpcUrl, registry, name, chainId, did: text, count }) => {
    const counted = new JsonRpcProvider(rpcUrl, chainId, { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 1 });
    let requests = 0;
    const send = counted._send.bind(counted);
    counted._send = (payload) => {
      requests++;
      return send(payload);
    };
    const resolver = new Resolver(getResolver({ networks: [{ name, chainId, provider: counted, registry }] }));
    await resolver.resolve(text);
    requests = 0;
    const start = process.hrtime.bigint();
    for (let left = count; left > 0; left--) await resolver.resolve(text);
    return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6, requests: requests / count };
  },
  'hash': async ({ operation, arguments: values, ...options }) => did(options)[operation](...values),
  'open-keystore': async ({ json, passphrase }) => (await Wallet.fromEncryptedJson(json, passphrase)).privateKey,
  'write': async ({ operations, ...options }) => {
    const writer = did(options);
    for (const [operation, ...values] of operations) await writer[operation](...values);
  },
});
