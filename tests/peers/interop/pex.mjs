// SPDX-License-Identifier: Apache-2.0

import { PEXv2 } from '@sphereon/pex';
import { answer } from './answer.mjs';

const pex = new PEXv2();
let credentials = [];

const select = (definition, holders) => pex.selectFrom(definition, credentials, { holderDIDs: holders });

answer({
  know: (call) => {
    credentials = call.credentials;
    return credentials.length;
  },
  // The places of the credentials that fit each input descriptor by itself, and whether they are enough for the whole.
  select: ({ definition, holders }) => {
    const matches = {};
    for (const { group: _, ...descriptor } of definition.input_descriptors) {
      const found = select({ id: definition.id, input_descriptors: [descriptor] }, holders);
      const paths = (found.matches ?? []).flatMap((match) => match.vc_path);
      matches[descriptor.id] = [...new Set(paths.map((path) => credentials.indexOf(found.verifiableCredential[Number(/\[(\d+)\]$/.exec(path)[1])])))].sort((a, b) => a - b);
    }
    return { matches, present: select(definition, holders).areRequiredCredentialsPresent };
  },
});
