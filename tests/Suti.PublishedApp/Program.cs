// SPDX-License-Identifier: Apache-2.0

using Suti;
using Suti.Crypto;

// One real call into every library of tiers 0 to 3. A failure throws.
var hash = new SutiException("sample", "message").Code;
Console.WriteLine(hash);
Console.WriteLine(RandomSource.System.GetBytes(32).Length);
Console.WriteLine("every library answers");
