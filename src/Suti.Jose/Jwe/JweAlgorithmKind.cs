// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The families of key management, which differ in the key that they take.</summary>
internal enum JweAlgorithmKind
{
    Direct,
    AesKeyWrap,
    AesGcmKeyWrap,
    EphemeralStatic,
    OnePassUnified,
    Rsa,
    Password,
}
