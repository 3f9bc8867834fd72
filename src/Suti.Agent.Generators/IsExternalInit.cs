// SPDX-License-Identifier: Apache-2.0

#pragma warning disable IDE0130 // The compiler asks for this type by this name; the target framework does not have it.
namespace System.Runtime.CompilerServices;
#pragma warning restore IDE0130

/// <summary>Lets records be declared.</summary>
internal static class IsExternalInit;
