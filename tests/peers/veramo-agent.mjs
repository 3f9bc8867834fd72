// SPDX-License-Identifier: Apache-2.0

import { createAgent } from '@veramo/core';
import { DataStore, DataStoreORM, DIDStore, Entities, KeyStore, PrivateKeyStore, migrations } from '@veramo/data-store';
import { DIDManager } from '@veramo/did-manager';
import { JwkDIDProvider, getDidJwkResolver } from '@veramo/did-provider-jwk';
import { KeyDIDProvider, getDidKeyResolver } from '@veramo/did-provider-key';
import { WebDIDProvider } from '@veramo/did-provider-web';
import { DIDResolverPlugin } from '@veramo/did-resolver';
import { KeyManager } from '@veramo/key-manager';
import { KeyManagementSystem, SecretBox } from '@veramo/kms-local';
import { DataSource } from 'typeorm';

/** A Veramo agent over one SQLite file, every commit of which is on disk before it returns. */
export async function createVeramoAgent(file, secretKey, plugins = []) {
  const database = await new DataSource({
    type: 'better-sqlite3', database: file, synchronize: false, migrations, migrationsRun: true, entities: Entities,
    prepareDatabase: (connection) => {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
    },
  }).initialize();
  const agent = createAgent({
    plugins: [
      new KeyManager({
        store: new KeyStore(database),
        kms: { local: new KeyManagementSystem(new PrivateKeyStore(database, new SecretBox(secretKey))) },
      }),
      new DIDManager({
        store: new DIDStore(database),
        defaultProvider: 'did:key',
        providers: {
          'did:key': new KeyDIDProvider({ defaultKms: 'local' }),
          'did:jwk': new JwkDIDProvider({ defaultKms: 'local' }),
          'did:web': new WebDIDProvider({ defaultKms: 'local' }),
        },
      }),
      new DIDResolverPlugin({ ...getDidKeyResolver(), ...getDidJwkResolver() }),
      new DataStore(database),
      new DataStoreORM(database),
      ...plugins,
    ],
  });
  return { agent, database };
}

/** A credential without a proof that a verifier would look at: what is measured and moved is how it is kept. */
export const credential = (number, issuer, subject) => ({
  '@context': ['https://www.w3.org/2018/credentials/v1'],
  id: `urn:credential:${number}`,
  type: ['VerifiableCredential', 'Membership'],
  issuer: { id: issuer },
  issuanceDate: '2024-01-01T00:00:00.000Z',
  credentialSubject: { id: subject, number: `n${number}`, name: `Member ${number}`, level: number % 7 === 0 ? 'gold' : 'silver' },
  proof: { type: 'JwtProof2020', jwt: `eyJhbGciOiJFZERTQSJ9.${Buffer.from(`{"jti":"urn:credential:${number}"}`).toString('base64url')}.AAAA` },
});
