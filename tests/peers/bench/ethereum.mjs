// SPDX-License-Identifier: Apache-2.0

import { AbiCoder, ParamType, Transaction, TypedDataEncoder, Wallet, decodeRlp, encodeRlp, ensNormalize } from 'ethers';
import { readFileSync } from 'node:fs';
import { serve } from './serve.mjs';

// Types are parsed once on both sides: parsing them is most of what ethers does when it is given text.
const types = ['address', 'uint256', 'bytes32', 'string', 'bytes', 'uint256[]', 'tuple(address,uint64)[]'].map((type) => ParamType.from(type));
const values = [
  '0x8f3e9c1bd65eb267d19b176a73217524dc21a5ca', 123456789012345678901234567890n, '0x' + '11'.repeat(32),
  'a service endpoint of the usual length', '0x' + '22'.repeat(100), [1n, 2n, 3n, 4n],
  [['0x8f3e9c1bd65eb267d19b176a73217524dc21a5ca', 7n], ['0x6eb893e3466931517a04a17d153a6330c3f2f1dd', 8n]],
];
const coder = AbiCoder.defaultAbiCoder();
const encoded = coder.encode(types, values);
const tree = ['0x01', '0x' + '33'.repeat(20), ['0x' + '44'.repeat(32), '0x', ['0x05', '0x' + '66'.repeat(60)]], '0x' + '77'.repeat(300)];
const rlp = encodeRlp(tree);
const { types: structs, primaryType, domain, message } = JSON.parse(readFileSync(new URL('./typed-data.json', import.meta.url), 'utf8'));
const { EIP712Domain: _, ...others } = structs;
const wallet = new Wallet('0x' + '46'.repeat(32));
const fields = {
  type: 2, chainId: 1, nonce: 9, maxPriorityFeePerGas: 1000000000n, maxFeePerGas: 30000000000n, gasLimit: 100000n,
  to: '0x3535353535353535353535353535353535353535', value: 1000000000000000000n, data: '0x' + '88'.repeat(100),
};

const names = ['Vitalik.eth', 'Cafe\u0301-Stra\u00DFe.eth', '\u{1F468}\u{1F3FB}\u200D\u{1F4BB}.\u2764\uFE0F.eth', '\u0421\u043B\u043E\u0432\u043E.eth', '\u6C34\u306E\u30CD\u30C3\u30C8.eth'];

serve({
  'abi.encode': () => coder.encode(types, values),
  'abi.decode': () => coder.decode(types, encoded),
  'rlp.encode': () => encodeRlp(tree),
  'rlp.decode': () => decodeRlp(rlp),
  'eip712': () => TypedDataEncoder.hash(domain, others, message),
  'ens.normalize': () => names.forEach((name) => ensNormalize(name)),
  'transaction.sign': () => {
    const transaction = Transaction.from(fields);
    transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
    return transaction.serialized;
  },
});
