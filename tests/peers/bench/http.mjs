// SPDX-License-Identifier: Apache-2.0
// Serves Veramo's agent over SQLite with its own remote server, prints where, and ends with its standard input.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialPlugin } from '@veramo/credential-w3c';
import { CredentialProviderJWT } from '@veramo/credential-jwt';
import { AgentRouter, RequestWithAgentRouter } from '@veramo/remote-server';
import express from 'express';
import { createVeramoAgent } from '../veramo-sqlite.mjs';

const folder = mkdtempSync(join(tmpdir(), 'suti-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const { agent } = await createVeramoAgent(join(folder, 'veramo.sqlite'), '11'.repeat(32), [new CredentialPlugin([new CredentialProviderJWT()])]);
const app = express();
app.use('/agent', RequestWithAgentRouter({ agent }), AgentRouter({ exposedMethods: agent.availableMethods() }));
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/agent/`));
process.stdin.on('end', () => process.exit(0)).resume();
