// SPDX-License-Identifier: Apache-2.0

import { credential, createVeramoAgent } from '../veramo-agent.mjs';
import { answer } from './answer.mjs';

answer({
  /** Fills a database with one of everything and tells what is in it. */
  create: async ({ file, secretKey }) => {
    const { agent, database } = await createVeramoAgent(file, secretKey);
    const alice = await agent.didManagerCreate({ provider: 'did:key', alias: 'alice' });
    const bob = await agent.didManagerCreate({ provider: 'did:jwk', alias: 'bob', options: { keyType: 'Secp256k1' } });
    const shop = await agent.didManagerCreate({ provider: 'did:web', alias: 'shop.example' });
    await agent.didManagerAddService({ did: shop.did, service: { id: `${shop.did}#orders`, type: 'Orders', serviceEndpoint: 'https://shop.example/orders' } });
    const loose = await agent.keyManagerCreate({ type: 'X25519', kms: 'local', meta: { note: 'loose' } });
    const credentials = [];
    for (let number = 0; number < 250; number++) {
      const verifiableCredential = credential(number, alice.did, bob.did);
      credentials.push(await agent.dataStoreSaveVerifiableCredential({ verifiableCredential }));
    }

    const presentation = await agent.dataStoreSaveVerifiablePresentation({ verifiablePresentation: {
      '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiablePresentation'], holder: bob.did, verifier: [shop.did],
      issuanceDate: '2024-02-01T00:00:00.000Z', verifiableCredential: [credential(1, alice.did, bob.did)], proof: { jwt: 'eyJhbGciOiJFZERTQSJ9.e30.AAAA' },
    } });
    await agent.dataStoreSaveMessage({ message: {
      id: 'message-1', type: 'note', from: alice.did, to: bob.did, createdAt: '2024-03-01T10:00:00.000Z', threadId: 'thread-1',
      raw: 'raw', data: { text: 'grüezi' }, metaData: [{ type: 'test', value: 'x' }], replyTo: [alice.did], credentials: [credential(2, alice.did, bob.did)],
    } });
    const signature = await agent.keyManagerSign({ keyRef: alice.keys[0].kid, algorithm: 'EdDSA', data: 'hello' });
    const message = await agent.dataStoreGetMessage({ id: 'message-1' });
    const identifiers = await agent.didManagerFind({});
    await database.destroy();
    return { identifiers, loose: loose.kid, credentials, presentation, signature, message };
  },
});
