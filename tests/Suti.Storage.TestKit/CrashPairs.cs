// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Suti.Storage.TestKit;

/// <summary>The records of the crash tests: each tells from its key alone what it must hold.</summary>
public static class CrashPairs
{
    /// <summary>One of the two records of a transaction.</summary>
    public static Item Create(string id, string side)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id + side)));

        // Longer than a page of a database, so that a record that is torn would show.
        return new() { Id = $"{id}-{side}", Title = string.Concat(Enumerable.Repeat(hash, 100)), Tags = [id, hash] };
    }
}
