// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <summary>Whether a native reference library is on this machine.</summary>
public static class NativeLibraries
{
    /// <summary>Whether <paramref name="name"/> loads.</summary>
    public static bool IsPresent(string name) => NativeLibrary.TryLoad(name, out _);
}
