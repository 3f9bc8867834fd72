// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A hash function without parameters: every computation starts the same way.</summary>
internal interface IFixedHashState<TSelf> : IHashState
    where TSelf : struct, IFixedHashState<TSelf>
{
    static abstract string Name { get; }

    static abstract int HashSize { get; }

    /// <summary>The hash of the text <c>abc</c> in hexadecimal, which every standard publishes, for the self-test.</summary>
    static abstract string HashOfAbc { get; }

    static abstract int BlockSize { get; }

    static abstract TSelf Start();
}
