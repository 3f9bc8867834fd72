// SPDX-License-Identifier: Apache-2.0

using Suti.Cli;

return await SutiProgram.RunAsync(args).ConfigureAwait(false);
